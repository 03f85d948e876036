from __future__ import annotations

from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max, Model, QuerySet

from tricity.events.actions.changes import move_calendars_on, note
from tricity.events.actions.consents import Answers, write_down
from tricity.events.calendars import gone_session
from tricity.events.hearing import tell_listeners
from tricity.events.models import Session, Talk

Part = TypeVar("Part", Session, Talk)


@transaction.atomic
def save_session(session: Session, *, by: Any) -> Session:
    """Store a session; a new one comes last."""
    created = session._state.adding
    if created:
        session.position = next_position(session.event.sessions.all())
    session.save()
    move_calendars_on(session.event)
    note("session.made" if created else "session.changed", session.event, by)
    return session


@transaction.atomic
def delete_session(session: Session, *, by: Any) -> None:
    """Remove a session with its talks; resources of the session stay with the event.

    Once the event has been public, calendars may hold the session: that it is cancelled is kept.
    """
    event = session.event
    if event.published_at and session.starts_at and session.duration_minutes:
        event.cancelled_entries = [*event.cancelled_entries, gone_session(session)]
        event.save(update_fields=["cancelled_entries", "updated_at"])
    session.delete()
    move_calendars_on(event)
    note("session.deleted", event, by)


@transaction.atomic
def move_session(session: Session, *, up: bool, by: Any) -> None:
    """Exchange a session with its neighbour; at the end of the list nothing happens."""
    if _move(session, session.event.sessions.all(), up=up):
        note("session.moved", session.event, by)


@transaction.atomic
def save_talk(talk: Talk, *, by: Any, answers: Answers | None = None) -> Talk:
    """Store a speaker's slot, and what the speaker allows, if an organizer says it; a new one comes last in its session."""
    created = talk._state.adding
    if created:
        talk.position = next_position(talk.session.talks.all())
    talk.save()
    note("talk.made" if created else "talk.changed", talk.session.event, by)
    write_down(talk, answers, by=by)
    if created:
        tell_listeners(talk.session.event, by)
    return talk


@transaction.atomic
def delete_talk(talk: Talk, *, by: Any) -> None:
    event = talk.session.event
    talk.delete()
    note("talk.deleted", event, by)


@transaction.atomic
def move_talk(talk: Talk, *, up: bool, by: Any) -> None:
    """Exchange a speaker with the one before or after; at the end of the list nothing happens."""
    if _move(talk, talk.session.talks.all(), up=up):
        note("talk.moved", talk.session.event, by)


def next_position(rows: QuerySet[Any]) -> int:
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _move(part: Part, rows: QuerySet[Part], *, up: bool) -> bool:
    """Whether anything moved. Positions are written anew, so that gaps and doubles do no harm."""
    order: list[Part] = list(rows.select_for_update())
    place = order.index(part)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return False
    order[place], order[other] = order[other], order[place]
    for position, each in enumerate(order):
        each.position = position
    model: type[Model] = type(part)
    model._base_manager.bulk_update(order, ["position"])
    return True
