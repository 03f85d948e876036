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
from tricity.rooms.following import follow_ups

MOST_LISTED = 50
OPENS_BEFORE = dt.timedelta(hours=1)

# Called with the event, the reader's language and the person; gives what stands where the player is, or None. What its
# scripts need of the browser beyond the site's own policy is `policy` of its context, as of csp_update.
PlayerProvider = Callable[[Event, str, Any], Panel | None]
_players: list[PlayerProvider] = []


def register_player(provider: PlayerProvider) -> None:
    """Put something where the room has its player; the first that has anything is shown."""
    if provider not in _players:
        _players.append(provider)


def player(event: Event, *, language: str, person: Any) -> Panel | None:
    return next((panel for each in _players if (panel := each(event, language, person)) is not None), None)


def room_panel(event: Event, language: str, user: Any) -> Panel | None:
    """The way into the room; at most two queries."""
    if not rules.may_enter(user, event):
        return None
    now = timezone.now()
    takes_place = is_on(event, rules.settings_of(event), now)
    context = {
        "event": event,
        "is_on": takes_place,
        "is_soon": now < event.starts_at <= now + OPENS_BEFORE,
        "is_over": event.ends_at < now and not takes_place,
    }
    return Panel("rooms/room_panel.html", context)


def asked_panel(event: Event, language: str, user: Any) -> Panel | None:
    """After the event: what was asked and what became of it; one query where nothing was asked, four else, and those of
    whoever follows questions up.
    """
    if event.ends_at >= timezone.now() or not rules.may_enter(user, event):
        return None
    asked = list(queries.shown_questions(event)[: MOST_LISTED + 1])
    if not asked:
        return None
    shown = asked[:MOST_LISTED]
    followed = follow_ups(event, shown, language, user)
    views = question_views(shown, language, with_merged=True, followed=followed)
    return Panel(
        "rooms/asked_panel.html", {"event": event, "asked": views, "has_more": len(asked) > MOST_LISTED}
    )


def organize_panel(event: Event, language: str, user: Any) -> Panel | None:
    return Panel("rooms/organize_panel.html", {"event": event})
