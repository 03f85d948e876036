"""What the demo shows of meetings at its event: nobody met so; each is marked as an example."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tricity.accounts.models import User
from tricity.events.models import Event
from tricity.meetings.actions import save_arrangement, save_entry
from tricity.meetings.models import Arrangement, Booking, Interpreter, Meeting, Outcome, Partner
from tricity.meetings.personal_data import MEETINGS
from tricity.members.codes import digest_of, new_secret
from tricity.participation.models import Admission, Registration, Way
from tricity.privacy.actions import agree
from tricity.privacy.queries import told
from tricity.site.sample import FOLDER

FILE = FOLDER / "event/meetings-2020.json"


@transaction.atomic
def load_sample_meetings(event: Event) -> None:
    """Arrange them once; where anybody is listed already all stays as it is. The demo's accounts must be there."""
    if Partner.objects.filter(registration__event=event).exists():
        return
    given = json.loads(FILE.read_text(encoding="utf-8"))
    Admission.objects.get_or_create(event=event, defaults={"is_open": False})
    arrangement = _arrange(event, given)
    people = User.objects.in_bulk(field_name="username")
    partners = {each["by"]: _partner(event, each, people[each["by"]]) for each in given["partners"]}
    interpreters = [
        Interpreter.objects.create(arrangement=arrangement, **each) for each in given["interpreters"]
    ]
    for each in given["meetings"]:
        _meeting(arrangement, each, partners, interpreters)


def _arrange(event: Event, given: dict[str, Any]) -> Arrangement:
    """Right after the event, which was long ago: online, with interpreters."""
    minutes = given["minutes"]
    starts, ends = (event.starts_at + dt.timedelta(minutes=minutes[edge]) for edge in ("starts", "ends"))
    arrangement = Arrangement(
        event=event,
        is_on=True,
        closes_at=event.starts_at,
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
    """Rows as the actions would have left them in those days: the actions arrange only what is to come."""
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
    if "slot" in given:
        slot = arrangement.slots.all()[given["slot"]]
        row.slot, row.starts_at, row.ends_at, row.sequence = slot, slot.starts_at, slot.ends_at, 1
    row.save()
    if row.slot is not None:
        row.wished.set([row.slot])
        Booking.objects.bulk_create(
            Booking(meeting=row, partner=each, slot=row.slot) for each in (asker, asked)
        )
    Outcome.objects.bulk_create(
        Outcome(meeting=row, partner=partners[name], is_held=True) for name in given.get("held", ())
    )
