"""What the synthesis found, as the JSON values the models keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tricity.cooperation.analysis.views import ANY
from tricity.synthesis import (
    Cell,
    MatchReason,
    OverlapRow,
    Overlaps,
    PeerReason,
    Quotation,
    Sentence,
    TopicAssignment,
)
from tricity.synthesis.overlaps import VIEW_SIZE

PARTS = ("needs", "plans", "running", "solutions")


def view_name(horizon: str, only_across: bool) -> str:
    """Under which name a run's overview keeps the view of this filter."""
    return f"{horizon}/across" if only_across else horizon


def overview(views: Mapping[tuple[str, bool], Overlaps]) -> dict[str, Any]:
    """View name → {rows, choice}, of at most twelve rows each; beside them `warnings`: topic → what it rests on, if too little."""
    found: dict[str, Any] = {
        view_name(horizon, only_across): {
            "rows": [row(each) for each in _shown(found, only_across=only_across)],
            "choice": {"key": "across", "parameters": {}} if only_across else sentence(found.choice),
        }
        for (horizon, only_across), found in views.items()
    }
    found["warnings"] = _warnings(views)
    return found


def _warnings(views: Mapping[tuple[str, bool], Overlaps]) -> dict[str, Any]:
    """Of the topics of the view of everything."""
    whole = views.get((ANY, False))
    rows = whole.first_view if whole is not None else ()
    return {row.concept_id: list(map(sentence, row.warnings)) for row in rows if row.warnings}


def _shown(found: Overlaps, *, only_across: bool) -> Sequence[OverlapRow]:
    """The first view. Services across borders concern several countries by nature: those shared by none yet follow."""
    if not only_across:
        return found.first_view
    others = [each for each in found.grid if each.concept_id not in found.view]
    return [*found.first_view, *others][:VIEW_SIZE]


def row(each: OverlapRow) -> dict[str, Any]:
    return {
        "topic": each.concept_id,
        "cells": list(map(cell, each.cells)),
        "sentence": sentence(each.sentence),
    }


def cell(each: Cell) -> dict[str, Any]:
    return {"country": each.country, **{part: len(getattr(each, part)) for part in (*PARTS, "cities")}}


def whole_cell(
    each: Cell, strength: Callable[[str], float], needs_by_horizon: Mapping[str, frozenset[str]]
) -> dict[str, Any]:
    """The cell with its row ids; `strength` says how much a record is about the topic."""

    def ordered(ids: Iterable[str]) -> list[int]:
        return list(map(int, sorted(ids, key=lambda each: (-strength(each), int(each)))))

    return {
        "country": each.country,
        **{part: ordered(getattr(each, part)) for part in PARTS},
        **{horizon: ordered(set(each.needs) & ids) for horizon, ids in needs_by_horizon.items()},
        "cities": sorted(map(int, each.cities)),
    }


def sentence(each: Sentence) -> dict[str, Any]:
    parameters = {
        key: list(value) if isinstance(value, tuple) else value for key, value in each.parameters.items()
    }
    return {"key": each.key, "parameters": parameters}


def place(quotation: Quotation) -> dict[str, Any]:
    """Where in the record the quoted words stand."""
    return {"part": quotation.part.value, "start": quotation.start, "end": quotation.end}


def match_reasons(reasons: Sequence[MatchReason]) -> list[dict[str, Any]]:
    return [
        {
            "kind": each.kind.value,
            "key": each.key,
            "need": each.need.text,
            "other": each.other.text,
            "score": each.score,
            "topic": each.concept_id,
        }
        for each in reasons
    ]


def peer_reasons(reasons: Sequence[PeerReason]) -> list[dict[str, Any]]:
    return [
        {
            "kind": each.kind.value,
            "key": each.key,
            "one": each.one.text,
            "other": each.other.text,
            "score": each.score,
            "topic": each.concept_id,
        }
        for each in reasons
    ]


def topic_reasons(topic: TopicAssignment, *, is_suggested: bool) -> list[dict[str, Any]]:
    """As `knowledge.RecordTopic.reasons` keeps them."""
    found = [
        {
            "via": each.via.value,
            "field": each.quotation.part.value,
            "start": each.quotation.start,
            "end": each.quotation.end,
            "text": each.quotation.text,
            "label": each.label or "",
            "label_language": each.label_language or "",
        }
        for each in topic.reasons
    ]
    return [{"via": "author"}, *found] if is_suggested else found
