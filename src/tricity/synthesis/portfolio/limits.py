"""The limits people set, and what each says about which candidates are chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import permutations
from typing import Final

from tricity.synthesis.portfolio.candidates import Candidate, Place
from tricity.synthesis.portfolio.errors import BadLimits
from tricity.synthesis.portfolio.solving import Row
from tricity.synthesis.records import Horizon

USUAL_PROJECTS: Final = 5
_NUMBERS: Final = (
    "most_projects",
    "most_per_city",
    "least_per_country",
    "most_apart",
    "least_short",
    "least_long",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a portfolio must keep to. None and 0 set no limit.

    `most_per_city`: of how many projects one city may be part. `least_per_country`: of how many every country must be.
    `most_apart`: by how many projects two countries may differ. `least_short`, `least_long`: projects of that horizon.
    """

    most_projects: int = USUAL_PROJECTS
    most_per_city: int | None = None
    least_per_country: int = 0
    most_apart: int | None = None
    least_short: int = 0
    least_long: int = 0
    pinned: tuple[str, ...] = field(default=())
    excluded: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        for name in _NUMBERS:
            value = getattr(self, name)
            if value is not None and value < 0:
                raise BadLimits(name, "negative", str(value))
        for name in ("pinned", "excluded"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))


class LimitKey(StrEnum):
    """What a single limit is about."""

    PINNED = "pinned"
    EXCLUDED = "excluded"
    MOST_PROJECTS = "most_projects"
    LEAST_SHORT = "least_short"
    LEAST_LONG = "least_long"
    LEAST_PER_COUNTRY = "least_per_country"
    MOST_APART = "most_apart"
    MOST_PER_CITY = "most_per_city"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit as it was set: `value` is its number, `subject` the candidate or country it is about, if it is about one.

    `available` is how many candidates it counts: a limit of at least three long-term projects clashes with none but
    itself where there are two.
    """

    key: LimitKey
    value: int = 0
    subject: str = ""
    available: int = 0


@dataclass(frozen=True, slots=True)
class Ruled:
    """A limit with what it says in numbers; of one about cities, `places` are those of its rows, in their order."""

    limit: Limit
    rows: tuple[Row, ...]
    places: tuple[Place, ...] = ()


def ruled(limits: Limits, candidates: Sequence[Candidate]) -> list[Ruled]:
    """Return the limits one by one, those first that one would like to hear of first; raises BadLimits.

    A limit that cannot be broken (more projects allowed than there are) is left out.
    """
    known = {each.id: number for number, each in enumerate(candidates)}
    for name in ("pinned", "excluded"):
        for each in getattr(limits, name):
            if each not in known:
                raise BadLimits(name, "unknown_candidate", each)
    found = [_fixed(LimitKey.PINNED, each, known[each], 1.0) for each in limits.pinned]
    found += [_fixed(LimitKey.EXCLUDED, each, known[each], 0.0) for each in limits.excluded]
    found += _of_number(limits, candidates)
    found += _of_countries(limits, candidates)
    found += _of_cities(limits, candidates)
    return found


def _fixed(key: LimitKey, candidate_id: str, number: int, value: float) -> Ruled:
    return Ruled(Limit(key, subject=candidate_id), (Row(((number, 1.0),), value, value),))


def _of_number(limits: Limits, candidates: Sequence[Candidate]) -> list[Ruled]:
    everything = range(len(candidates))
    found = []
    if limits.most_projects < len(candidates):
        limit = Limit(LimitKey.MOST_PROJECTS, limits.most_projects, available=len(candidates))
        found.append(Ruled(limit, (_sum(everything, most=limits.most_projects),)))
    for key, horizon, least in (
        (LimitKey.LEAST_SHORT, Horizon.SHORT, limits.least_short),
        (LimitKey.LEAST_LONG, Horizon.LONG, limits.least_long),
    ):
        if least:
            mine = [number for number in everything if candidates[number].horizon is horizon]
            found.append(Ruled(Limit(key, least, available=len(mine)), (_sum(mine, least=least),)))
    return found


def _of_countries(limits: Limits, candidates: Sequence[Candidate]) -> list[Ruled]:
    countries = countries_of(candidates)
    mine = {
        code: [number for number, each in enumerate(candidates) if code in each.countries]
        for code in countries
    }
    found = []
    if least := limits.least_per_country:
        found += [
            Ruled(
                Limit(LimitKey.LEAST_PER_COUNTRY, least, code, len(mine[code])),
                (_sum(mine[code], least=least),),
            )
            for code in countries
        ]
    if limits.most_apart is not None:
        rows = tuple(
            _apart(mine[one], mine[other], limits.most_apart) for one, other in permutations(countries, 2)
        )
        found.append(Ruled(Limit(LimitKey.MOST_APART, limits.most_apart), rows))
    return found


def _of_cities(limits: Limits, candidates: Sequence[Candidate]) -> list[Ruled]:
    if (most := limits.most_per_city) is None:
        return []
    taking_part: dict[Place, list[int]] = {}
    for number, candidate in enumerate(candidates):
        for place in candidate.places:
            taking_part.setdefault(place, []).append(number)
    busy = sorted(place for place, mine in taking_part.items() if len(mine) > most)
    if not busy:
        return []
    rows = tuple(_sum(taking_part[place], most=most) for place in busy)
    return [Ruled(Limit(LimitKey.MOST_PER_CITY, most, available=len(candidates)), rows, tuple(busy))]


def countries_of(candidates: Iterable[Candidate]) -> list[str]:
    """Return the codes of all countries that take part in any, in order."""
    return sorted({code for each in candidates for code in each.countries})


def _sum(numbers: Iterable[int], *, least: int | None = None, most: int | None = None) -> Row:
    coefficients = tuple((number, 1.0) for number in numbers)
    return Row(coefficients, None if least is None else float(least), None if most is None else float(most))


def _apart(mine: Sequence[int], theirs: Sequence[int], most: int) -> Row:
    """Return the row that says: I am part of at most so many more than they are."""
    both = set(mine) & set(theirs)
    coefficients = [(number, 1.0) for number in mine if number not in both]
    coefficients += [(number, -1.0) for number in theirs if number not in both]
    return Row(tuple(sorted(coefficients)), None, float(most))
