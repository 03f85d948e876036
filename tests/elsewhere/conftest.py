from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.events.conftest import add_session
from tests.participation.conftest import admission
from tricity.accounts.models import User
from tricity.elsewhere.actions import Source
from tricity.elsewhere.matching import people
from tricity.elsewhere.reading import Clock, Presence
from tricity.events.models import Event, Session
from tricity.members.codes import digest_of, new_secret
from tricity.participation.models import Registration

BEGINS = dt.datetime(2020, 8, 27, 6, 0, tzinfo=dt.UTC)  # 15:00 in Tokyo and Seoul
CLOCK = Clock("Asia/Tokyo", BEGINS)


@pytest.fixture(autouse=True)
def _own_data(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def forum(db: None) -> Event:
    """Two hours on a summer day in Tokyo, of which the first session takes place elsewhere."""
    event = factories.event(
        titles={"en": "Forum"},
        starts_at=BEGINS,
        ends_at=BEGINS + dt.timedelta(hours=2),
        time_zone="Asia/Tokyo",
        languages=["ja", "ko"],
    )
    admission(event)
    return event


@pytest.fixture
def session(forum: Event) -> Session:
    row = add_session(forum, titles={"en": "Elsewhere"}, starts_at=BEGINS, duration_minutes=120)
    row.event = forum
    return row


@pytest.fixture
def organizer(db: None) -> User:
    return factories.user(roles=["organizer"])


@pytest.fixture
def desk(client: Client, organizer: User) -> Client:
    """The browser of the organizer."""
    client.force_login(organizer)
    return client


def registered(event: Event, name: str, **fields: Any) -> Registration:
    values = {"role": "city", "way": "online", "reads": "ja", "state": "confirmed", **fields}
    return Registration.objects.create(event=event, name=name, digest=digest_of(new_secret()), **values)


def source(session: Session, content: str = "file", **fields: Any) -> Source:
    values = {"kind": "attendance", "platform": "zoom", "name": "list.csv", "zone": "Asia/Tokyo", **fields}
    return Source(session=session, digest=hashlib.sha256(content.encode()).hexdigest(), **values)


def stay(
    name: str,
    joined: str,
    left: str = "",
    *,
    email: str = "",
    organization: str = "",
    seconds: int | None = None,
) -> Presence:
    """On the clock of Tokyo, that day."""
    shown = [dt.datetime.fromisoformat(f"2020-08-27T{each}") if each else None for each in (joined, left)]
    return Presence(1, (name,), email, organization, shown[0], shown[1], seconds)


def persons(*stays: Presence) -> Any:
    return people(stays)


def at(hour: int, minute: int = 0) -> dt.datetime:
    """The instant at which clocks in Tokyo show this, that day."""
    return dt.datetime(2020, 8, 27, hour - 9, minute, tzinfo=dt.UTC)
