"""The limits of a portfolio as an address carries them, and the choice made from rows of candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from tricity.cooperation.balance import Voice
from tricity.cooperation.models import Evidence, Opportunity
from tricity.directory.models import OrganizationType
from tricity.synthesis import portfolio as core
from tricity.synthesis.records import Horizon, Priority

Role = Evidence.Role
DEMAND: Final = (Role.NEED, Role.PLAN)
TAKING_PART: Final = (*DEMAND, Role.EXPERIENCE)
# The name of each limit in an address, so that the address stays short enough to pass on.
NUMBERS: Final[Mapping[str, str]] = {
    "projects": "most_projects",
    "per_city": "most_per_city",
    "per_country": "least_per_country",
    "apart": "most_apart",
    "short": "least_short",
    "long": "least_long",
}
PIN, OUT, BEFORE = "pin", "out", "before"
LONGEST: Final = 2_000  # characters of the limits before, in an address


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, or which limits clash; the choice before it, if one was asked for."""

    found: core.Portfolio | core.Clash
    before: core.Portfolio | core.Clash | None = None

    @property
    def difference(self) -> core.Difference | None:
        return core.what_changed(self.before, self.found)


def limits(values: Mapping[str, Any], pinned: Iterable[str], excluded: Iterable[str]) -> core.Limits:
    """The limits of a filled form; what was left open sets none."""
    given = {field: values.get(name) for name, field in NUMBERS.items()}
    numbers = {field: value for field, value in given.items() if value is not None}
    return core.Limits(**numbers, pinned=tuple(pinned), excluded=tuple(excluded))


def address(found: core.Limits) -> str:
    """The limits as the query of an address, without those that are as they are unless somebody says otherwise."""
    usual, query = core.Limits(), QueryDict(mutable=True)
    for name, field in NUMBERS.items():
        value = getattr(found, field)
        if value != getattr(usual, field):
            query[name] = "" if value is None else str(value)
    query.setlist(PIN, list(found.pinned))
    query.setlist(OUT, list(found.excluded))
    return query.urlencode()


def candidates(rows: Sequence[Opportunity], stakes: Iterable[Evidence]) -> list[core.Candidate]:
    """The rows as the core knows them; their code is their id. Records that are not public any more take no part."""
    behind: dict[int, list[Evidence]] = defaultdict(list)
    for each in stakes:
        behind[each.opportunity_id].append(each)
    return [_candidate(row, behind[row.pk]) for row in rows]


def _candidate(row: Opportunity, stakes: Sequence[Evidence]) -> core.Candidate:
    return core.Candidate(
        row.code,
        Horizon(row.horizon),
        tuple(sorted(row.countries)),
        tuple(_demand(each) for each in stakes if each.role in DEMAND),
        frozenset(
            place for each in stakes if each.role in TAKING_PART and (place := _place(each)) is not None
        ),
    )


def _demand(stake: Evidence) -> core.Demand:
    assert stake.record is not None
    priority = Priority(stake.record.priority) if stake.record.priority else None
    weight = core.weight_of(is_plan=stake.role == Role.PLAN, priority=priority)
    return core.Demand(str(stake.record_id), weight, _place(stake))


def _place(stake: Evidence) -> tuple[str, str] | None:
    record = stake.record
    return (record.country_id, str(record.city_id)) if record and record.city_id else None


def voices(stakes: Iterable[Evidence]) -> list[Voice]:
    """The cities that take part and those who offer, each once, as the balance meter counts them."""
    heard: dict[object, Voice] = {}
    for each in stakes:
        record = each.record
        if record is None:
            continue
        if each.role in TAKING_PART and record.city is not None:
            heard["city", record.city_id] = Voice(
                record.country_id, OrganizationType.CITY, record.city.is_capital
            )
        elif each.role == Role.OFFER:
            owner = record.owner
            country = (owner and owner.country_id) or record.country_id
            # Of whom no owner is known each offer counts for itself.
            key = ("body", owner.pk) if owner else ("offer", record.pk)
            heard[key] = Voice(country, owner.type if owner else OrganizationType.COMPANY)
    return list(heard.values())
