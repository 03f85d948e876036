"""Who may ask whom, when, and how often."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import factories
from tests.meetings.conftest import agreed, arranged, asked, partner, slots
from tricity.activity.models import Entry
from tricity.discussion.models import Block
from tricity.events.models import Event
from tricity.meetings import actions, queries
from tricity.meetings.actions.asking import MOST_AT_ONCE
from tricity.meetings.errors import (
    AskedAlready,
    AskingClosed,
    EnoughMeetings,
    NotListed,
    NotToBeMet,
    SlotTaken,
)
from tricity.meetings.models import Arrangement, Meeting, Partner
from tricity.meetings.queries import Wanted
from tricity.members.errors import TooMany
from tricity.notices.models import Notice
from tricity.participation.actions import cancel as cancel_registration
from tricity.participation.models import Registration

pytestmark = pytest.mark.django_db


def listed(event: Event, who: Partner, **wanted: str) -> list[Partner]:
    return list(queries.partners_to_meet(event, Wanted(**wanted), user=who.user))


def test_a_request_tells_the_other_and_is_in_the_audit_trail(event: Event, arrangement: Arrangement) -> None:
    one, other = partner(event), partner(event, "佐藤未来")

    made = asked(one, other, *slots(arrangement)[:2])

    assert (made.state, made.wished.count()) == (Meeting.State.ASKED, 2)
    assert Notice.objects.filter(recipient=other.user, kind="meeting.asked").count() == 1
    assert not Notice.objects.filter(recipient=one.user, kind="meeting.asked").exists()
    assert Entry.objects.get(verb="meeting.asked").actor == one.user


def test_who_is_not_listed_can_neither_ask_nor_be_asked(event: Event, arrangement: Arrangement) -> None:
    one, other = partner(event), partner(event)
    actions.unlist(other, by=other.user)
    other.refresh_from_db()

    with pytest.raises(NotToBeMet):
        asked(one, other, *slots(arrangement))
    with pytest.raises(NotListed):
        asked(other, one, *slots(arrangement))
    with pytest.raises(NotToBeMet):
        asked(one, one, *slots(arrangement))
    assert listed(event, one) == []


def test_who_leaves_while_somebody_writes_to_them_is_not_asked(
    event: Event, arrangement: Arrangement
) -> None:
    one, other = partner(event), partner(event)

    cancel_registration(Registration.objects.get(pk=other.registration_id), by=other.user)

    with pytest.raises(NotToBeMet):
        asked(one, other, *slots(arrangement))
    with pytest.raises(NotListed):
        asked(other, one, *slots(arrangement))


def test_people_of_another_event_are_not_met(event: Event, arrangement: Arrangement) -> None:
    elsewhere = factories.event(
        starts_at=event.starts_at, ends_at=event.ends_at, titles={"en": "Another forum"}
    )
    elsewhere_admission = event.admission
    elsewhere_admission.pk, elsewhere_admission.event = None, elsewhere
    elsewhere_admission._state.adding = True
    elsewhere_admission.save()
    arranged(elsewhere)
    one, stranger = partner(event), partner(elsewhere)

    with pytest.raises(NotToBeMet):
        asked(one, stranger, *slots(arrangement))
    assert listed(event, one) == []


def test_nobody_asks_before_it_opens_after_it_closes_or_where_it_is_off(event: Event) -> None:
    now = timezone.now()
    row = arranged(event, opens_at=now + dt.timedelta(hours=1))
    one, other = partner(event), partner(event)
    with pytest.raises(AskingClosed):
        asked(one, other, *slots(row))
    Arrangement.objects.update(opens_at=None, closes_at=now - dt.timedelta(minutes=1))
    with pytest.raises(AskingClosed):
        asked(one, other, *slots(row))
    Arrangement.objects.update(closes_at=None, is_on=False)
    with pytest.raises(AskingClosed):
        asked(one, other, *slots(row))
    Arrangement.objects.update(is_on=True)

    assert asked(one, other, *slots(row)).pk


def test_two_people_have_one_request_whoever_asks(event: Event, arrangement: Arrangement) -> None:
    one, other = partner(event), partner(event)
    first = asked(one, other, *slots(arrangement))

    with pytest.raises(AskedAlready):
        asked(one, other, *slots(arrangement))
    with pytest.raises(AskedAlready):
        asked(other, one, *slots(arrangement))
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(event=event, asker=other, asked=one, subject="x", language="ko")

    actions.cancel(first, "", partner=one, by=one.user)
    assert asked(other, one, *slots(arrangement)).state == Meeting.State.ASKED


def test_requests_and_agreed_meetings_together_are_limited(event: Event) -> None:
    row = arranged(event, most_meetings=2)
    one, *others = (partner(event) for _ in range(4))
    agreed(others[0], one, slots(row)[0])
    asked(one, others[1], *slots(row))

    with pytest.raises(EnoughMeetings):
        asked(one, others[2], *slots(row))

    assert asked(others[2], one, *slots(row)).pk, "to be asked is not limited"


def test_who_asks_too_many_in_a_short_time_has_to_wait(event: Event) -> None:
    row = arranged(event, most_meetings=100)
    one = partner(event)
    others = [partner(event) for _ in range(MOST_AT_ONCE + 1)]
    for other in others[:-1]:
        asked(one, other, *slots(row))

    with pytest.raises(TooMany):
        asked(one, others[-1], *slots(row))


def test_a_time_at_which_one_of_the_two_meets_somebody_else_cannot_be_wished(
    event: Event, arrangement: Arrangement
) -> None:
    one, other, third = (partner(event) for _ in range(3))
    first, second, *_rest = slots(arrangement)
    agreed(other, third, first)

    with pytest.raises(SlotTaken):
        asked(one, other, first)
    made = asked(one, other, first, second)

    assert list(made.wished.all()) == [second]


@pytest.mark.parametrize("who_blocks", ["one", "other"])
def test_blocked_people_do_not_find_each_other(
    event: Event, arrangement: Arrangement, who_blocks: str
) -> None:
    one, other = partner(event), partner(event)
    pair = (one.user, other.user) if who_blocks == "one" else (other.user, one.user)
    Block.objects.create(user=pair[0], person=pair[1])

    assert listed(event, one) == listed(event, other) == []
    assert queries.partner_by_code(event, other.code, user=one.user) is None
    with pytest.raises(NotToBeMet):
        asked(one, other, *slots(arrangement))


def test_the_list_is_narrowed_by_country_language_kind_and_records(
    event: Event, arrangement: Arrangement
) -> None:
    body = factories.organization("JP", type="city", city=factories.city("JP"))
    one = partner(event)
    japanese = partner(event, organization=body, role="city")
    company = partner(event, role="company", country=factories.country("KR"))
    Partner.objects.filter(pk=japanese.pk).update(languages=["ja", "en"])
    factories.record("JP", "need", owner=None, city=body.city)
    factories.record("JP", "solution", owner=body, publication_state="draft")

    assert listed(event, one) == [japanese, company]
    assert listed(event, one, country="JP") == [japanese]
    assert listed(event, one, role="company") == [company]
    assert listed(event, one, language="ja") == [japanese]
    assert listed(event, one, records="need") == [japanese]
    assert listed(event, one, records="solution") == [], "a draft is no published solution"


def test_who_cancels_the_registration_or_was_never_confirmed_is_not_listed(
    event: Event, arrangement: Arrangement
) -> None:
    one, other = partner(event), partner(event)

    cancel_registration(other.registration, by=other.user)

    assert listed(event, one) == []


def test_accounts_without_confirmed_registration_have_no_meetings(
    event: Event, arrangement: Arrangement, organizer: Any
) -> None:
    from tricity.meetings.rules import may_take_part

    one = partner(event)
    registration = one.registration
    assert may_take_part(registration, arrangement)

    registration.state = "listed"
    assert not may_take_part(registration, arrangement)
    assert not may_take_part(None, arrangement)
    assert not may_take_part(registration, None)
