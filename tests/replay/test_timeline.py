"""What happened in the room lies on the time line of the replay, and leads to its moment."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.replay.made import add_captions, published
from tests.rooms.conftest import ask, poll
from tricity.events.models import Event, Session
from tricity.replay.digests import Happening, happenings, time_line
from tricity.replay.models import Mark, Replay
from tricity.rooms import actions
from tricity.rooms.models import Announcement, Poll, Question, Room
from tricity.translation.models import Translation
from tricity.web.text import LocalizedText, digest

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum(event: Event) -> Event:
    Room.objects.create(event=event, holds_questions=False)
    return Event.objects.select_related("room").get(pk=event.pk)


def on_clock(event: Event, seconds: float) -> int:
    """A moment of the room's clock, so long after the announced beginning."""
    return round((event.starts_at.timestamp() + seconds) * 1000)


def asked(event: Event, seconds: float, text: str, *, answered: float | None = None, **more: Any) -> Question:
    row = ask(event, text)
    values = {"at_ms": on_clock(event, seconds), **more}
    if answered is not None:
        values["answered_at_ms"] = on_clock(event, answered)
    Question.objects.filter(pk=row.pk).update(**values)
    return Question.objects.get(pk=row.pk)


def listed(replay: Replay, person: Any = None, language: str = "en") -> list[Happening]:
    line = time_line(replay, replay.origin_ms, replay.duration_ms)
    return happenings(replay, line, language, person=person or factories.user())


def test_questions_polls_and_announcements_are_one_list_in_order_of_time(forum: Event) -> None:
    replay = published(forum, "floor")
    asked(forum, 70, "駐車場は", answered=100)
    which = poll(forum)
    actions.close_poll(which, by=None)
    Poll.objects.update(opened_at_ms=on_clock(forum, 10), closed_at_ms=on_clock(forum, 40))
    actions.announce(forum, texts={"en": "Coffee"}, by=None)
    Announcement.objects.update(at_ms=on_clock(forum, 90))

    found = listed(replay)

    assert [(each.kind, each.clock) for each in found] == [
        ("poll", "0:10"),
        ("poll", "0:40"),
        ("asked", "1:10"),
        ("announced", "1:30"),
        ("answered", "1:40"),
    ]


def test_times_count_from_where_the_replay_begins(forum: Event) -> None:
    replay = published(forum, "floor")
    Replay.objects.update(origin_ms=60_000)
    asked(forum, 90, "駐車場は")

    (found,) = listed(Replay.objects.select_related("event__room").get(pk=replay.pk))

    assert found.ms == 30_000


def test_only_what_everybody_in_the_room_read_is_there(forum: Event) -> None:
    replay = published(forum, "floor")
    open_row = asked(forum, 10, "公開")
    asked(forum, 20, "待機", state="waiting")
    asked(forum, 30, "非表示", state="hidden")
    asked(forum, 40, "重複", merged_into=open_row)
    actions.save_poll(
        forum, None, kind="single", texts={"en": "Draft"}, options=[{"en": "A"}, {"en": "B"}], by=None
    )
    hidden_results = poll(forum)
    actions.close_poll(hidden_results, by=None)
    Poll.objects.filter(pk=hidden_results.pk).update(
        opened_at_ms=on_clock(forum, 50), closed_at_ms=on_clock(forum, 60)
    )

    found = listed(replay)

    assert [each.id.partition("-")[0] for each in found] == ["asked", "opened", "closed"]
    assert [each.poll for each in found] == [None, None, None]


def test_whoever_asked_without_a_name_stays_without_one(client: Client, forum: Event) -> None:
    published(forum, "floor")
    person = factories.user(native_name="山田花子", native_language="ja")
    row = actions.ask(forum, by=person, text="駐車場は", language="ja")
    Question.objects.filter(pk=row.pk).update(at_ms=on_clock(forum, 10))

    html = client.get(f"/ja/events/{forum.code}/replay/").content.decode()

    assert "駐車場は" in html
    assert "山田花子" not in html


def test_a_room_for_the_registered_keeps_its_questions_on_the_replay_too(
    client: Client, forum: Event
) -> None:
    published(forum, "floor")
    asked(forum, 10, "駐車場は")
    Room.objects.update(open_to="registered")

    assert "駐車場は" not in client.get(f"/ja/events/{forum.code}/replay/").content.decode()


def test_results_stand_where_a_poll_was_closed(client: Client, forum: Event) -> None:
    published(forum, "floor")
    which = poll(forum)
    actions.answer_poll(which, by=factories.user(), ranks={which.options.all()[1].pk: 1})
    actions.close_poll(which, by=None)
    actions.show_results(which, by=None)
    Poll.objects.update(opened_at_ms=on_clock(forum, 10), closed_at_ms=on_clock(forum, 40))

    html = client.get(f"/en/events/{forum.code}/replay/").content.decode()

    closed = html.partition(f'id="closed-{which.code}"')[2].partition("</table>")[0]
    assert "Results: 1 person has answered" in closed


def test_each_is_a_link_to_its_moment_and_a_mark_beside_the_time_line(client: Client, forum: Event) -> None:
    add_captions(forum, "en")
    published(forum, "floor")
    row = asked(forum, 30, "駐車場は")
    Mark.objects.create(replay=forum.replays.get(), at_ms=20_000, titles={"en": "Parking"})

    html = client.get(f"/en/events/{forum.code}/replay/").content.decode()

    entry = html.partition(f'id="asked-{row.code}"')[2].partition("</li>")[0]
    assert 'href="?t=30&amp;captions=en#now" data-seek="30.000"' in entry
    assert re.search(r'class="tick tick-asked" x="250"', html)
    assert re.search(r'class="tick tick-chapter" x="167"', html)
    assert "Parking" in html.partition('<li class="happenings-chapter">')[2].partition("</li>")[0]
    transcript = html.partition("data-lines>")[2]
    assert transcript.index(f'href="#asked-{row.code}"') < transcript.index("The river is watched")


def test_words_are_read_in_the_reader_s_language(forum: Event) -> None:
    replay = published(forum, "floor")
    row = asked(forum, 30, "駐車場は")
    Translation.objects.create(
        subject_kind="rooms.question", subject_id=row.pk, field="text", language="ko", text="주차장은",
        origin="human", source_language="ja", source_digest=digest(row.text), source_text=row.text,
    )  # fmt: skip

    (found,) = listed(replay, language="ko")

    assert (found.text.text, found.text.language) == ("주차장은", "ko")


def test_in_parallel_rooms_a_question_is_on_the_replay_of_its_session(forum: Event) -> None:
    here = Session.objects.create(event=forum, kind="panel", titles={"en": "Hall A"})
    there = Session.objects.create(event=forum, kind="panel", titles={"en": "Hall B"})
    first = published(forum, "floor")
    first.sessions.set([here])
    asked(forum, 10, "こちら", session=here)
    asked(forum, 20, "あちら", session=there)
    asked(forum, 30, "どこでも")

    assert [each.ms for each in listed(first)] == [10_000, 30_000]


def test_what_came_when_the_replay_was_over_is_not_on_it(forum: Event) -> None:
    replay = published(forum, "floor")
    asked(forum, dt.timedelta(days=2).total_seconds(), "後日")
    asked(forum, -600, "事前")

    assert [each.ms for each in listed(replay)] == [0]


def test_the_page_takes_few_queries_with_all_of_it(
    client: Client, forum: Event, django_assert_max_num_queries: Any
) -> None:
    add_captions(forum, "en")
    published(forum, "floor")
    for second in range(20):
        asked(forum, second, f"質問{second}", answered=second + 1)
    poll(forum)
    Poll.objects.update(opened_at_ms=on_clock(forum, 5))
    client.get(f"/en/events/{forum.code}/replay/")

    with django_assert_max_num_queries(13):
        client.get(f"/en/events/{forum.code}/replay/")


def test_a_chapter_stands_once_above_what_happened_in_it(forum: Event) -> None:
    replay = published(forum, "floor")
    asked(forum, 10, "一")
    asked(forum, 20, "二")
    titles = [(0, LocalizedText("Opening", "en")), (15_000, LocalizedText("Panel", "en"))]
    line = time_line(replay, 0, replay.duration_ms)

    found = happenings(replay, line, "en", person=factories.user(), titles=titles)

    assert [str(each.chapter) for each in found] == ["Opening", "Panel"]
