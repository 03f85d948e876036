"""Votes for questions. The database keeps one of each person; the counter beside the question is moved in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from tricity.rooms.actions.counting import counted
from tricity.rooms.actions.questions import taking_part
from tricity.rooms.errors import NotOpen
from tricity.rooms.models import Question, QuestionState, Vote


@transaction.atomic
def vote(question: Question, *, by: Any) -> bool:
    """Count the person's vote; False where it counts already. Raises MayNotTakePart, NotOpen."""
    person = taking_part(by, question.event)
    root = _open_root(question)
    try:
        with transaction.atomic():
            Vote.objects.create(question=root, cast_on=question, voter=person.key, user=person.user)
    except IntegrityError:
        return False
    Question.objects.filter(pk=root.pk).update(votes=F("votes") + 1)
    counted(question.event)
    return True


@transaction.atomic
def take_back(question: Question, *, by: Any) -> bool:
    """Take the person's vote back, for whichever of the questions that became one it was cast."""
    person = taking_part(by, question.event)
    root = _open_root(question)
    own = Vote.objects.filter(Q(cast_on=root) | Q(cast_on__merged_into=root), voter=person.key)
    if not own.filter(question=root).exists():
        return False
    own.delete()
    Question.objects.filter(pk=root.pk).update(votes=F("votes") - 1)
    counted(question.event)
    return True


def _open_root(question: Question) -> Question:
    """The question a vote counts for, locked until the transaction ends, so that it is not merged meanwhile."""
    root = Question.objects.select_for_update().get(pk=question.merged_into_id or question.pk)
    if root.merged_into_id is not None:
        root = Question.objects.select_for_update().get(pk=root.merged_into_id)
    if root.state != QuestionState.OPEN:
        raise NotOpen(_("This question is not open to votes."))
    return root
