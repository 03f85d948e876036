"""Pure predicates: who may enter a room and do what in it. `person` is a user, who may be anonymous, or a `Guest`."""

from __future__ import annotations

from typing import Any

from tricity.events import rules as events
from tricity.events.models import Event
from tricity.rooms.models import Access, Question, QuestionState, Room, RoomRole
from tricity.rooms.registry import Guest, registrations

Role = RoomRole.Role


def settings_of(event: Event) -> Room:
    """How the room is run; the defaults where nobody has said anything yet."""
    try:
        return event.room
    except Room.DoesNotExist:
        return Room(event=event)


def roles(user: Any, event: Event) -> frozenset[str]:
    """What the person was named for in the room; read once per request object."""
    if isinstance(user, Guest) or not user.is_authenticated:
        return frozenset()
    known: dict[int, frozenset[str]] = user.__dict__.setdefault("_room_roles", {})
    if event.pk not in known:
        known[event.pk] = frozenset(user.room_roles.filter(event=event).values_list("role", flat=True))
    return known[event.pk]


def may_arrange(person: Any, event: Event) -> bool:
    """Say how the room is run and who does what in it."""
    return not isinstance(person, Guest) and events.may_edit(person, event)


def may_moderate(person: Any, event: Event) -> bool:
    return _has(person, event, Role.MODERATOR)


def may_caption(person: Any, event: Event) -> bool:
    return _has(person, event, Role.CAPTIONER)


def may_slow_down(person: Any, event: Event) -> bool:
    """Ask the speaker to speak more slowly."""
    return _has(person, event, Role.INTERPRETER)


def may_stand_on_stage(person: Any, event: Event) -> bool:
    """See what interpreters ask of the speaker, and the questions that are pinned."""
    return _has(person, event, Role.SPEAKER, Role.MODERATOR, Role.INTERPRETER)


def may_enter(person: Any, event: Event) -> bool:
    """Read the room. Those who work in it always may, an event that is not public yet included."""
    if event.deleted_at is not None:
        return False
    if isinstance(person, Guest):
        return event.is_public and person.event_id == event.pk
    if may_arrange(person, event) or roles(person, event):
        return True
    if not event.is_public:
        return False
    access = settings_of(event).open_to
    if access == Access.READERS:
        return True
    if access == Access.SIGNED_IN:
        return bool(person.is_authenticated)
    return bool(person.is_authenticated) and registrations().is_registered(person, event)


def may_take_part(person: Any, event: Event) -> bool:
    """Ask, vote, answer polls, react: with an account or a registration."""
    is_known = isinstance(person, Guest) or bool(person.is_authenticated)
    return is_known and may_enter(person, event)


def sees_question(person: Any, question: Question) -> bool:
    """What waits or is hidden is for moderators and for who asked it."""
    if question.state == QuestionState.OPEN:
        return may_enter(person, question.event)
    return may_moderate(person, question.event)


def _has(person: Any, event: Event, *wanted: str) -> bool:
    if event.deleted_at is not None or isinstance(person, Guest):
        return False
    return may_arrange(person, event) or not roles(person, event).isdisjoint(wanted)
