"""Which questions may ask the same, in whatever languages: each new one is compared with those asked before.

The language engine and the measure are those that find duplicate records (`harvest/duplicates`); questions are shorter, so
that the threshold is one of their own, chosen on the pairs of tests/rooms/test_likeness.py.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from tricity.events.models import Event
from tricity.harvest.duplicates.likeness import Described, described, likeness
from tricity.knowledge.topics import rarity
from tricity.language import CollectionStatistics, Engine
from tricity.rooms.models import Question, QuestionPair, QuestionState
from tricity.search.engine import engine

# Chinese and English questions lead to fewer words in common than any other two languages: of ten pairs that ask the same,
# seven are above, and three at 0.11 to 0.17. Near ones that ask something else are at 0.20 to 0.38, so that a lower
# threshold would propose these first (2026-11-26).
THRESHOLD: Final = 0.5
CLOSEST: Final = 12  # of those asked before, by the cosine of their meaning: these are compared word by word
AT_ONCE: Final = 50  # new questions of one job
_KEPT: Final = 4000  # analysed questions kept in this process, about 4 kB each
_described: OrderedDict[tuple[int, str], Described] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Alike:
    question: Question
    score: float
    reasons: tuple[dict[str, Any], ...]


def compare_new(event: Event) -> bool:
    """Compare what is new with everything asked before and keep the likely pairs; whether some is left for another time."""
    rows = Question.objects.filter(event=event).exclude(state=QuestionState.HIDDEN)
    fresh = list(rows.filter(is_compared=False).order_by("seq")[: AT_ONCE + 1])
    everything = list(rows.filter(merged_into=None).order_by("seq"))
    site_engine = engine()
    statistics = rarity(site_engine)
    for question in fresh[:AT_ONCE]:
        others = [each for each in everything if each.seq < question.seq]
        _keep(question, alike(question, others, site_engine, statistics))
        Question.objects.filter(pk=question.pk).update(is_compared=True)
    return len(fresh) > AT_ONCE


def alike(
    question: Question, others: Iterable[Question], site_engine: Engine, statistics: CollectionStatistics
) -> list[Alike]:
    """Those that may ask the same, the likeliest first."""
    own = _of(question, site_engine)
    known = [(each, _of(each, site_engine)) for each in others]
    if not known:
        return []
    meanings = np.stack([each.meaning for _row, each in known])
    closest = np.argsort(-(meanings @ own.meaning), kind="stable")[:CLOSEST]
    found = []
    for place in closest:
        row, other = known[int(place)]
        compared = likeness(own, other, statistics)
        if compared.score >= THRESHOLD and not math.isnan(compared.score):
            found.append(Alike(row, compared.score, compared.reasons))
    return sorted(found, key=lambda each: (-each.score, each.question.pk))


def _of(question: Question, site_engine: Engine) -> Described:
    key = (question.pk, question.text)
    if key not in _described:
        _described[key] = described(
            site_engine, id=question.pk, country="", city="", language=question.language,
            title=question.text, summary="",
        )  # fmt: skip
    _described.move_to_end(key)
    while len(_described) > _KEPT:
        _described.popitem(last=False)
    return _described[key]


def _keep(question: Question, found: Iterable[Alike]) -> None:
    for each in found:
        # The row with the lower id comes first, and so do its words in the reasons.
        is_first = question.pk < each.question.pk
        first, second = (question, each.question) if is_first else (each.question, question)
        reasons = list(each.reasons) if is_first else [_turned(reason) for reason in each.reasons]
        QuestionPair.objects.get_or_create(
            first=first,
            second=second,
            defaults={"event_id": question.event_id, "score": each.score, "reasons": reasons},
        )


def _turned(reason: dict[str, Any]) -> dict[str, Any]:
    if "here" not in reason:
        return reason
    return {**reason, "here": reason["there"], "there": reason["here"]}
