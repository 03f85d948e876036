"""Where countries meet, once for each way in which the page of overlaps can be filtered."""

from __future__ import annotations

from collections.abc import Sequence

from tricity.directory.models import Country
from tricity.language import Engine
from tricity.synthesis import Overlaps, TopicAssignment, find_overlaps
from tricity.synthesis.records import Horizon, Kind, Record

ANY = "any"
HORIZONS = (ANY, Horizon.SHORT.value, Horizon.LONG.value)


def overlaps_and_views(
    records: Sequence[Record], topics: Sequence[TopicAssignment], engine: Engine
) -> tuple[Overlaps, dict[tuple[str, bool], Overlaps]]:
    """The grid of everything, and one view for each way the page can be filtered."""
    countries = sorted(Country.objects.values_list("code", flat=True))
    thesaurus = engine.thesaurus
    across = [each for each in topics if thesaurus[each.concept_id].cross_border]
    views = {
        (horizon, only_across): find_overlaps(
            [each for each in records if _is_in(each, horizon)],
            across if only_across else topics,
            thesaurus,
            countries,
        )
        for horizon in HORIZONS
        for only_across in (False, True)
    }
    return views[ANY, False], views


def _is_in(record: Record, horizon: str) -> bool:
    """Needs of the horizon asked for, and everything that states none: work that runs has no horizon."""
    return horizon == ANY or record.kind is not Kind.NEED or record.horizon == horizon


def needs_by_horizon(records: Sequence[Record]) -> dict[str, frozenset[str]]:
    """Horizon → the needs that state it."""
    return {
        horizon: frozenset(each.id for each in records if each.kind is Kind.NEED and each.horizon == horizon)
        for horizon in HORIZONS[1:]
    }
