from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.replay.made import add_captions, published
from tricity.accounts.models import User
from tricity.directory.models import Organization
from tricity.events.models import Event
from tricity.outcomes.sayings import Saying, of_question
from tricity.replay.queries import replay_of
from tricity.rooms import actions as rooms
from tricity.rooms.models import Question, Room

# A line every forty seconds.
LINES = [
    "주차 센서가 빈자리를 알려 줍니다.",
    "하천 수위를 밤낮으로 지켜봅니다.",
    "어르신께는 전화로 알려 드립니다.",
]


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.RECORDINGS_FOLDER = tmp_path / "recordings"
    settings.REPLAY_FOLDER = tmp_path / "replay"


@pytest.fixture
def forum(countries: Any) -> Event:
    """Held yesterday, with a transcript in Korean that everybody may read."""
    start = timezone.now() - dt.timedelta(days=1)
    event = factories.event(
        titles={"en": "Forum", "ja": "フォーラム"}, starts_at=start, ends_at=start + dt.timedelta(hours=2)
    )
    Room.objects.create(event=event, holds_questions=False)
    add_captions(event, "ko", texts=LINES)
    published(event, "floor", "ko")
    return Event.objects.get(pk=event.pk)


@pytest.fixture
def suwon(countries: Any) -> Organization:
    """The administration of a city."""
    place = factories.city("KR", native_name="수원시")
    return factories.organization("KR", type="city", city=place, names={"ko": "수원시", "en": "Suwon"})


@pytest.fixture
def editor(suwon: Organization) -> User:
    return factories.user(organizations=[suwon])


@pytest.fixture
def curator(countries: Any) -> User:
    return factories.user(roles=["curator:KR"])


@pytest.fixture
def organizer(db: None) -> User:
    return factories.user(roles=["organizer"])


@pytest.fixture
def asker(db: None) -> User:
    return factories.user(native_name="山田花子", native_language="ja")


@pytest.fixture
def question(forum: Event, asker: User) -> Question:
    return rooms.ask(
        forum, by=asker, text="駐車場の空きはどう知らせますか。費用はいくらですか。", language="ja"
    )


@pytest.fixture
def asked(question: Question) -> Saying:
    return of_question(question)


def as_(person: User) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def passage_of(event: Event, lines: str = "&line=0.000&line=40.000", captions: str = "ko") -> str:
    """The query the form around the transcript sends."""
    replay = replay_of(event)
    assert replay is not None
    return f"?replay={replay.pk}&captions={captions}{lines}"


def page(event: Event, more: str = "", language: str = "en") -> str:
    return f"/{language}/events/{event.code}/outcomes/{more}"


def wish(owner: Organization | None, **more: str) -> dict[str, str]:
    """What the form of a draft sends."""
    words = {"title": "빈자리 안내", "summary": "빈자리를 알려 준다.", "language": "ko", "kind": "need"}
    return {**words, "owner": owner.code if owner else "", **more}
