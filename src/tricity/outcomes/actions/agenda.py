from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tricity.events.actions import save_session
from tricity.events.models import Event, Session, SessionKind
from tricity.outcomes.actions.rows import noted, standing
from tricity.outcomes.errors import AlreadyOnAgenda
from tricity.outcomes.notices import ON_AGENDA, tell_askers
from tricity.outcomes.sayings import Saying


@transaction.atomic
def put_on_agenda(
    saying: Saying, event: Event, *, by: Any, titles: Mapping[str, str], purposes: Mapping[str, str]
) -> Session:
    """A session of a later event that takes an open point up again, last on its programme and without hours.

    Once that session is deleted the point is open again. Raises AlreadyOnAgenda.
    """
    row = standing(saying)
    if row.is_planned:
        raise AlreadyOnAgenda
    session = Session(event=event, kind=SessionKind.QUESTIONS, titles=dict(titles), purposes=dict(purposes))
    row.agenda_session = save_session(session, by=by)
    row.by = row.by or by
    noted(row, "outcome.on-agenda", by=by, next=event.code)
    if event.is_public:
        tell_askers(row, by=by, state=ON_AGENDA)
    return session
