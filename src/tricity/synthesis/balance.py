"""The balance meter: who is in a selection by country, kind of body and whether from a capital, and what would mend it.

For any selection: a panel, a list of invitations, the cities of a portfolio. To see who is missing, never to rank anybody.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from typing import Final

CITY: Final = "city"
MOST_EXCHANGES: Final = 2  # more people taken out of a selection is no small change any more


@dataclass(frozen=True, slots=True)
class Voice:
    """A member as far as the balance is concerned: `country` and `kind` are empty where the body is not known."""

    country: str = ""
    kind: str = ""
    is_of_capital: bool | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """`counts[country, kind]` are voices; `capitals[country]` and `elsewhere[country]` those of cities that are a capital
    and that are not; `unknown` those whose body is not known.

    A gap is a country or a kind that nobody speaks for, a country with fewer than half as many voices as another
    (`thin_countries`), and a selection in which all cities are capitals.
    """

    counts: Counter[tuple[str, str]]
    capitals: Counter[str]
    elsewhere: Counter[str]
    unknown: int
    missing_countries: tuple[str, ...]
    missing_kinds: tuple[str, ...]
    thin_countries: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many voices there are, known or not."""
        return sum(self.counts.values()) + self.unknown

    @property
    def only_capitals(self) -> bool:
        """Whether there are cities, and all of them are capitals."""
        return self.capitals.total() > 0 and self.elsewhere.total() == 0

    @property
    def is_balanced(self) -> bool:
        """Whether there is no gap."""
        return not (self.missing_countries or self.missing_kinds or self.thin_countries or self.only_capitals)

    def of(self, country: str, kind: str) -> int:
        """Return how many of that kind there are from the country."""
        return self.counts[country, kind]


@dataclass(frozen=True, slots=True)
class Change:
    """Take `add` in, and take `instead_of` out for it, if one is named. An empty kind is any; a city of `add` whose
    `is_of_capital` is False must be none.
    """

    add: Voice
    instead_of: Voice | None = None


def balance(voices: Iterable[Voice], countries: Sequence[str], kinds: Sequence[str]) -> Balance:
    """Count the voices. `countries` and `kinds` are those one hopes to hear; nothing is missing where nobody speaks yet."""
    return _counted(Counter(voices), countries, kinds)


def _counted(heard: Mapping[Voice, int], countries: Sequence[str], kinds: Sequence[str]) -> Balance:
    """Count voices of which there are so many each."""
    counts: Counter[tuple[str, str]] = Counter()
    spoken, capitals, elsewhere = Counter[str](), Counter[str](), Counter[str]()
    for voice, number in heard.items():
        if voice.kind:
            counts[voice.country, voice.kind] += number
            spoken[voice.country] += number
            if voice.is_of_capital is not None:
                (capitals if voice.is_of_capital else elsewhere)[voice.country] += number
    present = {kind for _, kind in counts}
    fewest = _fewest(max((spoken[code] for code in countries), default=0))
    return Balance(
        counts=counts,
        capitals=capitals,
        elsewhere=elsewhere,
        unknown=sum(heard.values()) - counts.total(),
        missing_countries=tuple(code for code in countries if not spoken[code]) if heard else (),
        missing_kinds=tuple(kind for kind in kinds if kind not in present) if heard else (),
        thin_countries=tuple(code for code in countries if 0 < spoken[code] < fewest),
    )


def cheapest_change(
    voices: Iterable[Voice], countries: Sequence[str], kinds: Sequence[str]
) -> tuple[Change, ...]:
    """Return the fewest changes after which there is no gap; none where there is none, or nobody speaks yet.

    Either voices are added, or, if that is fewer, one or two are exchanged. Of equals the first in the order of
    `countries` and `kinds`.
    """
    there = Counter(voice for voice in voices if voice.kind)
    found = _counted(there, countries, kinds)
    if not there or found.is_balanced:
        return ()
    added = _added(found, countries, kinds)
    for size in range(1, min(MOST_EXCHANGES, len(added) - 1) + 1):
        # Each voice that comes in is of one country and one kind.
        if max(len(found.missing_countries), len(found.missing_kinds)) <= size:
            exchanged = _exchanged(there, countries, kinds, size)
            if exchanged:
                return exchanged
    return tuple(Change(each) for each in added)


def _fewest(most: int) -> int:
    """Return how many voices a country needs for not being thin beside one that has `most`: half as many."""
    return (most + 1) // 2


def _added(found: Balance, countries: Sequence[str], kinds: Sequence[str]) -> list[Voice]:
    """Return what to add: enough of every country, and among them, or beside them, the kinds that are missing.

    No fewer would do: every thin country needs its own, every missing kind too, and one voice can be both.
    """
    count = {
        code: sum(number for (of, _), number in found.counts.items() if of == code) for code in countries
    }
    wanted = list(found.missing_kinds)
    if found.only_capitals and CITY not in wanted:
        wanted.insert(0, CITY)
    added = []
    fewest = max(1, _fewest(max(count.values(), default=0)))
    for code in countries:
        for _ in range(count[code], fewest):
            added.append(_voice(code, wanted, found))
            count[code] += 1
    while wanted and countries:
        code = min(countries, key=lambda each: (count[each], countries.index(each)))
        added.append(_voice(code, wanted, found))
        count[code] += 1
    return added


def _voice(country: str, wanted: list[str], found: Balance) -> Voice:
    kind = wanted.pop(0) if wanted else ""
    return Voice(country, kind, False if kind == CITY and found.only_capitals else None)


def _exchanged(
    there: Counter[Voice], countries: Sequence[str], kinds: Sequence[str], size: int
) -> tuple[Change, ...]:
    """Return `size` exchanges after which there is no gap, if any do."""
    gone = [
        some
        for some in combinations_with_replacement(sorted(there, key=_order), size)
        if all(there[each] >= number for each, number in Counter(some).items())
    ]
    new = [Voice(code, kind, False if kind == CITY else None) for code in countries for kind in kinds]
    for come, go in product(combinations_with_replacement(new, size), gone):
        rest = there - Counter(go) + Counter(come)
        if _counted(rest, countries, kinds).is_balanced:
            return tuple(Change(one, other) for one, other in zip(come, go, strict=True))
    return ()


def _order(voice: Voice) -> tuple[str, str, int]:
    return voice.country, voice.kind, -1 if voice.is_of_capital is None else int(voice.is_of_capital)
