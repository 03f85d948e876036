"""Questions of a file, and lines of its chat, as what a room can take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tricity.elsewhere.actions import Chosen
from tricity.elsewhere.preparing import Prepared, ends_of
from tricity.elsewhere.reading import Asked, Clock, Fault, LeftOut, Line, Reading
from tricity.language import identify
from tricity.rooms.actions import AskedElsewhere

LONGEST: Final = 4000
MOST_ASKED: Final = 800
MOST_LINES: Final = 400
QUESTION_MARKS: Final = ("?", "？", "吗", "呢", "か", "까", "까요", "나요", "는지요")


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


def too_long(reading: Reading) -> list[LeftOut]:
    """What is longer than a question may be."""
    texts = [
        *((each.line, each.text) for each in reading.asked),
        *((each.line, each.text) for each in reading.lines),
    ]
    return [LeftOut(line, Fault.LONG_CELL, str(LONGEST)) for line, text in texts if len(text) > LONGEST]


def shown_of(found: Sequence[Candidate], *, is_chat: bool) -> list[Candidate]:
    """Those a page can hold; of a long chat, the lines that look like questions."""
    most = MOST_LINES if is_chat else MOST_ASKED
    if is_chat and len(found) > most:
        found = [each for each in found if each.looks_asked]
    return list(found[:most])


def chosen_lines(data: Mapping[str, Any] | None) -> set[int] | None:
    """The ticked lines; None where the list was not shown yet."""
    if data is None or "shown" not in data:
        return None
    values: Iterable[str] = data.getlist("line")  # type: ignore[attr-defined]  # of a QueryDict
    return {int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 10}


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
