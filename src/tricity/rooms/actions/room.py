"""How a room is run: settings, people, announcements, what is on now, reactions, and the wish for slower speech."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from tricity.accounts import throttle
from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.events.models import Event, Session
from tricity.events.roomclock import now_ms, tick
from tricity.live import Audience
from tricity.rooms.actions.counting import counted
from tricity.rooms.actions.questions import taking_part
from tricity.rooms.actions.stream import room_row, tell
from tricity.rooms.errors import NoSuchPerson, TooOften
from tricity.rooms.models import Announcement, ReactionCount, Room, RoomRole

REACTIONS_ALLOWED = 120  # of one person within a quarter of an hour
SLOT_MS = 10_000


@transaction.atomic
def change_settings(event: Event, *, by: Any, **values: Any) -> Room:
    """`values`: open_to, takes_questions, holds_questions."""
    room = room_row(event)
    changed = sorted(name for name, value in values.items() if getattr(room, name) != value)
    if changed:
        for name in changed:
            setattr(room, name, values[name])
        room.save(update_fields=changed)
        record("room.changed", event, by=by, changed=changed)
        tell(event, "room", {"changed": changed})
    return room


@transaction.atomic
def name_person(event: Event, *, username: str, role: str, by: Any) -> RoomRole:
    """Name somebody for a work in the room; naming twice changes nothing. Raises NoSuchPerson."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NoSuchPerson(username)
    row, is_new = RoomRole.objects.get_or_create(event=event, user=user, role=role)
    if is_new:
        record("room.person-named", event, by=by, person=user.code, role=role)
    return row


@transaction.atomic
def remove_person(row: RoomRole, *, by: Any) -> None:
    record("room.person-removed", row.event, by=by, person=row.user.code, role=row.role)
    row.delete()


@transaction.atomic
def announce(event: Event, *, texts: Mapping[str, str], by: Any) -> Announcement:
    """Tell everybody; it stands at the top of the room until another comes or it is taken down."""
    room = room_row(event)
    moment = tick(event.code)
    row = Announcement.objects.create(
        event=event, texts=dict(texts), seq=moment.seq, at_ms=moment.at_ms, by=by
    )
    Room.objects.filter(pk=room.pk).update(announcement=row)
    record("announcement.made", event, by=by)
    tell(event, "announcement", {"texts": dict(texts)}, moment=moment)
    return row


@transaction.atomic
def take_down(event: Event, *, by: Any) -> None:
    """Show no announcement any more; what was announced stays on the record."""
    if Room.objects.filter(event=event).exclude(announcement=None).update(announcement=None):
        record("announcement.taken-down", event, by=by)
        tell(event, "announcement", {"texts": {}})


@transaction.atomic
def set_now(event: Event, session: Session | None, *, by: Any) -> None:
    """Say what is on now; None: let the clock say it again."""
    room = room_row(event)
    if room.now_session_id == (session.pk if session else None):
        return
    Room.objects.filter(pk=room.pk).update(now_session=session)
    record("room.now-set", event, by=by, session=session.pk if session else None)
    tell(event, "now", {"session": session.pk if session else None})


@transaction.atomic
def react(event: Event, kind: str, *, by: Any) -> None:
    """Count a reaction; who gave it is not kept. Raises MayNotTakePart, TooOften."""
    person = taking_part(by, event)
    if throttle.is_used_up("room.reaction", address=person.key, limit=REACTIONS_ALLOWED):
        raise TooOften
    throttle.note("room.reaction", address=person.key)
    slot = now_ms() // SLOT_MS
    row, _is_new = ReactionCount.objects.get_or_create(event=event, kind=kind, slot=slot)
    ReactionCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
    counted(event)


@transaction.atomic
def slow_down(event: Event) -> None:
    """Ask the speaker to speak more slowly; who asks is not told and not kept."""
    tell(event, "slow-down", {}, audience=Audience.SPEAKERS)
