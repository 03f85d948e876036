"""What was asked and answered: tables of questions, and Webex's text.

A table has a column of questions with their answers beside them (Zoom, Tencent, lists kept by hand), further answers in rows
that have no question; or one row for each post with its type and the conversation it belongs to (Teams).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from tricity.elsewhere.reading.headings import Field, guess
from tricity.elsewhere.reading.problems import Fault
from tricity.elsewhere.reading.tables import Row
from tricity.elsewhere.reading.times import Order, read_shown
from tricity.elsewhere.reading.values import Asked, LeftOut, Shown

Columns = Mapping[Field, int]
_ALOUD: Final = re.compile(
    r"(?:^|(?<=[\n:：;；]))\s*(?:live answered|answered live|已现场回答|现场回答|口头回答|ライブで回答(?:済み)?|実時間で回答済み|"
    r"라이브 답변(?:됨)?|실시간 답변(?:됨)?)\s*(?=$|[\n;；])",
    re.IGNORECASE,
)
_ANONYMOUS: Final = {
    "anonymous", "anonymous attendee", "anonymous user", "匿名", "匿名用户", "匿名参会者", "匿名の参加者", "匿名出席者", "匿名ユーザー",
    "익명", "익명 참석자", "익명의 참석자", "익명 사용자",
}  # fmt: skip
_QUESTION_TYPES: Final = ("question", "提问", "问题", "質問", "질문")
_LONGEST_HEAD: Final = 300
# “Q: …” below “name - 10:03 AM”, answers the same way below it.
_WEBEX_HEAD: Final = re.compile(
    r"^\s*+(?P<name>.+?)\s++-\s+(?P<at>\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AaPp][Mm])?)\s*$"
)
_WEBEX_SAID: Final = re.compile(r"^\s*(?P<what>[QA]):\s*(?P<text>.*)$")
_WEBEX_SKIPPED: Final = re.compile(r"^\s*(?:Priority:.*|[_=-]{5,})\s*$")


def is_heading(columns: Columns) -> bool:
    if Field.QUESTION in columns:
        return bool({Field.ANSWER, Field.ASKER, Field.ASKED_AT, Field.NAME, Field.AT} & columns.keys())
    return {Field.MESSAGE, Field.TYPE, Field.CONVERSATION} <= columns.keys()


def heading_of(rows: Sequence[Row]) -> int | None:
    """The place of the heading among the rows."""
    return next((place for place, row in enumerate(rows) if is_heading(guess(row.cells))), None)


def asked(rows: Sequence[Row], columns: Columns, order: Order) -> tuple[list[Asked], list[LeftOut]]:
    """Questions of the rows below a heading, in order, and what was left out."""
    if Field.QUESTION in columns:
        return _beside(rows, columns, order)
    return _posts(rows, columns, order)


def _beside(rows: Sequence[Row], columns: Columns, order: Order) -> tuple[list[Asked], list[LeftOut]]:
    found: list[Asked] = []
    left_out: list[LeftOut] = []
    for row in rows:
        text, answer = row.at(columns[Field.QUESTION]), row.at(columns.get(Field.ANSWER))
        times, fault = _times(row, columns, order)
        if fault:
            left_out.append(fault)
        elif text:
            asker = _asker(row.at(columns.get(Field.ASKER, columns.get(Field.NAME))))
            words, is_aloud = _answer(answer)
            found.append(Asked(row.number, text, asker, times[0], words, times[1], is_aloud))
        elif answer and found:
            found[-1] = _with_answer(found[-1], answer, times[1])
        else:
            left_out.append(LeftOut(row.number, Fault.NO_WORDS))
    return found, left_out


def _posts(rows: Sequence[Row], columns: Columns, order: Order) -> tuple[list[Asked], list[LeftOut]]:
    """One row a post: the first of a conversation asks, the others answer."""
    found: dict[str, Asked] = {}
    left_out: list[LeftOut] = []
    for row in rows:
        text, thread = row.at(columns[Field.MESSAGE]), row.at(columns[Field.CONVERSATION])
        written = row.at(columns.get(Field.AT))
        at = read_shown(written, order)
        if not text:
            left_out.append(LeftOut(row.number, Fault.NO_WORDS))
        elif written and at is None:
            left_out.append(LeftOut(row.number, Fault.BAD_TIME, written[:60]))
        elif thread in found:
            found[thread] = _with_answer(found[thread], text, at)
        elif row.at(columns[Field.TYPE]).lower().startswith(_QUESTION_TYPES):
            asker = row.at(columns.get(Field.SENDER, columns.get(Field.NAME)))
            found[thread or f"line {row.number}"] = Asked(row.number, text, _asker(asker), at)
        else:
            left_out.append(LeftOut(row.number, Fault.NO_WORDS, text[:60]))
    return list(found.values()), left_out


def asked_in_text(text: str) -> list[Asked]:
    """Webex's Q&A saved as a text; from memory of such files, without a public sample."""
    found: list[Asked] = []
    name, at, what = "", None, ""
    for number, line in enumerate(text.splitlines(), 1):
        head = _WEBEX_HEAD.match(line) if len(line) <= _LONGEST_HEAD else None
        said = _WEBEX_SAID.match(line)
        if head:
            name, at, what = head["name"].partition(" (")[0].strip(), read_shown(head["at"]), ""
        elif said:
            what = said["what"]
            if what == "Q":
                found.append(Asked(number, said["text"].strip(), _asker(name), at))
            elif found:
                found[-1] = _with_answer(found[-1], said["text"], at)
        elif found and what and line.strip() and not _WEBEX_SKIPPED.match(line):
            found[-1] = _longer(found[-1], what, line.strip())
    return [each for each in found if each.text]


def _times(
    row: Row, columns: Columns, order: Order
) -> tuple[tuple[Shown | None, Shown | None], LeftOut | None]:
    shown = []
    for field in (Field.ASKED_AT if Field.ASKED_AT in columns else Field.AT, Field.ANSWERED_AT):
        written = row.at(columns.get(field))
        shown.append(read_shown(written, order))
        if written and shown[-1] is None and written not in ("-", "--"):
            return (None, None), LeftOut(row.number, Fault.BAD_TIME, written[:60])
    return (shown[0], shown[1]), None


def _asker(name: str) -> str:
    return "" if name.strip().lower() in _ANONYMOUS else name.strip()


def _answer(text: str) -> tuple[str, bool]:
    """The words of an answer, and whether it says that one was given aloud."""
    return _ALOUD.sub("", text).strip(" \n\t;；"), bool(_ALOUD.search(text))


def _with_answer(question: Asked, text: str, at: Shown | None) -> Asked:
    words, is_aloud = _answer(text)
    return Asked(
        question.line,
        question.text,
        question.asker,
        question.at,
        "\n".join(part for part in (question.answer, words) if part),
        question.answered_at or at,
        question.is_answered_aloud or is_aloud,
    )


def _longer(question: Asked, what: str, line: str) -> Asked:
    text = f"{question.text}\n{line}" if what == "Q" else question.text
    answer = f"{question.answer}\n{line}".strip() if what == "A" else question.answer
    return Asked(question.line, text, question.asker, question.at, answer, question.answered_at)
