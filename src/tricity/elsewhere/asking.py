"""Questions of a file, and lines of its chat, as what a room can take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tricity.elsewhere.actions import Chosen
from tricity.elsewhere.preparing import Prepared, ends_of
from tricity.elsewhere.reading import Asked, Clock, Line
from tricity.language import identify
from tricity.rooms.actions import AskedElsewhere

LONGEST = 4000
QUESTION_MARKS = ("?", "？", "吗", "呢", "か。", "か", "까", "까요", "나요", "니까", "는지요")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be brought in. `line` names it in the form; `looks_asked` of a line of a chat."""

    line: int
    asker: str
    chosen: Chosen
    looks_asked: bool = True


def candidates(prepared: Prepared, *, with_names: bool) -> list[Candidate]:
    """In the order of the file; what is longer than a question may be, or meant for one person, is not among them."""
    reading = prepared.reading
    assert reading is not None
    default = next(iter(prepared.session.event.languages), "en")
    return [
        *(
            _of_question(each, prepared, default, with_names)
            for each in reading.asked
            if len(each.text) <= LONGEST
        ),
        *(_of_line(each, prepared, default, with_names) for each in _public(reading.lines)),
    ]


def looks_like_a_question(text: str) -> bool:
    return text.rstrip(" 。.!！~」”)）").endswith(QUESTION_MARKS)


def _public(lines: tuple[Line, ...]) -> Iterator[Line]:
    return (each for each in lines if not each.is_private and len(each.text) <= LONGEST)


def _of_question(each: Asked, prepared: Prepared, default: str, with_names: bool) -> Candidate:
    clock = prepared.clock
    at, answered = clock.instant(each.at), clock.instant(each.answered_at)
    asked_ms = _ms(at or clock.begins)
    answered_ms = _ms(answered or ends_of(prepared.session))
    asked = AskedElsewhere(
        text=each.text,
        language=identify(each.text, default),
        at_ms=asked_ms,
        asker_name=each.asker if with_names else "",
        answered_at_ms=max(asked_ms, answered_ms) if each.is_answered_aloud else None,
        answer=each.answer,
        answer_language=identify(each.answer, default) if each.answer else "",
        written_at_ms=max(asked_ms, answered_ms),
    )
    return Candidate(each.line, each.asker, Chosen(asked, at is not None))


def _of_line(each: Line, prepared: Prepared, default: str, with_names: bool) -> Candidate:
    clock: Clock = prepared.clock
    at = clock.instant(each.at)
    asked = AskedElsewhere(
        text=each.text,
        language=identify(each.text, default),
        at_ms=_ms(at or clock.begins),
        asker_name=each.sender if with_names else "",
    )
    return Candidate(each.line, each.sender, Chosen(asked, at is not None), looks_like_a_question(each.text))


def _ms(moment: dt.datetime) -> int:
    return int(moment.timestamp() * 1000)
