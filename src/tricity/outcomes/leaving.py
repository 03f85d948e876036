"""What became of questions, told before these are deleted for good, and deleted with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tricity.outcomes import actions
from tricity.outcomes.digests import passage_view, texts_of
from tricity.outcomes.models import Outcome
from tricity.outcomes.queries import of_event, whole_outcomes
from tricity.rooms.leaving import Keeper, Kept
from tricity.rooms.models import Question


def keys(questions: Sequence[Question]) -> set[str]:
    return set(Outcome.objects.filter(question__in=questions).values_list("code", flat=True))


def views(questions: Sequence[Question], language: str, user: Any) -> list[Kept]:
    """In the order in which they were asked; three queries."""
    rows = of_event(questions[0].event, whole_outcomes().filter(question__in=questions))
    texts = texts_of(rows, language)
    found = (passage_view(row, language, user, texts, None) for row in rows)
    return [Kept(each.code, each.url, each.text, each.followed) for each in found]


def forget(questions: Sequence[Question], by: Any) -> None:
    for row in Outcome.objects.filter(question__in=questions).select_related("event"):
        actions.remove(row, by=by)


KEEPER = Keeper(keys, views, forget)
