"""An event to come, for which the demo's accounts are registered and arrange meetings; all of it is marked as an example.

The webinar will not do for it: the names of those who were at an event of long ago are forgotten, as the rules of retention
have it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.accounts.models import User
from tricity.events.models import Event, Session
from tricity.meetings.actions import save_arrangement, save_entry
from tricity.meetings.models import Arrangement, Booking, Interpreter, Meeting, Partner
from tricity.meetings.personal_data import MEETINGS
from tricity.members.codes import digest_of, new_secret
from tricity.participation.models import Admission, Registration, Way
from tricity.privacy.actions import agree
from tricity.privacy.queries import told
from tricity.site.sample import FOLDER, SOURCE
from tricity.web.identity import PublicationState

FILE = FOLDER / "event/forum.json"
LASTS = dt.timedelta(hours=2)


@transaction.atomic
def load_example_forum() -> None:
    """Make the event once, a month ahead; where it is already all stays as it is. The demo's accounts must be there."""
    given = json.loads(FILE.read_text(encoding="utf-8"))
    if Event.objects.filter(source=SOURCE, external_id=given["event"]["id"]).exists():
        return
    event = _event(given["event"], given["days_ahead"])
    Admission.objects.create(event=event, is_open=True)
    arrangement = _arrange(event, given)
    people = User.objects.in_bulk(field_name="username")
    partners = {each["by"]: _partner(event, each, people[each["by"]]) for each in given["partners"]}
    interpreters = [
        Interpreter.objects.create(arrangement=arrangement, **each) for each in given["interpreters"]
    ]
    for each in given["meetings"]:
        _meeting(arrangement, each, partners, interpreters)


def _event(given: dict[str, Any], days_ahead: int) -> Event:
    """In the afternoon of all three capitals."""
    day = timezone.now() + dt.timedelta(days=days_ahead)
    starts = day.replace(hour=6, minute=0, second=0, microsecond=0)
    event = Event.objects.create(
        source=SOURCE,
        external_id=given["id"],
        titles=given["title"],
        summaries=given["summary"],
        mode=given["mode"],
        languages=given["languages"],
        interpretation=given["interpretation"],
        starts_at=starts,
        ends_at=starts + LASTS,
        publication_state=PublicationState.PUBLISHED,
        published_at=timezone.now(),
    )
    for place, each in enumerate(given["sessions"]):
        Session.objects.create(event=event, position=place, kind=each["kind"], titles=each["title"])
    return event


def _arrange(event: Event, given: dict[str, Any]) -> Arrangement:
    """Right after the event: online, with interpreters."""
    minutes = given["minutes"]
    starts, ends = (event.starts_at + dt.timedelta(minutes=minutes[edge]) for edge in ("starts", "ends"))
    arrangement = Arrangement(
        event=event,
        is_on=True,
        hours=[{"starts": starts.isoformat(), "ends": ends.isoformat()}],
        slot_minutes=minutes["slot"],
        break_minutes=minutes["break"],
        is_online=True,
        join_notes=given["join_notes"],
        has_interpreters=True,
    )
    return save_arrangement(arrangement, by=None, version=None)


def _partner(event: Event, given: dict[str, Any], user: User) -> Partner:
    membership = user.memberships.select_related("organization").first()
    body = membership.organization if membership else None
    registration = Registration.objects.create(
        event=event,
        digest=digest_of(new_secret()),
        user=user,
        name=user.native_name,
        organization=body,
        country=body.country if body else None,
        role=given["role"],
        way=Way.ONLINE,
        reads=user.language,
        state=Registration.State.CONFIRMED,
    )
    agree(user, told([MEETINGS], user.residence, user.language))
    words = {name: given[name] for name in ("languages", "seeks", "offers")}
    return save_entry(registration, **words)


def _meeting(
    arrangement: Arrangement,
    given: dict[str, Any],
    partners: Mapping[str, Partner],
    interpreters: list[Interpreter],
) -> None:
    """Rows as the actions would have left them, without telling anybody."""
    asker, asked = partners[given["asker"]], partners[given["asked"]]
    row = Meeting(
        event=arrangement.event,
        asker=asker,
        asked=asked,
        state=given["state"],
        subject=given["subject"],
        language=given["language"],
        reason=given.get("reason", ""),
    )
    if "interpreter" in given:
        row.interpreter = interpreters[given["interpreter"]]
        row.from_language, row.to_language = row.interpreter.from_language, row.interpreter.to_language
    slots = list(arrangement.slots.all())
    if "slot" in given:
        slot = slots[given["slot"]]
        row.slot, row.starts_at, row.ends_at, row.sequence = slot, slot.starts_at, slot.ends_at, 1
    row.save()
    row.wished.set([slots[number] for number in given.get("wished", [given.get("slot", 0)])])
    if row.slot is not None:
        Booking.objects.bulk_create(
            Booking(meeting=row, partner=each, slot=row.slot) for each in (asker, asked)
        )
