from __future__ import annotations

import pytest

from tests import factories
from tests.rooms.conftest import told
from tricity.accounts.models import User
from tricity.events import roomclock
from tricity.events.models import Event
from tricity.rooms import actions, queries
from tricity.rooms.digests import captions_view, languages_without
from tricity.rooms.errors import TooLate
from tricity.rooms.models import Caption
from tricity.rooms.models.captions import OnlyAdded
from tricity.rooms.subtitles import Cue

pytestmark = pytest.mark.django_db
WRITTEN = Caption.Origin.CAPTIONER


def write(
    event: Event, text: str, *, by: User | None = None, language: str = "ja", client_id: str = ""
) -> Caption:
    row, _is_new = actions.add_caption(
        event, actions.Source(WRITTEN, by=by), language=language, text=text, client_id=client_id or text
    )
    return row


def lines(event: Event, language: str = "ja") -> list[str]:
    return [row.text for row in queries.transcript(event, language)]


def test_line_is_told_to_readers_of_its_language(forum: Event) -> None:
    row = write(forum, "こんにちは")

    (event,) = told(forum, "caption")
    assert (event.seq, event.at_ms, event.language) == (row.seq, row.at_ms, "ja")
    assert event.data == {"line": row.seq, "text": "こんにちは", "origin": "captioner"}


def test_line_sent_twice_is_kept_once(forum: Event) -> None:
    one, other = write(forum, "一", client_id="same-id-1"), write(forum, "一", client_id="same-id-1")

    assert one == other
    assert len(told(forum)) == 1


def test_correction_is_a_row_of_its_own_and_shown_in_place(forum: Event) -> None:
    first = write(forum, "まちがい")
    write(forum, "次")

    fixed = actions.correct(first, actions.Source(WRITTEN), text="正しい", client_id="c-1")
    assert (fixed.corrects, Caption.objects.count()) == (first, 3)
    assert lines(forum) == ["正しい", "次"]
    assert told(forum, "caption")[-1].data["line"] == first.seq

    actions.correct(fixed, actions.Source(WRITTEN), text="", client_id="c-2")
    assert lines(forum) == ["次"]


def test_correction_sent_twice_is_kept_once(forum: Event) -> None:
    first = write(forum, "まちがい")

    for _each in range(2):
        actions.correct(first, actions.Source(WRITTEN), text="正しい", client_id="c-1")

    assert Caption.objects.count() == 2


def test_after_ten_seconds_a_line_stays(forum: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(forum, "まちがい")
    later = roomclock.now_ms() + 10_001
    monkeypatch.setattr("tricity.rooms.actions.captions.now_ms", lambda: later)

    with pytest.raises(TooLate):
        actions.correct(first, actions.Source(WRITTEN), text="正しい", client_id="c-1")
    assert lines(forum) == ["まちがい"]


def test_captions_are_only_ever_added(forum: Event) -> None:
    row = write(forum, "一")

    with pytest.raises(OnlyAdded):
        row.save()
    with pytest.raises(OnlyAdded):
        row.delete()


def test_numbers_have_no_gaps_even_where_a_line_was_known(forum: Event) -> None:
    for text in ("一", "二", "一", "三"):
        write(forum, text)

    assert [row.seq for row in told(forum)] == [1, 2, 3]


def test_cues_that_come_again_in_the_next_chunk_are_known(forum: Event) -> None:
    cues = [Cue(0, 1000, "하나"), Cue(1000, 2000, "둘"), Cue(2000, 3000, "셋")]
    source = actions.Source(Caption.Origin.STREAM)

    first = actions.add_cues(forum, source, cues[:2], language="ko", stream="a", began_ms=1_000_000)
    second = actions.add_cues(forum, source, cues[1:], language="ko", stream="a", began_ms=1_000_000)

    assert (first, second) == ((2, 0), (1, 1))
    assert lines(forum, "ko") == ["하나", "둘", "셋"]
    assert list(Caption.objects.values_list("starts_ms", "ends_ms"))[2] == (1_002_000, 1_003_000)


def test_reader_gets_the_language_chosen_else_the_own_one(forum: Event) -> None:
    write(forum, "日本語")
    rows = queries.captions_lately(forum, roomclock.now_ms())

    assert [each.text for each in captions_view(forum, rows, "", "ja").lines] == ["日本語"]
    assert captions_view(forum, rows, "ko", "ja").lines == ()
    assert captions_view(forum, rows, "", "en").language == "ja"


def test_languages_of_the_event_without_captions_are_warned_of(forum: Event) -> None:
    write(forum, "日本語")
    now = roomclock.now_ms()
    rows = queries.captions_lately(forum, now)

    assert languages_without(forum, rows, now) == ["ko"]
    assert languages_without(forum, rows, now + 60_001) == ["ja", "ko"]
    assert languages_without(factories.event(), [], now) == []
