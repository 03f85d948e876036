"""The room on the page of its event: the way in, and afterwards what was asked and what became of it.

What plays the sound of the room, live or later, is an app above: it registers its place here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tricity.directory.panels import Panel
from tricity.events.models import Event
from tricity.rooms import queries, rules
from tricity.rooms.digests import is_on, question_views
from tricity.rooms.models import Question

MOST_LISTED = 50
OPENS_BEFORE = dt.timedelta(hours=1)

# Called with the event, the reader's language and the person; gives what stands where the player is, or None.
PlayerProvider = Callable[[Event, str, Any], Panel | None]
_players: list[PlayerProvider] = []


def register_player(provider: PlayerProvider) -> None:
    """Put something where the room has its player; the first that has anything is shown."""
    if provider not in _players:
        _players.append(provider)


def player(event: Event, *, language: str, person: Any) -> Panel | None:
    return next((panel for each in _players if (panel := each(event, language, person)) is not None), None)


def event_panel(event: Event, language: str, user: Any) -> Panel | None:
    """On the page of the event. Three queries where something was asked."""
    if not rules.may_enter(user, event):
        return None
    now = timezone.now()
    room = rules.settings_of(event)
    is_over = event.ends_at < now and not is_on(event, room, now)
    asked: list[Question] = []
    if is_over:
        asked = list(queries.shown_questions(event)[: MOST_LISTED + 1])
    return Panel(
        "rooms/event_panel.html",
        {
            "event": event,
            "is_on": is_on(event, room, now),
            "is_soon": now < event.starts_at <= now + OPENS_BEFORE,
            "is_over": is_over,
            "asked": question_views(asked[:MOST_LISTED], language, with_merged=True),
            "has_more": len(asked) > MOST_LISTED,
            "may_moderate": rules.may_moderate(user, event),
        },
    )
