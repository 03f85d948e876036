"""Being found is agreed to and taken back; what goes with the account, and after half a year."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.meetings.conftest import agreed, asked, partner, slots
from tricity.events.models import Event
from tricity.meetings.models import Arrangement, Booking, Meeting, Partner
from tricity.meetings.personal_data import MEETINGS, PARTNERS, expire_meetings, export_meetings
from tricity.notices.models import Notice
from tricity.privacy.actions import agree, withdraw
from tricity.privacy.purposes import purpose
from tricity.privacy.queries import told

pytestmark = pytest.mark.django_db


def test_taking_the_agreement_back_takes_one_off_every_list(event: Event, arrangement: Arrangement) -> None:
    one, other = partner(event), partner(event)
    asked(other, one, *slots(arrangement))
    found = purpose(MEETINGS)
    assert found is not None
    agree(one.user, told([MEETINGS], "", "ko"))

    withdraw(one.user, found)

    one.refresh_from_db()
    assert one.listed_at is None
    assert Meeting.objects.get().state == Meeting.State.CANCELLED


def test_the_export_holds_ones_own_words_and_no_name_of_the_other(
    event: Event, arrangement: Arrangement
) -> None:
    one, other = partner(event, "김하늘"), partner(event, "佐藤未来")
    agreed(one, other, slots(arrangement)[0])

    (exported,) = export_meetings(one.user)

    assert exported["seeks"] == {"ko": "주차 안내"}
    (meeting,) = exported["meetings"]
    assert (meeting["subject"], meeting["asked_by_me"]) == ("주차", True)
    assert "佐藤未来" not in str(exported)


def test_with_the_account_go_meetings_to_come_and_words_but_not_the_count(
    event: Event, arrangement: Arrangement
) -> None:
    one, other, third = (partner(event) for _ in range(3))
    agreed(one, other, slots(arrangement)[0])
    past = agreed(one, third, slots(arrangement)[1])
    Meeting.objects.filter(pk=past.pk).update(starts_at=timezone.now() - dt.timedelta(days=1))

    PARTNERS.erase(one.user, timezone.now())

    assert set(Meeting.objects.values_list("state", "subject")) == {("cancelled", ""), ("agreed", "")}
    assert Booking.objects.filter(meeting__state="cancelled").count() == 0
    assert Notice.objects.filter(recipient=other.user, kind="meeting.state").exists()
    row = Partner.objects.get(pk=one.pk)
    assert (row.user, row.seeks, row.listed_at) == (None, {}, None)


def test_words_of_events_that_ended_long_ago_are_taken_out(event: Event, arrangement: Arrangement) -> None:
    one, other = partner(event), partner(event)
    agreed(one, other, slots(arrangement)[0])

    assert expire_meetings(event.starts_at) == 0, "the event has not ended before"
    assert expire_meetings(event.ends_at + dt.timedelta(days=1)) == 2
    assert expire_meetings(event.ends_at + dt.timedelta(days=1)) == 0

    assert Meeting.objects.get().subject == ""
    assert Partner.objects.filter(user=None, listed_at=None, seeks={}).count() == 2
