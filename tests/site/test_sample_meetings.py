"""The demo's event has meetings, each marked as an example."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from tests import factories
from tricity.accounts.models import User
from tricity.events.models import Event
from tricity.meetings.counting import count
from tricity.meetings.models import Booking, Meeting, Partner
from tricity.site.sample.meetings import load_sample_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    """As long ago as the webinar; the demo's accounts are there."""
    for username, country, language in (
        ("city-ko", "KR", "ko"),
        ("city-ja", "JP", "ja"),
        ("city-zh", "CN", "zh-hans"),
        ("company-en", "KR", "en"),
    ):
        body = factories.organization(country)
        factories.user(username=username, native_name=username, language=language, organizations=[body])
    start = dt.datetime(2020, 8, 5, 6, tzinfo=dt.UTC)
    return factories.event(starts_at=start, ends_at=start + dt.timedelta(hours=2))


def test_loading_again_changes_nothing_and_all_is_marked(event: Event) -> None:
    for _ in range(2):
        load_sample_meetings(event)

    assert (Partner.objects.count(), Meeting.objects.count(), Booking.objects.count()) == (4, 4, 6)
    words = [text for each in Partner.objects.all() for text in (*each.seeks.values(), *each.offers.values())]
    words += Meeting.objects.values_list("subject", flat=True)
    assert all(text.startswith(("[", "【")) for text in words)
    assert (count(event).agreed, count(event).held) == (3, 2)


def test_people_of_the_demo_see_theirs(event: Event) -> None:
    load_sample_meetings(event)
    client = Client()
    client.force_login(User.objects.get(username="city-ja"))

    page = client.get(f"/ja/events/{event.code}/meetings/")

    assert page.status_code == 200
    assert "city-ko" in page.text
    assert "Example Interpreter A" in page.text
