"""Matches of a record with their reasons, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tricity.cooperation.models import Match
from tricity.cooperation.queries import matches_of_record
from tricity.knowledge.digests import RecordView, present
from tricity.knowledge.models import Record
from tricity.language import FeatureKind, traced
from tricity.language.lexicon import lexicon
from tricity.search.reasons import FoundReason

MOST_REASONS = 3
MOST_SHOWN = 24


@dataclass(frozen=True, slots=True)
class MatchView:
    """The other side of a match and why; `is_close`: worth showing unasked."""

    kind: str
    record: RecordView
    reasons: tuple[FoundReason, ...]
    is_close: bool
    is_same_country: bool


def matches_of(record: Record, language: str, *, limit: int = MOST_SHOWN) -> list[MatchView]:
    """What may help with a need, or which needs a solution or experience may answer; best first. Five queries."""
    rows = list(matches_of_record(record)[:limit])
    others = {row.pk: row.other if record.kind == "need" else row.need for row in rows}
    views = present([each.pk for each in others.values()], language)
    return [
        MatchView(
            kind=row.kind,
            record=views[others[row.pk].pk],
            reasons=reasons(row, turned=record.kind != "need"),
            is_close=row.is_close,
            is_same_country=row.is_same_country,
        )
        for row in rows
        if others[row.pk].pk in views
    ]


def reasons(row: Match, *, turned: bool = False) -> tuple[FoundReason, ...]:
    """As search explains its hits: the words of the record that is open, then those of the other. `turned`: from the other side."""
    return tuple(_reason(each, row, turned=turned) for each in row.reasons[:MOST_REASONS])


def _reason(each: Mapping[str, Any], row: Match, *, turned: bool) -> FoundReason:
    sides = [(each["need"], row.need.language), (each["other"], row.other.language)]
    (mine, my_language), (theirs, their_language) = reversed(sides) if turned else sides
    reason = FoundReason(
        kind=FeatureKind(each["kind"]),
        key=each["key"],
        query_text=mine,
        document_text=theirs,
        document_span=(0, 0),
        score=each["score"],
        concept_id=each["topic"],
        query_language=my_language,
        document_language=their_language,
    )
    return traced(reason, my_language, their_language, lexicon())
