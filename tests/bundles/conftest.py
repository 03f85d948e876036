from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from tests.replay.made import add_captions, published
from tricity.bundles.actions import Bundle, make_event_bundle
from tricity.bundles.actions import making as actions
from tricity.cooperation.models import Evidence
from tricity.events.models import Event, Session
from tricity.media import FLOOR
from tricity.rooms import actions as rooms
from tricity.rooms.models import Room
from tricity.site.sample.event import load_sample_event
from tricity.web.identity import PublicationState

Make = Callable[[Event], Bundle]


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.RECORDINGS_FOLDER = tmp_path / "recordings"
    settings.REPLAY_FOLDER = tmp_path / "replay"
    settings.BUNDLES_FOLDER = tmp_path / "bundles"


@pytest.fixture(autouse=True)
def _sound_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Renditions of these tests only look like media, and are carried as where ffmpeg is missing."""
    monkeypatch.setattr(actions, "tools", lambda: None)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "carried" / "bundle"


@pytest.fixture
def make(out: Path) -> Make:
    return lambda event: make_event_bundle(event, out)


@pytest.fixture
def event(db: None, countries: Any) -> Event:
    """A small event with a session, public."""
    made = factories.event(titles={"en": "Forum", "ja": "フォーラム"}, time_zone="Asia/Seoul")
    Session.objects.create(event=made, kind="panel", titles={"en": "A panel"})
    return made


@pytest.fixture
def webinar(countries: Any) -> Event:
    """The sample's event with all a bundle can carry: sound, captions, questions, a candidate on the programme."""
    made = load_sample_event()
    published(made, FLOOR, "ja", "ko")
    for language in ("en", "ja", "ko", "zh-hans"):
        add_captions(made, language, texts=["First line.", "Second line.", "Third line."])
    Room.objects.create(event=made, holds_questions=False)
    question = rooms.ask(
        made, by=factories.user(native_name="山田花子"), text="誰が払いますか。", language="ja"
    )
    rooms.answer(question, by=factories.user(), text="市が払います。", language="ja")
    made.sessions.all()[1].opportunities.add(candidate())
    return Event.objects.get(pk=made.pk)


def candidate(**fields: Any) -> Any:
    """Public, with one public record that speaks for it."""
    made = factories.opportunity(publication_state=PublicationState.PUBLISHED, **fields)
    cited = factories.record(
        "JP", "need", title="駐車場の不足", sources=[{"url": "https://example.org/need"}]
    )
    Evidence.objects.create(opportunity=made, role="need", record=cited, quotation="駐車場")
    return made


def read_all(folder: Path) -> str:
    """All text in a bundle, names of files included."""
    texts = [
        path.read_text(encoding="utf-8", errors="replace") for path in folder.rglob("*") if path.is_file()
    ]
    return "\n".join([*texts, *(path.name for path in folder.rglob("*"))])
