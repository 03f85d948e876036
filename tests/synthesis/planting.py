"""Records in three languages with overlaps and joint projects planted in them, for a test to find again.

Every planted subject is worded apart in each language, in everyday words that are no label of the thesaurus; every
record mixes two of its subject's sentences with noise. Among them stand subjects of one language only, which are no
overlap, and many records on nothing that anybody needs.
"""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tricity.synthesis import Horizon, Kind, Participant, Priority, Record, Status

FOLDER: Final = Path(__file__).parent / "planted"
LANGUAGES: Final = {"CN": "zh-hans", "JP": "ja", "KR": "ko"}
TRAPS: Final = {"newcomers": "JP", "crowds": "KR", "leftovers": "CN", "smog": "KR"}
HELD_OUT_TRAPS: Final = {"graves": "JP"}
"""Subjects of one language only, and the country that has them."""
STRAYS: Final = 1  # records of a trap that the other countries have, all of them work without any need
PLANTED: Final = 0.3  # of all records
_NEEDS: Final = 0.3  # of a planted subject's records
_WORKS: Final = 0.8  # needs and work; the rest are solutions


@dataclass(frozen=True, slots=True)
class Planting:
    """The records, which subject each was planted for, and in which countries each subject is to be found."""

    records: tuple[Record, ...]
    subject_of: Mapping[str, str]
    countries_of: Mapping[str, frozenset[str]]
    traps: Mapping[str, str]


def subjects(held_out: bool = False) -> dict[str, dict[str, dict[str, list[str]]]]:
    """Return titles and sentences of each planted subject by language.

    Those held out were written after the synthesis was done, and nothing was changed for their sake.
    """
    return {row.pop("id"): row for row in _rows("held_out.jsonl" if held_out else "subjects.jsonl")}


def plant(size: int, *, seed: int = 1, most: int | None = None, held_out: bool = False) -> Planting:
    """Return about `size` records; the same seed gives the same. `most` limits how many subjects are planted."""
    draw = random.Random(seed)
    known = subjects(held_out)
    all_traps = HELD_OUT_TRAPS if held_out else TRAPS
    shared = [each for each in known if each not in all_traps][:most]
    traps = dict(list(all_traps.items())[: None if most is None else max(1, most // 4)])
    each = max(6, round(size * PLANTED / (len(shared) + len(traps))))
    records: list[Record] = []
    subject_of: dict[str, str] = {}
    countries_of: dict[str, frozenset[str]] = {}
    numbers = _numbers(size, draw)

    def add(subject: str, country: str, kind: Kind, status: Status | None) -> None:
        language = LANGUAGES[country]
        words = known[subject][language]
        title = draw.choice(words["titles"])
        said = draw.sample(words["sentences"], 2)
        record = _record(numbers.pop(), country, kind, status, title, said, draw)
        records.append(record)
        subject_of[record.id] = subject

    for place, subject in enumerate(shared):
        countries = sorted(LANGUAGES)
        if place % 3 == 0:  # one in three is of two countries
            countries.remove(countries[place // 3 % 3])
        countries_of[subject] = frozenset(countries)
        for number in range(each):
            kind, status = _part(number / each, draw)
            add(subject, countries[number % len(countries)], kind, status)
    for subject, home in traps.items():
        for number in range(each):
            add(subject, home, *_part(number / each, draw))
        for country in LANGUAGES:
            for _ in range(STRAYS if country != home else 0):
                add(subject, country, Kind.INITIATIVE, Status.COMPLETED)
    unrelated = _rows("unrelated.jsonl")
    while len(records) < size:
        country = draw.choice(sorted(LANGUAGES))
        sentences = draw.choice(unrelated)[LANGUAGES[country]]
        kind = draw.choice((Kind.INITIATIVE, Kind.SOLUTION))
        status = Status.OPERATING if kind is Kind.INITIATIVE else None
        first, *said = draw.sample(sentences, 3)
        record = _record(numbers.pop(), country, kind, status, first.rstrip("。."), said, draw)
        records.append(record)
        subject_of[record.id] = ""
    return Planting(tuple(records), subject_of, countries_of, traps)


def _part(place: float, draw: random.Random) -> tuple[Kind, Status | None]:
    if place < _NEEDS:
        return Kind.NEED, None
    if place < _WORKS:
        return Kind.INITIATIVE, draw.choice((Status.OPERATING, Status.COMPLETED))
    return Kind.SOLUTION, None


def _record(
    number: int,
    country: str,
    kind: Kind,
    status: Status | None,
    title: str,
    said: Sequence[str],
    draw: random.Random,
) -> Record:
    language = LANGUAGES[country]
    noise = draw.sample(_NOISE[language], 2)
    sentences = [*said, *noise]
    draw.shuffle(sentences)
    need = kind is Kind.NEED
    return Record(
        id=f"r{number:07}",
        kind=kind,
        country=country,
        title=title,
        summary=(" " if language == "ko" else "").join(sentences),
        language=language,
        city=None if kind is Kind.SOLUTION else f"{country}-{draw.randrange(60)}",
        status=status,
        horizon=draw.choice(list(Horizon)) if need else None,
        priority=draw.choice(list(Priority)) if need else None,
        provider=Participant(f"{country} {draw.randrange(40)}", "provider")
        if kind is Kind.SOLUTION
        else None,
    )


def _numbers(size: int, draw: random.Random) -> list[int]:
    """Return numbers for ids in no order: an id is not to betray what a record was planted for."""
    numbers = list(range(2 * size + 1000))
    draw.shuffle(numbers)
    return numbers


def _rows(name: str) -> list[dict[str, dict[str, list[str]]]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


_NOISE: Final[Mapping[str, Sequence[str]]] = _rows("noise.jsonl")[0]  # type: ignore[assignment]
