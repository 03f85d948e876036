"""Choose a file, look, confirm, take back: the pages organizers see, and that nobody else does."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories
from tests.elsewhere import made
from tests.elsewhere.conftest import at, registered
from tricity.elsewhere import asking
from tricity.elsewhere.digests import people as digests_of_people
from tricity.elsewhere.models import BroughtFile
from tricity.events.models import Event, Session
from tricity.knowledge.imports import staging
from tricity.participation.models import Arrival
from tricity.rooms.models import Question

pytestmark = pytest.mark.django_db


class Fields(HTMLParser):
    """What a browser would send with the form as it stands: names and values of its controls."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given and self._select:
            self.values[self._select] = [given.get("value") or ""]
        elif tag == "input" and name and (given.get("type") != "checkbox" or "checked" in given):
            self.values.setdefault(name, []).append(given.get("value") or "")


def choose(desk: Client, session: Session, content: bytes, name: str = "list.csv") -> Any:
    page = f"/en/events/{session.event.code}/elsewhere/{session.pk}/"
    return desk.post(page, {"upload": SimpleUploadedFile(name, content)})


def look(desk: Client, session: Session, content: bytes, name: str = "list.csv") -> tuple[str, str]:
    """The address of the preview and its page."""
    answer = choose(desk, session, content, name)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"], desk.get(answer.headers["Location"]).content.decode()


def send(desk: Client, address: str, page: str, deed: str, **changes: Any) -> Any:
    values: dict[str, Any] = {**Fields(page).values, "deed": deed}
    return desk.post(address, {**values, **changes})


def test_a_list_is_looked_at_before_anything_is_written(desk: Client, session: Session) -> None:
    registered(session.event, "山田花子", email="hanako@example.jp")

    _address, page = look(desk, session, made.ZOOM_MEETING.encode())

    assert "Zoom" in page
    assert "<dt>People in the file</dt><dd>2</dd>" in page
    assert "<dt>Found by e-mail address</dt><dd>1</dd>" in page
    assert "<dt>Not registered: only counted</dt><dd>1</dd>" in page
    assert (BroughtFile.objects.count(), Arrival.objects.count()) == (0, 0)


def test_confirmed_it_is_brought_in_and_the_file_is_forgotten(desk: Client, session: Session) -> None:
    registered(session.event, "山田花子", email="hanako@example.jp")
    address, page = look(desk, session, made.ZOOM_MEETING.encode())

    answer = send(desk, address, page, "bring")

    assert answer.headers["Location"] == f"/en/events/{session.event.code}/elsewhere/"
    arrival = Arrival.objects.get()
    assert (arrival.first_at, arrival.seconds) == (at(15), 110 * 60)
    assert desk.get(address).status_code == 404
    overview = desk.get(answer.headers["Location"]).content.decode()
    assert "1 registered person came" in overview
    assert "1 other was counted" in overview


def test_the_zone_is_chosen_and_the_times_follow(desk: Client, session: Session) -> None:
    registered(session.event, "山田花子", email="hanako@example.jp")
    address, page = look(desk, session, made.ZOOM_MEETING.encode())

    shown = send(desk, address, page, "show", zone="America/New_York").content.decode()
    send(desk, address, page, "bring", zone="Asia/Shanghai", shift_ms="-1:02:00")

    assert "These times lie hours away from the session." in shown
    assert Arrival.objects.get().first_at == at(14, 58)


def test_who_is_who_is_chosen_where_only_the_name_is_the_same(desk: Client, session: Session) -> None:
    registered(session.event, "佐藤一郎", organization_named="札幌市")
    meant = registered(session.event, "佐藤一郎", organization_named="横浜市")
    address, page = look(desk, session, made.ZOOM_MEETING.encode())

    assert "佐藤一郎, 札幌市" in page
    send(desk, address, page, "bring", person_1=meant.code)

    assert [each.registration for each in Arrival.objects.all()] == [meant]


def test_only_those_shown_can_be_chosen(desk: Client, session: Session) -> None:
    registered(session.event, "佐藤一郎")
    stranger = registered(session.event, "Nobody", organization_named="A")
    address, page = look(desk, session, made.ZOOM_MEETING.encode())

    send(desk, address, page, "bring", person_1=stranger.code, person_0=stranger.code)

    assert Arrival.objects.count() == 0


def test_more_people_than_a_page_holds_are_settled_page_by_page(
    desk: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests_of_people, "MOST_OPEN", 2)
    rows = [registered(session.event, f"山田{number}", organization_named="横浜市") for number in range(5)]
    content = "Name,Join Time\n" + "".join(f"{row.name},2020-08-27 15:00\n" for row in rows)
    address, first = look(desk, session, content.encode())

    second = send(desk, address, first, "open-2", person_0="").content.decode()
    last = send(desk, address, second, "open-3").content.decode()
    back = send(desk, address, last, "open-1").content.decode()
    send(desk, address, back, "bring")

    assert "<dt>To choose</dt><dd>5</dd>" in first
    assert "3 more people stand on pages you have not opened, and are counted among the others" in first
    assert "1 more person stands on a page you have not opened" in second
    assert "not opened" not in last
    assert (first.count('<select id="person_'), last.count('<select id="person_')) == (2, 1)
    assert {each.registration for each in Arrival.objects.all()} == set(rows[1:])


def test_who_stands_on_a_page_nobody_opened_is_counted_as_was_told(
    desk: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests_of_people, "MOST_OPEN", 2)
    rows = [registered(session.event, f"山田{number}", organization_named="横浜市") for number in range(5)]
    content = "Name,Join Time\n" + "".join(f"{row.name},2020-08-27 15:00\n" for row in rows)
    address, first = look(desk, session, content.encode())

    send(desk, address, first, "bring")

    assert {each.registration for each in Arrival.objects.all()} == set(rows[:2])
    assert len(BroughtFile.objects.get().unmatched) == 3


@pytest.mark.parametrize("carried", ["x", "0:nobody", "99999999999:A 1", ": :", "0"])
def test_what_was_tampered_with_chooses_nobody(desk: Client, session: Session, carried: str) -> None:
    registered(session.event, "佐藤一郎", organization_named="札幌市")
    registered(session.event, "佐藤一郎", organization_named="横浜市")
    address, page = look(desk, session, made.ZOOM_MEETING.encode())

    send(desk, address, page, "bring", chosen_elsewhere=carried, open_page="-1", person_x="A")

    assert Arrival.objects.count() == 0


def test_questions_are_brought_as_chosen_and_anonymous_by_default(desk: Client, session: Session) -> None:
    address, page = look(desk, session, made.ZOOM_QUESTIONS.encode())

    send(desk, address, page, "bring", line=["6", "7"])

    rows = list(Question.objects.order_by("seq"))
    assert [each.text.split("\n")[0] for each in rows] == [
        "駐車場の予算はいくらですか。",
        "How do you share data,",
    ]
    assert [(each.language, each.asker_name) for each in rows] == [("ja", ""), ("en", "")]
    assert [each.answered_at_ms for each in rows] == [int(at(17).timestamp() * 1000), None]
    assert rows[1].in_writing.text == "Through an open portal.\nIt opens in May."  # type: ignore[union-attr]


def test_names_are_shown_only_where_the_organizer_says_so(desk: Client, session: Session) -> None:
    address, page = look(desk, session, made.ZOOM_QUESTIONS.encode())

    send(desk, address, page, "bring", names="1")

    assert list(Question.objects.order_by("seq").values_list("asker_name", flat=True)) == [
        "",
        "Kim Haneul",
        "李娜",
    ]


def test_the_room_says_where_a_question_comes_from(client: Client, desk: Client, session: Session) -> None:
    address, page = look(desk, session, made.ZOOM_QUESTIONS.encode())
    send(desk, address, page, "bring")

    room = desk.get(f"/en/events/{session.event.code}/room/").content.decode()

    assert room.count("From the meeting platform") == 3


def test_of_a_chat_nothing_is_chosen_and_private_lines_are_not_shown(desk: Client, session: Session) -> None:
    address, page = look(desk, session, made.ZOOM_CHAT_OLD.encode(), "chat.txt")

    nothing = send(desk, address, page, "bring")
    send(desk, address, page, "bring", line=["1"])

    assert "秘密" not in page
    assert nothing.status_code == 422
    assert "Nothing of this file is new or chosen" in nothing.content.decode()
    row = Question.objects.get()
    assert (row.text, row.language) == ("주차 예산은 얼마입니까?", "ko")
    assert row.at_ms == int(at(15, 3).timestamp() * 1000) + 22_000


def test_a_chat_of_a_recording_counts_from_the_beginning_by_itself(desk: Client, session: Session) -> None:
    address, page = look(desk, session, made.ZOOM_CHAT_CLOUD.encode(), "chat.txt")

    send(desk, address, page, "bring", line=["1"])

    assert Question.objects.get().at_ms == int(at(15, 5).timestamp() * 1000) + 10_000


def test_a_file_brought_twice_says_so_and_changes_nothing(desk: Client, session: Session) -> None:
    content = made.ZOOM_QUESTIONS.encode()
    address, page = look(desk, session, content)
    send(desk, address, page, "bring")

    address, page = look(desk, session, content)
    answer = send(desk, address, page, "bring")

    assert "This file has been brought in already." in page
    assert answer.status_code == 409
    assert (BroughtFile.objects.count(), Question.objects.count()) == (1, 3)


def test_columns_are_chosen_where_the_headings_are_not_known(desk: Client, session: Session) -> None:
    row = registered(session.event, "Kim", email="kim@example.kr")
    address, page = look(desk, session, b"wer,post,wann\nKim,kim@example.kr,2020-08-27 15:05\n")

    assert "No row of headings was found" in page
    shown = send(
        desk, address, page, "show", kind="attendance", column_name="0", column_email="1", column_joined="2"
    ).content.decode()
    send(desk, address, shown, "bring")

    assert "<dt>Found by e-mail address</dt><dd>1</dd>" in shown
    assert [(each.registration, each.first_at) for each in Arrival.objects.all()] == [(row, at(15, 5))]


def test_a_wrong_encoding_can_be_put_right(desk: Client, session: Session) -> None:
    address, page = look(desk, session, made.TENCENT.encode("gb18030"))

    wrong = send(desk, address, page, "show", encoding="utf-8").content.decode()
    right = send(desk, address, page, "show", encoding="gb18030").content.decode()

    assert "The characters of this file cannot be read." in wrong
    assert "<dt>People in the file</dt><dd>2</dd>" in right


def test_lines_left_out_are_told_with_their_number(desk: Client, session: Session) -> None:
    _address, page = look(desk, session, b"Name,Join Time\nKim,2020-08-27 15:00\nLee,soon\n")

    assert "Line 3: “soon” is not read as a time or a length." in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b" ", "The file is empty."),
        (b"PK\x03\x04 no workbook", "This file cannot be read as a workbook"),
        (b'Name,Join Time\n"Kim,' + b"x" * 90_000, "Line 2: The table is broken here"),
    ],
)
def test_a_broken_file_is_refused_at_once(
    desk: Client, session: Session, content: bytes, sentence: str
) -> None:
    answer = choose(desk, session, content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_left_it_is_forgotten(desk: Client, session: Session) -> None:
    address, page = look(desk, session, made.ZOOM_MEETING.encode())

    answer = send(desk, address, page, "leave")

    assert answer.headers["Location"] == f"/en/events/{session.event.code}/elsewhere/"
    assert desk.get(address).status_code == 404


def test_a_staged_file_is_seen_by_who_brought_it_alone_and_for_its_session(
    desk: Client, session: Session, forum: Event
) -> None:
    address, _page = look(desk, session, made.ZOOM_MEETING.encode())
    other = Session.objects.create(event=forum, kind="panel", titles={"en": "Other"})
    colleague = Client()
    colleague.force_login(factories.user(roles=["organizer"]))

    assert colleague.get(address).status_code == 404
    assert desk.get(address.replace(f"/{session.pk}/", f"/{other.pk}/", 1)).status_code == 404


def test_a_staged_file_is_swept_away_after_an_hour(
    desk: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, _page = look(desk, session, made.ZOOM_MEETING.encode())
    monkeypatch.setattr(staging, "KEPT_SECONDS", -1)

    assert staging.sweep() == 1
    assert desk.get(address).status_code == 404


def test_taking_back_asks_first(desk: Client, session: Session) -> None:
    address, page = look(desk, session, made.ZOOM_QUESTIONS.encode())
    send(desk, address, page, "bring")
    file = BroughtFile.objects.get()
    undo = f"/en/events/{session.event.code}/elsewhere/files/{file.pk}/take-back/"

    asks = desk.get(undo).content.decode()
    assert Question.objects.count() == 3
    desk.post(undo)
    again = desk.post(undo)

    assert "Take this file back?" in asks
    assert Question.objects.count() == 0
    assert again.status_code == 409
    assert "Taken back:" in desk.get(f"/en/events/{session.event.code}/elsewhere/").content.decode()


@pytest.mark.parametrize("path", ["", "recordings/", "{session}/", "{session}/token/", "files/1/take-back/"])
def test_only_who_prepares_the_event_gets_in(client: Client, session: Session, path: str) -> None:
    page = f"/en/events/{session.event.code}/elsewhere/" + path.format(session=session.pk)

    assert client.get(page).status_code == 302
    client.force_login(factories.user())
    assert client.get(page).status_code == 403
    assert client.post(page).status_code in (403, 405)


def test_the_page_of_the_event_leads_here_for_organizers(desk: Client, session: Session) -> None:
    organizers = desk.get(f"/en/events/{session.event.code}/").content.decode()
    readers = Client().get(f"/en/events/{session.event.code}/").content.decode()

    link = f"/en/events/{session.event.code}/elsewhere/"
    assert (link in organizers, link in readers) == (True, False)


@pytest.mark.parametrize("language", ["zh-hans", "ja", "ko", "en"])
def test_the_pages_need_few_queries_whatever_they_show(
    desk: Client, session: Session, django_assert_max_num_queries: Any, language: str
) -> None:
    for number in range(4):
        registered(session.event, f"山田{number}", organization_named="横浜市")
        Session.objects.create(event=session.event, kind="panel", titles={"en": f"{number}"})
    rows = "".join(f"山田{number},2020-08-27 15:00\n" for number in range(4))
    address, _page = look(desk, session, ("Name,Join Time\n" + rows).encode())

    with django_assert_max_num_queries(12):
        assert desk.get(address.replace("/en/", f"/{language}/", 1)).status_code == 200
    with django_assert_max_num_queries(12):
        assert desk.get(f"/{language}/events/{session.event.code}/elsewhere/").status_code == 200


def test_names_of_recordings_are_placed_on_the_clock_of_the_event(desk: Client, session: Session) -> None:
    names = "GMT20200827-055958_Recording.mp4\nGMT20200827-060130_Recording_Korean.m4a\naudio.m4a\n"

    page = desk.post(
        f"/en/events/{session.event.code}/elsewhere/recordings/",
        {"names": names, "session": "", "zone": "Asia/Tokyo"},
    ).content.decode()

    prepare = f"/en/events/{session.event.code}/replay/prepare/"
    assert f"{prepare}?channel=floor&amp;begins=-0%3A02#upload-title" in page
    assert f"{prepare}?channel=ko&amp;begins=1%3A30#upload-title" in page
    assert page.count("not in the name: the beginning of the session") == 1


def test_the_form_of_the_replay_takes_what_was_proposed(desk: Client, session: Session) -> None:
    page = desk.get(
        f"/en/events/{session.event.code}/replay/prepare/?channel=ko&begins=1:30"
    ).content.decode()

    assert '<option value="ko" lang="ko" selected>' in page or '<option value="ko" selected>' in page
    assert 'value="1:30"' in page


def test_the_report_counts_strangers_beside_who_came(desk: Client, session: Session) -> None:
    address, page = look(desk, session, made.ZOOM_MEETING.encode())
    send(desk, address, page, "bring")

    report = desk.get(f"/en/events/{session.event.code}/papers/report.html").content.decode()

    assert "2 more were counted who were not found among the registered." in report


def test_a_file_that_is_too_large_is_refused(desk: Client, session: Session) -> None:
    answer = choose(desk, session, io.BytesIO(b"x" * (10 * 1024 * 1024 + 1)).read())

    assert answer.status_code == 422
    assert "The file is too large" in answer.content.decode()


def test_of_a_long_chat_only_lines_that_look_like_questions_are_shown(
    desk: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST_LINES", 2)
    lines = ["はい", "予算はいくらですか", "ありがとうございます", "주차 예산은 얼마입니까", "停车贵吗？"]
    content = "".join(f"15:0{number}:00 From A to Everyone:\n\t{line}\n" for number, line in enumerate(lines))

    _address, page = look(desk, session, content.encode(), "chat.txt")

    assert page.count('name="line"') == 2
    assert "3 lines are not shown here" in page


def test_a_question_longer_than_any_is_told_as_left_out(desk: Client, session: Session) -> None:
    content = f"Question,Answer\nWhy?,Because.\n{'x' * 4001}?,\n"

    _address, page = look(desk, session, content.encode())

    assert page.count('name="line"') == 1
    assert "Line 3: the text is longer than 4000 characters." in page
