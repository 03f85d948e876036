"""A person's meetings in a calendar program: the same UID through changes, cancellations said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import vobject

from tests.meetings.conftest import agreed, asked, partner, slots
from tricity.events.models import Event
from tricity.meetings import actions, queries
from tricity.meetings.calendars import calendar, uid
from tricity.meetings.models import Arrangement, Partner

pytestmark = pytest.mark.django_db


def entries(who: Partner, arrangement: Arrangement, language: str = "ko") -> dict[str, Any]:
    """UID → entry, as a second parser reads it."""
    content = calendar(
        queries.for_calendar(who),
        who,
        arrangement,
        language=language,
        address=lambda each: f"https://x/{each}",
    )
    document = vobject.readOne(content.decode())
    return {each.uid.value: each for each in document.contents.get("vevent", [])}


def test_an_agreed_meeting_is_an_entry_and_a_request_is_none(event: Event, arrangement: Arrangement) -> None:
    arrangement.join_template = "https://meet.example.org/{code}"
    one, other, third = partner(event), partner(event, "佐藤未来"), partner(event)
    slot = slots(arrangement)[0]
    made = agreed(one, other, slot)
    asked(third, one, *slots(arrangement))

    (entry,) = entries(one, arrangement).values()

    assert entry.uid.value == uid(made)
    assert entry.dtstart.value == slot.starts_at.astimezone(dt.UTC)
    assert entry.dtend.value == slot.ends_at.astimezone(dt.UTC)
    assert "佐藤未来" in entry.summary.value
    assert entry.location.value == f"https://meet.example.org/{made.code}"


def test_changes_raise_the_sequence_and_a_cancellation_strikes_it_out(
    event: Event, arrangement: Arrangement, organizer: Any
) -> None:
    one, other = partner(event, way="on-site"), partner(event, way="on-site")
    made = agreed(one, other, slots(arrangement)[0])
    before = entries(one, arrangement)[uid(made)]

    actions.assign(made, table=2, interpreter=None, by=organizer)
    moved = entries(one, arrangement)[uid(made)]
    actions.cancel(made, "", partner=other, by=other.user)
    gone = entries(one, arrangement)[uid(made)]

    numbers = [int(each.sequence.value) for each in (before, moved, gone)]
    assert numbers == sorted(set(numbers))
    assert "2" in moved.location.value
    assert gone.status.value == "CANCELLED"
    assert gone.dtstart.value == before.dtstart.value


def test_an_address_to_join_is_told_only_for_agreed_meetings_online(
    event: Event, arrangement: Arrangement
) -> None:
    from tricity.meetings.digests.texts import join_address

    arrangement.join_template = "https://meet.example.org/{code}"
    one, other, third = (partner(event, way="on-site") for _ in range(3))
    at_table = agreed(one, other, slots(arrangement)[0])
    waiting = asked(one, third, *slots(arrangement)[1:])

    assert join_address(at_table, arrangement) == join_address(waiting, arrangement) == ""
