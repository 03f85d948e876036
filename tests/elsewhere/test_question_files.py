from __future__ import annotations

import datetime as dt

import pytest

from tests.elsewhere import made
from tricity.elsewhere.reading import Asked, Fault, Field, Kind, Platform, Unreadable, read
from tricity.elsewhere.reading.values import Choices


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_zooms_questions_with_all_their_answers(encoding: str) -> None:
    reading = read(made.ZOOM_QUESTIONS.encode(encoding))

    assert (reading.platform, reading.kind) == (Platform.ZOOM, Kind.QUESTIONS)
    assert reading.asked == (
        Asked(6, "駐車場の予算はいくらですか。", is_answered_aloud=True),
        Asked(
            7,
            "How do you share data,\nand with whom?",
            "Kim Haneul",
            answer="Through an open portal.\nIt opens in May.",
        ),
        Asked(10, "停车数据向谁开放？", "李娜"),
    )


def test_teams_tells_each_post_and_the_first_of_a_conversation_asks() -> None:
    reading = read(made.TEAMS_QUESTIONS.encode("utf-8-sig"))

    assert (reading.platform, reading.kind) == (Platform.TEAMS, Kind.QUESTIONS)
    first, second = reading.asked
    assert (first.text, first.asker, first.answer) == (
        "주차 예산은 얼마입니까?",
        "Kim Haneul",
        "3억 원입니다.",
    )
    assert first.at == dt.datetime(2020, 8, 27, 6, 10)  # noqa: DTZ001  # what a clock showed
    assert first.answered_at == dt.datetime(2020, 8, 27, 6, 20)  # noqa: DTZ001  # what a clock showed
    assert (second.asker, second.answer) == ("", "")


def test_webex_saves_questions_as_a_text() -> None:
    reading = read(made.WEBEX_QUESTIONS.encode())

    assert (reading.platform, reading.kind) == (Platform.WEBEX, Kind.QUESTIONS)
    (asked,) = reading.asked
    assert (asked.text, asked.asker, asked.answer) == (
        "주차 예산은 얼마입니까?",
        "Kim Haneul",
        "3억 원입니다.",
    )
    assert (asked.at, asked.answered_at) == (dt.time(15, 3), dt.time(15, 5))


@pytest.mark.parametrize(
    ("heading", "encoding"),
    [
        ("提问内容,提问者,提问时间,回答内容", "gb18030"),
        ("質問内容,質問者,質問時刻,回答内容", "cp932"),
        ("질문 내용,질문자,질문 시간,답변 내용", "cp949"),
    ],
)
def test_tables_of_questions_in_other_languages(heading: str, encoding: str) -> None:
    text = f"{heading}\nWhen does it open?,匿名,2020-08-27 15:03:00,In May.\n"

    reading = read(text.encode(encoding))

    assert reading.encoding == encoding
    assert reading.asked == (
        Asked(2, "When does it open?", "", dt.datetime(2020, 8, 27, 15, 3), "In May."),  # noqa: DTZ001
    )


def test_an_answer_without_a_question_is_left_out() -> None:
    reading = read(b"Question,Answer\n,Lost answer\nWhy?,Because.\n")

    assert [each.text for each in reading.asked] == ["Why?"]
    assert [(each.line, each.fault) for each in reading.left_out] == [(2, Fault.NO_WORDS)]


@pytest.mark.parametrize("content", [made.ZOOM_CHAT_OLD, made.ZOOM_CHAT_NEW], ids=["old", "new"])
def test_zooms_saved_chat_in_both_shapes(content: str) -> None:
    reading = read(content.encode("utf-8-sig"))

    assert (reading.platform, reading.kind) == (Platform.ZOOM, Kind.CHAT)
    first, second, *_more = reading.lines
    assert (first.text, first.sender, first.at) == (
        "주차 예산은 얼마입니까?",
        "Kim Haneul",
        dt.time(15, 3, 22),
    )
    assert (second.text, second.sender) == ("秘密です", "佐藤一郎")
    assert (first.is_private, second.is_private) == (False, True)


def test_lines_below_a_message_belong_to_it() -> None:
    last = read(made.ZOOM_CHAT_OLD.encode()).lines[-1]

    assert last.text == "ありがとうございます。\nまた伺います。"


def test_a_chat_of_a_recording_counts_from_its_beginning() -> None:
    reading = read(made.ZOOM_CHAT_CLOUD.encode())

    assert [(each.at, each.sender, each.text) for each in reading.lines] == [
        (dt.time(0, 5, 10), "Kim Haneul", "주차 예산은 얼마입니까?"),
        (dt.time(0, 6), "佐藤一郎", "はい"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_chat_with_full_times(encoding: str) -> None:
    reading = read(made.TENCENT_CHAT.encode(encoding))

    assert reading.kind is Kind.CHAT
    first = reading.lines[0]
    assert (first.sender, first.text) == ("李娜", "停车数据向谁开放？")
    assert first.at == dt.datetime(2020, 8, 27, 14, 3, 22)  # noqa: DTZ001  # what a clock showed


def test_a_table_may_be_a_chat() -> None:
    reading = read("送信者,時刻,メッセージ\n佐藤,2020-08-27 15:00,はい\n".encode("cp932"))

    assert reading.kind is Kind.CHAT
    assert [(each.sender, each.text) for each in reading.lines] == [("佐藤", "はい")]


def test_columns_can_be_chosen_for_questions_too() -> None:
    choices = Choices(Kind.QUESTIONS, columns={Field.QUESTION: 1, Field.ASKER: 0})

    reading = read(b"who,what\nKim,Why?\n", choices)

    assert reading.asked == (Asked(2, "Why?", "Kim"),)


def test_a_chat_that_is_said_to_be_questions_lacks_a_column_of_them() -> None:
    content = "送信者,時刻,メッセージ\n佐藤,2020-08-27 15:00,はい\n".encode()

    with pytest.raises(Unreadable) as refused:
        read(content, Choices(Kind.QUESTIONS))

    assert refused.value.fault is Fault.NO_HEADING
    assert refused.value.headings == ("送信者", "時刻", "メッセージ")


def test_a_text_that_is_no_chat_is_refused_as_a_table_without_headings() -> None:
    with pytest.raises(Unreadable) as refused:
        read("これはただの文章です。\n二行目です。\n".encode())

    assert refused.value.fault is Fault.NO_HEADING
