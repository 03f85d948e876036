"""The demo has an event to come at which its accounts meet, all marked as an example."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tricity.accounts.models import User
from tricity.events.models import Event
from tricity.meetings.models import Booking, Meeting, Partner
from tricity.participation.personal_data import expire_registrations
from tricity.site.sample.forum import load_example_forum

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum() -> Event:
    for username, country, language in (
        ("city-ko", "KR", "ko"),
        ("city-ja", "JP", "ja"),
        ("city-zh", "CN", "zh-hans"),
        ("company-en", "KR", "en"),
    ):
        body = factories.organization(country)
        factories.user(username=username, native_name=username, language=language, organizations=[body])
    load_example_forum()
    return Event.objects.get()


def test_loading_again_changes_nothing_and_all_is_marked(forum: Event) -> None:
    load_example_forum()

    assert (Event.objects.get(), Partner.objects.count(), Meeting.objects.count()) == (forum, 4, 4)
    assert Booking.objects.count() == 4
    words = [text for each in Partner.objects.all() for text in (*each.seeks.values(), *each.offers.values())]
    words += [*Meeting.objects.values_list("subject", flat=True), *forum.titles.values()]
    assert all(text.startswith(("[", "【")) for text in words)
    assert forum.starts_at > timezone.now()


def test_people_of_the_demo_see_theirs(forum: Event) -> None:
    client = Client()
    client.force_login(User.objects.get(username="city-ja"))

    page = client.get(f"/ja/events/{forum.code}/meetings/")

    assert page.status_code == 200
    assert "city-ko" in page.text
    assert "Example Interpreter A" in page.text


def test_nobody_is_forgotten_before_the_event_is_over(forum: Event) -> None:
    assert expire_registrations(timezone.now()) == 0
