"""Places are given once, in the order people came; who is told what."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from tests import factories
from tests.participation.conftest import admission, registered, wish
from tricity.activity.models import Entry
from tricity.events.models import Event
from tricity.notices.models import Notice
from tricity.participation import actions, queries
from tricity.participation.errors import NoPlaceThisWay, NotOpen, RegisteredAlready, StateMoved
from tricity.participation.models import Admission, Registration
from tricity.participation.reminding import remind_due

pytestmark = pytest.mark.django_db
State = Registration.State


def states(event: Event) -> list[str]:
    return list(Registration.objects.filter(event=event).order_by("pk").values_list("state", flat=True))


def test_who_comes_after_the_last_place_waits_and_gets_the_first_that_becomes_free(event: Event) -> None:
    admission(event, online_places=1)
    first, second, third = (registered(event) for _ in range(3))
    assert states(event) == [State.CONFIRMED, State.LISTED, State.LISTED]

    actions.cancel(first)

    assert states(event) == [State.CANCELLED, State.CONFIRMED, State.LISTED]
    actions.decline(Registration.objects.get(pk=second.pk), "", by=None)
    third.refresh_from_db()
    assert third.state == State.CONFIRMED


def test_more_places_go_to_those_who_wait(event: Event, organizer: Any) -> None:
    settings = admission(event, online_places=1)
    for _ in range(3):
        registered(event)
    settings.online_places = 2

    actions.save_admission(settings, by=organizer, version=settings.version)

    assert states(event) == [State.CONFIRMED, State.CONFIRMED, State.LISTED]


def test_places_of_one_way_are_not_those_of_the_other(event: Event) -> None:
    admission(event, online_places=None, on_site_places=1)
    here = [registered(event, way=way) for way in ("on-site", "on-site", "online")]

    assert [each.state for each in here] == [State.CONFIRMED, State.LISTED, State.CONFIRMED]

    actions.change(here[0], wish(way="online"))

    assert states(event) == [State.CONFIRMED] * 3


def test_nobody_registers_where_it_is_closed_over_or_not_in_that_way(event: Event) -> None:
    with pytest.raises(NotOpen):
        registered(event)
    settings = admission(event, is_open=False)
    with pytest.raises(NotOpen):
        registered(event)
    Admission.objects.filter(pk=settings.pk).update(is_open=True)
    with pytest.raises(NoPlaceThisWay):
        registered(event, way="on-site")
    Admission.objects.filter(pk=settings.pk).update(closes_at=timezone.now() - dt.timedelta(minutes=1))
    with pytest.raises(NotOpen):
        registered(event)


def test_an_account_registers_once_and_again_after_cancelling(event: Event) -> None:
    admission(event)
    person = factories.user()
    first = registered(event, person)

    with pytest.raises(RegisteredAlready):
        registered(event, person)

    actions.cancel(first, by=person)
    assert registered(event, person).state == State.CONFIRMED


def test_organizer_decides_and_the_person_is_told(event: Event, organizer: Any) -> None:
    admission(event, needs_approval=True)
    person = factories.user()
    asked = registered(event, person)
    assert asked.state == State.ASKED
    assert Notice.objects.filter(recipient=organizer, kind="registration.asked").exists()

    actions.approve(asked, by=organizer)

    notice = Notice.objects.get(recipient=person, kind="registration.state")
    assert notice.values["state"] == State.CONFIRMED
    with pytest.raises(StateMoved):
        actions.approve(asked, by=organizer)
    assert Entry.objects.filter(verb="registration.approved", actor=organizer).count() == 1


def test_letter_bears_the_link_and_the_calendar_and_later_ones_no_secret(
    event: Event, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MAIL_CONFIGURED = True
    admission(event)
    with django_capture_on_commit_callbacks(execute=True):
        row, secret = actions.register(event, wish(email="haneul@example.org"))

    (letter,) = mail.outbox
    assert secret in letter.body
    assert row.code in letter.body
    assert [attachment[0] for attachment in letter.attachments] == ["event.ics"]

    with django_capture_on_commit_callbacks(execute=True):
        remind_due()
    assert len(mail.outbox) == 2
    assert secret not in mail.outbox[1].body


def test_each_is_reminded_once_a_day_and_once_an_hour_before(event: Event) -> None:
    admission(event)
    person = factories.user()
    registered(event, person)

    assert remind_due() == 1, "20 hours before"
    assert remind_due() == 0
    assert remind_due(event.starts_at - dt.timedelta(minutes=50)) == 1
    assert remind_due(event.starts_at + dt.timedelta(minutes=5)) == 0
    assert Notice.objects.filter(recipient=person, kind="registration.reminder").exists()


def test_who_registers_within_the_last_hour_is_reminded_once(event: Event) -> None:
    admission(event)
    registered(event, factories.user())

    assert remind_due(event.starts_at - dt.timedelta(minutes=50)) == 1


def test_a_registration_is_found_by_its_code_however_it_is_typed(event: Event) -> None:
    admission(event)
    row, secret = actions.register(event, wish())

    assert queries.by_secret(f" {secret.lower().replace('-', ' ')}") == row
    assert queries.by_secret("AAAA-AAAA-AAAA-AAAA") is None
    assert Registration.objects.get().digest != secret
