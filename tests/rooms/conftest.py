from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from tests import factories
from tricity.accounts.models import User
from tricity.events.models import Event
from tricity.rooms import actions, registry
from tricity.rooms.models import Poll, Question, Room, RoomEvent
from tricity.rooms.registry import Guest

_numbers = itertools.count(1)


@pytest.fixture
def forum(db: None) -> Event:
    """An event that is on now, whose room shows questions at once."""
    event = factories.event(titles={"en": "Forum"}, languages=["ja", "ko"])
    Room.objects.create(event=event, holds_questions=False)
    return event


@pytest.fixture
def asker(db: None) -> User:
    return factories.user(native_name="山田花子", native_language="ja")


@pytest.fixture
def moderator(forum: Event) -> User:
    person = factories.user()
    actions.name_person(forum, username=person.username, role="moderator", by=None)
    return person


@pytest.fixture
def guests(forum: Event) -> Iterator[None]:
    """Registrations as an app above would know them: the cookie `guest` names one of the forum."""
    before = registry.registrations()
    registry.register_registrations(
        registry.Registrations(
            guest=lambda request, event: (
                Guest(request.COOKIES["guest"], forum.pk) if "guest" in request.COOKIES else None
            ),
            is_registered=lambda user, event: user.username.startswith("registered"),
        )
    )
    yield
    registry.register_registrations(before)


def ask(event: Event, text: str = "", *, by: Any = None, language: str = "ja") -> Question:
    person = by or factories.user()
    return actions.ask(event, by=person, text=text or f"質問{next(_numbers)}", language=language)


def poll(event: Event, kind: str = "single", number: int = 3) -> Poll:
    options = [{"en": f"Answer {each}"} for each in range(number)]
    made = actions.save_poll(event, None, kind=kind, texts={"en": "Which?"}, options=options, by=None)
    actions.open_poll(made, by=None)
    return made


def told(event: Event, type: str = "") -> list[RoomEvent]:
    rows = RoomEvent.objects.filter(room=event.code).order_by("seq")
    return list(rows.filter(type=type) if type else rows)
