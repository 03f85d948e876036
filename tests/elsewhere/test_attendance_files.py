"""Lists of who attended, as each platform writes them, in each encoding they come in."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.elsewhere import made
from tricity.elsewhere.reading import Fault, Field, Kind, Order, Platform, Unreadable, read
from tricity.elsewhere.reading.values import Choices


def at(hour: int, minute: int, second: int = 0) -> dt.datetime:
    return dt.datetime(2020, 8, 27, hour, minute, second)  # noqa: DTZ001  # what a clock showed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"])
def test_a_zoom_report_in_every_encoding_it_is_saved_in(encoding: str) -> None:
    reading = read(made.ZOOM_MEETING.encode(encoding))

    assert (reading.platform, reading.kind, reading.left_out) == (Platform.ZOOM, Kind.ATTENDANCE, ())
    assert reading.encoding == encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    assert [each.line for each in reading.presences] == [5, 6, 7]
    first = reading.presences[0]
    assert first.names == ("山田花子 (横浜市)", "山田花子", "横浜市")
    assert first.email == "hanako@example.jp"
    assert (first.joined, first.left, first.seconds) == (at(15, 0), at(15, 30), 1800)


def test_a_zoom_webinar_has_a_table_for_hosts_and_one_for_attendees() -> None:
    reading = read(made.ZOOM_WEBINAR.encode())

    assert reading.platform is Platform.ZOOM
    assert [each.names[0] for each in reading.presences] == ["Host", "Kim Haneul"]
    assert reading.presences[1].joined == at(15, 2)
    assert [(each.line, each.fault) for each in reading.left_out] == [(11, Fault.ABSENT)]


@pytest.mark.parametrize(
    "content",
    [
        made.TENCENT.encode("gb18030"),
        made.TENCENT.encode("utf-8-sig"),
        made.workbook(made.TENCENT),
    ],
    ids=["GB 18030", "UTF-8", "XLSX"],
)
def test_a_tencent_list_counts_without_the_breaks(content: bytes) -> None:
    reading = read(content)

    assert (reading.platform, reading.kind) == (Platform.TENCENT, Kind.ATTENDANCE)
    first = reading.presences[0]
    assert first.names == ("李娜(深圳市-李娜)", "李娜", "深圳市-李娜")
    assert (first.joined, first.left, first.seconds) == (at(14, 0, 5), at(16, 0, 5), 5400)
    assert len(reading.presences) == 2


def test_of_teams_each_stay_is_read_once() -> None:
    reading = read(made.TEAMS.encode("utf-16"))

    assert (reading.platform, reading.encoding) == (Platform.TEAMS, "utf-16")
    assert [(each.joined, each.left, each.seconds) for each in reading.presences] == [
        (at(15, 0), at(16, 0), 3600),
        (at(16, 10), at(16, 30, 2), 1202),
    ]
    assert {each.email for each in reading.presences} == {"kim@example.kr"}


def test_teams_without_the_third_section_is_read_from_the_second() -> None:
    reading = read(made.TEAMS.partition("3. In-Meeting")[0].encode("utf-16"))

    assert [each.seconds for each in reading.presences] == [4802]


def test_an_old_teams_list_has_a_row_for_coming_and_one_for_leaving() -> None:
    reading = read(made.TEAMS_OLD.encode("utf-16"))

    assert [(each.names, each.joined, each.left) for each in reading.presences] == [
        (("山田花子",), at(15, 0), at(16, 0)),
        (("佐藤一郎",), at(15, 1), None),
    ]


def test_an_old_teams_list_may_hold_addresses_alone_and_names_of_marks() -> None:
    content = (
        "Email\tUser Action\tTimestamp\tJoin Time\n"
        "kim@example.kr\tJoined\t8/27/2020, 3:00:00 PM\t\n"
        "kim@example.kr\tLeft\t8/27/2020, 4:00:00 PM\t\n"
    )
    marks = "Full Name\tUser Action\tTimestamp\n#\tJoined\t8/27/2020, 3:00:00 PM\n山\tJoined\t8/27/2020, 3:00:00 PM\n"

    found = read(content.encode("utf-16")).presences

    assert [(each.names, each.email, each.joined, each.left) for each in found] == [
        ((), "kim@example.kr", at(15, 0), at(16, 0))
    ]
    assert [each.names for each in read(marks.encode("utf-16")).presences] == [("山",)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_webex_wraps_its_times(encoding: str) -> None:
    reading = read(made.WEBEX.encode(encoding))

    assert reading.platform is Platform.WEBEX
    (stay,) = reading.presences
    assert (stay.names, stay.email) == (("Kim Haneul",), "kim@example.kr")
    assert (stay.joined, stay.left, stay.seconds) == (at(15, 0, 39), at(16, 5, 39), 3900)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("姓名,单位,邮箱,入会时间,退会时间\n李娜,深圳市,li@example.cn,2020年8月27日 下午3:00,2020/8/27 16:00\n", "gb18030"),
        ("氏名,所属,メールアドレス,参加時刻,退出時刻\n李娜,深圳市,li@example.cn,2020年8月27日 午後3:00,2020/8/27 16:00\n", "cp932"),
        ("이름,소속,이메일,참가 시간,나간 시간\n李娜,深圳市,li@example.cn,2020. 8. 27. 오후 3:00,2020-08-27 16:00\n", "cp949"),
        ("Name;Organization;E-mail;Joined;Left\n李娜;深圳市;li@example.cn;27/08/2020 15:00;27 Aug 2020 16:00\n", "utf-8"),
    ],
)  # fmt: skip
def test_a_list_kept_by_hand_is_read_by_its_headings(text: str, encoding: str) -> None:
    text = text.replace("深圳市", "深川市") if encoding in ("cp932", "cp949") else text

    reading = read(text.encode(encoding))

    assert (reading.platform, reading.encoding) == (Platform.OTHER, encoding)
    (stay,) = reading.presences
    assert (stay.names, stay.email, stay.joined, stay.left) == (
        ("李娜",),
        "li@example.cn",
        at(15, 0),
        at(16, 0),
    )


def test_a_table_whose_headings_nobody_knows_is_read_by_the_columns_chosen() -> None:
    content = b"wer,wann\nLi Na,08/09/2020 15:00\nKim,08/09/2020 15:01\n"

    with pytest.raises(Unreadable) as refused:
        read(content)
    choices = Choices(Kind.ATTENDANCE, order=Order.DAY_FIRST, columns={Field.NAME: 0, Field.JOINED: 1})
    reading = read(content, choices)

    assert (refused.value.fault, refused.value.headings) == (Fault.NO_HEADING, ("wer", "wann"))
    assert [each.names for each in reading.presences] == [("Li Na",), ("Kim",)]
    assert reading.presences[0].joined == dt.datetime(2020, 9, 8, 15, 0)  # noqa: DTZ001  # what a clock showed


def test_the_order_of_day_and_month_is_told_by_any_date_that_is_clear() -> None:
    content = b"Name,Join Time\nKim,08/09/2020 15:00\nLi,27/08/2020 15:00\n"

    reading = read(content)

    assert reading.order is Order.DAY_FIRST
    assert reading.presences[0].joined == dt.datetime(2020, 9, 8, 15, 0)  # noqa: DTZ001  # what a clock showed


def test_lines_that_cannot_be_used_are_left_out_with_their_number() -> None:
    content = (
        b"Name,Email,Join Time,Leave Time,Duration\n"
        b"Kim,,2020-08-27 15:00,2020-08-27 16:00,60\n"
        b",,2020-08-27 15:00,2020-08-27 16:00,60\n"
        b"Lee,,yesterday,2020-08-27 16:00,60\n"
        b"Park,,2020-08-27 17:00,2020-08-27 16:00,60\n"
        b"Choi,,2020-08-27 15:00,,long\n"
    )

    reading = read(content)

    assert [each.names[0] for each in reading.presences] == ["Kim"]
    assert [(each.line, each.fault, each.quoted) for each in reading.left_out] == [
        (3, Fault.NO_NAME, ""),
        (4, Fault.BAD_TIME, "yesterday"),
        (5, Fault.BACKWARDS, "2020-08-27 16:00"),
        (6, Fault.BAD_TIME, "long"),
    ]


def test_a_formula_in_a_cell_stays_a_text() -> None:
    content = b'Name,Join Time\n"=HYPERLINK(""http://evil.example"")",2020-08-27 15:00\n\'+82 Kim,2020-08-27 15:00\n'

    reading = read(content)

    assert [each.names[0] for each in reading.presences] == ['=HYPERLINK("http://evil.example")', "+82 Kim"]
