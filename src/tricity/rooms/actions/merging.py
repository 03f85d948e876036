"""Questions that ask the same, in whatever languages, become one; and are parted again where that was a mistake."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from tricity.activity.actions import record
from tricity.rooms.actions.questions import tell_question
from tricity.rooms.errors import CannotMerge
from tricity.rooms.models import Question, QuestionPair, QuestionState, Vote

Pair = QuestionPair.State


@transaction.atomic
def merge(question: Question, into: Question, *, by: Any) -> None:
    """Let `into` stand for `question` too: who voted for either counts once. Raises CannotMerge.

    What was merged into `question` before goes along.
    """
    question, into = _locked(question, into)
    if question.pk == into.pk or question.event_id != into.event_id:
        raise CannotMerge(_("Choose another question of the same event."))
    if into.merged_into_id is not None or question.merged_into_id is not None:
        raise CannotMerge(_("One of them has been merged already. Look at the list again."))
    if QuestionState.HIDDEN in (question.state, into.state):
        raise CannotMerge(_("A hidden question cannot be merged. Show it first."))
    Question.objects.filter(Q(pk=question.pk) | Q(merged_into=question)).update(
        merged_into=into, is_pinned=False
    )
    Question.objects.filter(pk=question.pk).update(merged_count=0, votes=0, told_votes=0)
    if into.state == QuestionState.WAITING and question.state == QuestionState.OPEN:
        Question.objects.filter(pk=into.pk).update(state=QuestionState.OPEN)
    _count_again(into)
    _pairs(question, into).update(state=Pair.SAME)
    record("question.merged", question, by=by, event=question.event.code, into=into.code)
    _tell(question, into)


@transaction.atomic
def part(question: Question, *, by: Any) -> None:
    """Let a merged question stand on its own again; every vote goes back to where it was cast."""
    root = question.merged_into
    if root is None:
        return
    question, root = _locked(question, root)
    _votes_back(root)
    Question.objects.filter(pk=question.pk).update(merged_into=None)
    for each in (question, root):
        _count_again(each)
    _pairs(question, root).update(state=Pair.DIFFERENT)
    record("question.parted", question, by=by, event=question.event.code, out_of=root.code)
    _tell(question, root)


@transaction.atomic
def tell_apart(pair: QuestionPair, *, by: Any) -> None:
    """Two questions only look alike; the pair is not proposed again."""
    pair.state = Pair.DIFFERENT
    pair.save(update_fields=["state"])
    record("question.told-apart", pair.first, by=by, event=pair.first.event.code, other=pair.second.code)


def _locked(*questions: Question) -> list[Question]:
    """As they are now, locked in the order of their ids, so that two merges wait for each other instead of failing."""
    ids = [each.pk for each in questions]
    rows = Question.objects.select_for_update().select_related("event").filter(pk__in=ids).order_by("pk")
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in ids]


def _members(root: Question) -> Q:
    return Q(cast_on=root) | Q(cast_on__merged_into=root)


def _votes_back(root: Question) -> None:
    ids = Vote.objects.filter(_members(root)).exclude(question=F("cast_on")).values_list("pk", flat=True)
    Vote.objects.filter(pk__in=list(ids)).update(question=F("cast_on"))


def _count_again(root: Question) -> None:
    """Let the votes of all that is merged into `root` count for it, each person's once."""
    _votes_back(root)
    has_voted = set(Vote.objects.filter(question=root).values_list("voter", flat=True))
    moving = []
    rows = Vote.objects.filter(cast_on__merged_into=root).order_by("pk")
    for pk, voter in rows.values_list("pk", "voter"):
        if voter not in has_voted:
            has_voted.add(voter)
            moving.append(pk)
    for start in range(0, len(moving), 500):  # SQLite takes so many values in one statement
        Vote.objects.filter(pk__in=moving[start : start + 500]).update(question=root)
    Question.objects.filter(pk=root.pk).update(
        votes=len(has_voted), merged_count=Question.objects.filter(merged_into=root).count()
    )


def _pairs(one: Question, other: Question) -> Any:
    first, second = sorted((one.pk, other.pk))
    return QuestionPair.objects.filter(first=first, second=second)


def _tell(question: Question, root: Question) -> None:
    for each in (root, question):
        each.refresh_from_db()
        tell_question(each, "merged" if each.merged_into_id else "shown")
