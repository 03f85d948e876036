from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.participation import rules
from tricity.participation.errors import SurveyDone
from tricity.participation.models import Registration, Verdict
from tricity.participation.queries import admission_of


@transaction.atomic
def answer_survey(registration: Registration, answers: Mapping[str, Any], language: str) -> None:
    """Keep what a participant thinks, without who it is; nothing in the row leads back. Raises SurveyDone."""
    row = Registration.objects.select_for_update(of=("self",)).select_related("event").get(pk=registration.pk)
    now = timezone.now()
    if not rules.may_answer_survey(row, admission_of(row.event), now):
        raise SurveyDone
    row.surveyed_at = now
    row.save(update_fields=["surveyed_at"])
    Verdict.objects.create(
        event=row.event, country=row.country, role=row.role, language=language, answers=dict(answers)
    )
