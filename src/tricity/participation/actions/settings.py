from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from tricity.activity.actions import record
from tricity.participation.actions.deciding import fill
from tricity.participation.errors import ChangedMeanwhile
from tricity.participation.models import Admission, Question


@transaction.atomic
def save_admission(admission: Admission, *, by: Any, version: int | None) -> Admission:
    """Store how people register. More places than before go to those who wait. Raises ChangedMeanwhile."""
    if not admission._state.adding:
        stored = Admission.objects.select_for_update().get(pk=admission.pk)
        if version != stored.version:
            raise ChangedMeanwhile
        admission.version = stored.version + 1
    admission.save()
    record("event.registration-set", admission.event, by=by, open=admission.is_open)
    fill(admission)
    return admission


@transaction.atomic
def save_questions(admission: Admission, part: str, questions: Sequence[Question], *, by: Any) -> None:
    """Replace what is asked in a part. Questions with a key are changed, others added; those left out are deleted."""
    kept = [question.pk for question in questions if question.pk]
    Question.objects.filter(admission=admission, part=part).exclude(pk__in=kept).delete()
    for position, question in enumerate(questions):
        question.admission, question.part, question.position = admission, Question.Part(part), position
        question.save()
    record("event.questions-set", admission.event, by=by, part=part, number=len(questions))
