"""How well the same thing is found in another language: each rendering of the sample taken for a draft that arrives.

The weights of `likeness` were fitted on the records whose id hashes to the first half (`_is_of_fitting`); what is
measured here are the others. Run with `make test-quality`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.quality.data import RECORDS, THESAURUS, sample_records
from tricity.harvest.duplicates.likeness import Described, described, likeness
from tricity.language import CollectionStatistics, Engine, Thesaurus, parse_code

pytestmark = pytest.mark.slow

# Recall and precision in percent (in brackets what was measured on 26 November 2026, of 81 drafts).
LEAST = {
    "whole": (93, 91),  # (97.5, 96.3)
    "first sentence": (68, 95),  # (72.8, 98.3)
    "city unknown": (78, 90),  # (82.7, 94.4)
}
NEAREST = 25
EVERY = 4  # of the renderings, which are some 330: enough to see a loss, in a minute or two
_NATIVE = {"CN": "zh-hans", "JP": "ja", "KR": "ko"}


@cache
def engine() -> Engine:
    names: dict[str, dict[str, str]] = {}
    for path in sorted(RECORDS.glob("*-cities.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            city = json.loads(line)
            own = {_NATIVE[city["country"]]: city["city_native"], "en": city.get("city") or ""}
            names[f"city:{city['country']}{city['city_native']}"] = own
    return Engine(Thesaurus.from_jsonl(THESAURUS), names)


@cache
def originals() -> dict[str, tuple[dict[str, Any], Described]]:
    return {
        record.id: (record.raw, _described(number, record.raw, record.language or "en", record.raw))
        for number, record in enumerate(sample_records(), 1)
    }


def _described(
    number: int, record: dict[str, Any], language: str, words: dict[str, Any], city: str | None = None
) -> Described:
    place = str(record.get("city_native") or "") if city is None else city
    return described(
        engine(), id=number, country=record["country"], city=place, language=language, title=words["title"], summary=words["summary"]
    )  # fmt: skip


def _is_of_fitting(record_id: str) -> bool:
    return int(hashlib.md5(record_id.encode(), usedforsecurity=False).hexdigest(), 16) % 10 < 5


def arriving(condition: str) -> Iterator[tuple[str, Described]]:
    """The id of the record it is a rendering of, and the draft."""
    number = 10_000
    for path in sorted((RECORDS.parent / "renderings").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            words = json.loads(line)
            if words["id"] not in originals() or _is_of_fitting(words["id"]):
                continue
            number += 1
            if number % EVERY:
                continue
            if condition == "first sentence":
                words["summary"] = re.split(r"(?<=[。.!?])\s*", words["summary"])[0]
            record, city = originals()[words["id"]][0], "" if condition == "city unknown" else None
            yield words["id"], _described(number, record, parse_code(words["language"]), words, city)


def candidates(draft: Described) -> list[tuple[str, Described]]:
    """What the site would compare it with: the nearest (here by meaning alone), and those of its city."""
    rows = [(record_id, other) for record_id, (_record, other) in originals().items()]
    rows.sort(key=lambda row: -float(row[1].meaning @ draft.meaning))
    return [*rows[:NEAREST], *(row for row in rows[NEAREST:] if draft.city and row[1].city == draft.city)]


@pytest.mark.parametrize("condition", LEAST)
def test_same_thing_is_found_in_another_language(condition: str) -> None:
    statistics = CollectionStatistics.of(each.whole for _record, each in originals().values())
    drafts = right = wrong = 0
    for record_id, draft in arriving(condition):
        drafts += 1
        for other_id, other in candidates(draft):
            if likeness(draft, other, statistics).is_likely:
                right += other_id == record_id
                wrong += other_id != record_id

    recall, precision = 100 * right / drafts, 100 * right / max(1, right + wrong)
    print(f"{condition}: recall {recall:.1f}, precision {precision:.1f} of {drafts}")
    least_recall, least_precision = LEAST[condition]
    assert recall >= least_recall
    assert precision >= least_precision
