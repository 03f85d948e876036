"""What curators decided, and the candidates as they stand, as the synthesis takes them. Ids are keys and row ids as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tricity import synthesis
from tricity.cooperation.models import Decision, Evidence, Opportunity

PARTS: Final = {
    Evidence.Role.NEED.value: "needs",
    Evidence.Role.PLAN.value: "plans",
    Evidence.Role.EXPERIENCE.value: "experience",
    Evidence.Role.OFFER.value: "offers",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """What a run is given beside the records."""

    before: synthesis.Before
    decisions: tuple[synthesis.Decision, ...]


def decided() -> Decided:
    """Every candidate that was ever found, and every decision; three queries."""
    return Decided(synthesis.Before(tuple(_known())), tuple(decisions()))


def decisions(more: Iterable[Decision] = ()) -> list[synthesis.Decision]:
    """All decisions in the order they were made, with `more` behind them."""
    rows = Decision.objects.select_related("opportunity").order_by("at", "pk")
    return [as_decided(row, number) for number, row in enumerate([*rows, *more], 1)]


def as_decided(row: Decision, number: int) -> synthesis.Decision:
    """One decision; `number` says which of one day is the later."""
    return synthesis.Decision(
        deed=synthesis.Deed(row.deed),
        id=row.opportunity.key,
        decided_on=row.at.date(),
        into=row.data.get("into", ""),
        parts=tuple(tuple(map(str, part)) for part in row.data.get("parts", ())),
        titles=row.data.get("titles", {}),
        records=tuple(map(str, row.data.get("records", ()))),
        line=number,
    )


def _known() -> Iterable[synthesis.Known]:
    named: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    evidence = Evidence.objects.exclude(record=None).order_by("opportunity", "position", "pk")
    for opportunity, role, record in evidence.values_list("opportunity_id", "role", "record_id"):
        named[opportunity][PARTS[role]].append(str(record))
    for row in Opportunity.objects.select_related("concept").order_by("pk"):
        parts = {part: tuple(named[row.pk][part]) for part in PARTS.values()}
        yield synthesis.Known(row.key, row.concept.slug, tuple(row.countries), row.horizon, **parts)
