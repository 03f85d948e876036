from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.cooperation.models import Opportunity
from tricity.events.actions.changes import note
from tricity.events.errors import EventIsOver
from tricity.events.models import Session


@transaction.atomic
def put_on_programme(opportunity: Opportunity, session: Session, *, by: Any) -> None:
    """Discuss a candidate in a session; doing it twice changes nothing. Raises EventIsOver."""
    if session.event.ends_at < timezone.now():
        raise EventIsOver
    if session.opportunities.filter(pk=opportunity.pk).exists():
        return
    session.opportunities.add(opportunity)
    note("event.candidate-added", session.event, by, opportunity=opportunity.code)
    record("opportunity.put-on-programme", opportunity, by=by, event=session.event.code)


@transaction.atomic
def take_off_programme(opportunity: Opportunity, session: Session, *, by: Any) -> None:
    """Doing it twice changes nothing."""
    if not session.opportunities.filter(pk=opportunity.pk).exists():
        return
    session.opportunities.remove(opportunity)
    note("event.candidate-removed", session.event, by, opportunity=opportunity.code)
    record("opportunity.taken-off-programme", opportunity, by=by, event=session.event.code)
