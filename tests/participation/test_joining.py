"""Links to join a session elsewhere are told to those whose place is confirmed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.events.conftest import add_session
from tests.participation.conftest import admission, registered, wish
from tricity.events.models import JoinLink
from tricity.participation.actions import cancel, register
from tricity.participation.models import Registration

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("state", "is_told"), [("confirmed", True), ("asked", False), (None, False)])
def test_only_a_confirmed_place_shows_where_to_join(client: Client, state: str | None, is_told: bool) -> None:
    soon = timezone.now() + dt.timedelta(hours=2)
    user = factories.user()
    event = factories.event(starts_at=soon, ends_at=soon + dt.timedelta(hours=2))
    JoinLink.objects.create(
        session=add_session(event),
        platform="Elsewhere",
        url="https://meeting.example/1",
        shown_from=timezone.now() - dt.timedelta(hours=1),
    )
    if state:
        admission(event)
        row = registered(event, user)
        Registration.objects.filter(pk=row.pk).update(state=state)
    client.force_login(user)

    content = client.get(f"/en/events/{event.code}/").content.decode()

    assert ("https://meeting.example/1" in content) == is_told


def test_guest_finds_where_to_join_by_the_code_once_it_is_shown(client: Client) -> None:
    soon = timezone.now() + dt.timedelta(hours=2)
    event = factories.event(starts_at=soon, ends_at=soon + dt.timedelta(hours=2))
    session = add_session(event)
    for place, shown_from in (("now", timezone.now()), ("later", soon)):
        JoinLink.objects.create(
            session=session,
            platform="Elsewhere",
            url=f"https://meeting.example/{place}",
            shown_from=shown_from,
        )
    admission(event)
    row, secret = register(event, wish())

    expected = client.get(f"/en/registrations/{secret}/").content.decode()
    cancel(row)
    cancelled = client.get(f"/en/registrations/{secret}/").content.decode()

    assert "https://meeting.example/now" in expected
    assert "https://meeting.example/later" not in expected
    assert "https://meeting.example/" not in cancelled
