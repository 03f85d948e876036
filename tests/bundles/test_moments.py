"""From programme, questions and slides to the place in the recording, with captions and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import factories
from tests.bundles.conftest import Make
from tests.replay.made import add_captions, published
from tricity.bundles.checking import check
from tricity.events.actions import keep_text
from tricity.events.models import Event
from tricity.media import FLOOR, Cue
from tricity.replay.actions import add_replay, keep_track, publish_replay, withhold
from tricity.replay.models import Mark, Withheld
from tricity.rooms import actions as rooms
from tricity.rooms.models import Question, Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorded(event: Event) -> Event:
    """Two minutes: the panel begins after 40 s, a slide is shown at 50 s, a question is answered aloud at 80 s."""
    published(event, FLOOR, "ko")
    slides = keep_text(event, "x", external_id="a", titles={"en": "Plan"}, language="")
    Mark.objects.create(replay=event.replays.get(), at_ms=40_000, session=event.sessions.get())
    Mark.objects.create(replay=event.replays.get(), at_ms=50_000, resource=slides, page=3)
    Room.objects.create(event=event, holds_questions=False)
    asked = rooms.ask(event, by=factories.user(), text="Who pays?", language="en")
    start_ms = round(event.starts_at.timestamp() * 1000)
    Question.objects.filter(pk=asked.pk).update(answered_at_ms=start_ms + 80_000)
    return event


def html(out: Path, path: str) -> str:
    return (out / path).read_text(encoding="utf-8")


def test_with_captions_moments_lead_to_lines_of_the_readers_transcript(
    recorded: Event, make: Make, out: Path
) -> None:
    for language in ("en", "ko"):
        add_captions(recorded, language, texts=["One.", "Two.", "Three."])

    make(recorded)

    assert check(out).problems == ()
    assert '<a href="transcript-en.html#l2">In the recording from 0:40</a>' in html(out, "en/programme.html")
    assert 'href="transcript-ko.html#l2"' in html(out, "ko/programme.html")
    assert '<a href="transcript-en.html#l3">Answered in the recording at 1:20</a>' in html(
        out, "en/questions.html"
    )


def test_without_captions_they_lead_to_the_sound(recorded: Event, make: Make, out: Path) -> None:
    make(recorded)

    assert check(out).problems == ()
    assert '<a href="../sound/floor.m4a#t=40.0">In the recording from 0:40</a>' in html(
        out, "en/programme.html"
    )
    assert 'href="../sound/ko.m4a#t=80.0"' in html(out, "ko/questions.html")


def test_slides_say_when_they_were_shown(recorded: Event, make: Make, out: Path) -> None:
    make(recorded)

    assert (
        '<span class="clock">0:50</span> <a class="moment" href="../files/plan.txt#page=3">Plan, page 3</a>'
        in html(out, "en/recording.html")
    )


def test_answer_given_after_the_recording_has_no_moment(recorded: Event, make: Make, out: Path) -> None:
    Question.objects.update(answered_at_ms=round(recorded.starts_at.timestamp() * 1000) + 600_000)

    make(recorded)

    assert "Answered in the recording" not in html(out, "en/questions.html")
    assert "Answered in the room" in html(out, "en/questions.html")


def test_each_recording_of_an_event_has_pages_of_its_own(event: Event, make: Make, out: Path) -> None:
    add_captions(event, "en", texts=["Parking."])
    published(event, FLOOR)
    second = add_replay(event, titles={"en": "Second day"}, sessions=[], by=None)
    keep_track(second, "en", [Cue(10_000, 12_000, "Rivers.")])
    publish_replay(second, by=None)

    make(event)

    assert check(out).problems == ()
    first, other = html(out, "en/transcript-en.html"), html(out, "en/transcript-en-2.html")
    assert ("Parking." in first, "Rivers." in first) == (True, False)
    assert ("Parking." in other, "Rivers." in other) == (False, True)
    assert "Second day" in html(out, "en/recording-2.html")
    assert (out / "captions/en-2.vtt").exists()


def test_what_is_withheld_is_not_carried(event: Event, make: Make, out: Path) -> None:
    add_captions(event, "en", texts=["Parking.", "Rivers."])
    published(event)
    withhold(Withheld(replay=event.replays.get(), start_ms=39_000, end_ms=50_000), by=None)

    make(event)

    carried = [
        path.read_text(encoding="utf-8")
        for path in out.rglob("*")
        if path.suffix in (".html", ".vtt", ".txt")
    ]
    assert any("Parking." in text for text in carried)
    assert not any("Rivers." in text for text in carried)
