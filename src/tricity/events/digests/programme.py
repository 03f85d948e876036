"""On whose programme a candidate stands, and where it could be put."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tricity.cooperation.models import Opportunity
from tricity.events import queries, rules
from tricity.events.digests.cards import event_view
from tricity.events.digests.sessions import session_title
from tricity.events.digests.views import EventView
from tricity.events.models import Session
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Place:
    """A session on whose programme the candidate stands; `may_remove` for those who edit its event."""

    session_id: int
    title: LocalizedText
    url: str
    event: EventView
    may_remove: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A session the candidate could be put into."""

    session_id: int
    label: str


def programme_panel(opportunity: Opportunity, language: str, user: Any) -> dict[str, Any] | None:
    """The context of the panel; None where there is nothing to show and nothing to do. At most three queries."""
    with translation.override(language):
        rows = list(queries.sessions_of(opportunity, user))
        places = [_place(row, opportunity, language, user) for row in rows]
        taken = {place.session_id for place in places}
        open_rows = queries.open_sessions(user) if user.is_authenticated else []
        choices = [_choice(row, language) for row in open_rows if row.pk not in taken]
    if not places and not choices and not rules.may_make_events(user):
        return None
    return {
        "code": opportunity.code,
        "places": places,
        "choices": choices,
        "may_make_events": rules.may_make_events(user),
    }


def _place(session: Session, opportunity: Opportunity, language: str, user: Any) -> Place:
    event = event_view(session.event, language)
    return Place(
        session_id=session.pk,
        title=session_title(session, language),
        url=f"{event.url}#session-{session.pk}",
        event=event,
        may_remove=session.event.ends_at >= timezone.now()
        and rules.may_schedule(user, opportunity, session.event),
    )


def _choice(session: Session, language: str) -> Choice:
    event = event_view(session.event, language)
    values = {
        "date": event.hours.starts_on,
        "event": event.title,
        "session": session_title(session, language),
    }
    return Choice(session.pk, _("%(date)s, %(event)s: %(session)s") % values)
