"""What would be brought in: shown before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from tricity.elsewhere import queries
from tricity.elsewhere.asking import Candidate, candidates, chosen_lines, shown_of, too_long
from tricity.elsewhere.digests.people import OpenPeople, people_view
from tricity.elsewhere.errors import FileRefused, one_line
from tricity.elsewhere.models import BroughtFile
from tricity.elsewhere.preparing import Prepared, ends_of
from tricity.elsewhere.reading import Kind, LeftOut, Reading
from tricity.events.digests.sessions import session_title
from tricity.members.models import shortened, written
from tricity.rooms.digests.questions import moment_of, said
from tricity.web.languages import language_name
from tricity.web.text import LocalizedText

MOST_LEFT_OUT: Final = 30
_FAR: Final = dt.timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class AskedRow:
    line: int
    text: LocalizedText
    language: str
    asker: LocalizedText
    at: dt.datetime | None
    answer: LocalizedText | None
    is_answered_aloud: bool
    is_known: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """`problem` says why the file cannot be read so; all else is then empty.

    `first_at` and `last_at` are the outermost times; `is_far` where they lie outside the session by hours, mostly a matter of
    the zone or the order of day and month. `strangers` are those nobody of the registered was found for.
    """

    session: LocalizedText
    name: LocalizedText
    problem: str = ""
    platform: str = ""
    kind: str = ""
    encoding: str = ""
    rows: int = 0
    left_out: tuple[str, ...] = ()
    more_left_out: int = 0
    first_at: dt.datetime | None = None
    last_at: dt.datetime | None = None
    is_far: bool = False
    is_known: bool = False
    people: int = 0
    by_email: int = 0
    by_name: int = 0
    open: OpenPeople = field(default_factory=OpenPeople)
    strangers: int = 0
    asked: tuple[AskedRow, ...] = ()
    not_shown: int = 0
    without_time: int = 0


def preview(prepared: Prepared, data: Mapping[str, Any] | None, language: str) -> Preview:
    title, name = session_title(prepared.session, language), written(prepared.name, language)
    if prepared.reading is None:
        assert prepared.problem is not None
        return Preview(title, name, problem=FileRefused(prepared.problem).message)
    reading = prepared.reading
    first, last = _outermost(prepared, reading)
    left_out = [*reading.left_out, *too_long(reading)]
    begins, ends = prepared.clock.begins, ends_of(prepared.session)
    facts: dict[str, Any] = {
        "platform": str(BroughtFile.Platform(reading.platform.value).label),
        "kind": reading.kind.value,
        "encoding": reading.encoding.upper(),
        "rows": reading.rows,
        "left_out": tuple(map(_left_out, left_out[:MOST_LEFT_OUT])),
        "more_left_out": max(0, len(left_out) - MOST_LEFT_OUT),
        "first_at": first,
        "last_at": last,
        "is_far": first is not None and last is not None and (last < begins - _FAR or first > ends + _FAR),
        "is_known": queries.standing(prepared.session, prepared.digest, reading.kind.value) is not None,
    }
    told = people_view if reading.kind is Kind.ATTENDANCE else _asked
    return Preview(title, name, **facts, **told(prepared, data, language))


def _asked(prepared: Prepared, data: Mapping[str, Any] | None, language: str) -> dict[str, Any]:
    found = candidates(prepared, with_names=True)
    is_chat = prepared.reading is not None and prepared.reading.kind is Kind.CHAT
    shown = shown_of(found, is_chat=is_chat)
    known = queries.known_questions(prepared.session)
    chosen = chosen_lines(data)
    rows = tuple(
        _row(each, language, each.chosen.key in known, not is_chat if chosen is None else each.line in chosen)
        for each in shown
    )
    return {
        "asked": rows,
        "not_shown": len(found) - len(shown),
        "without_time": sum(not each.chosen.has_time for each in shown),
    }


def _row(each: Candidate, reader: str, is_known: bool, is_chosen: bool) -> AskedRow:
    asked = each.chosen.asked
    return AskedRow(
        line=each.line,
        text=said(asked.text, asked.language, None, reader),
        language=language_name(asked.language),
        asker=shortened(written(each.asker, reader)),
        at=moment_of(asked.at_ms) if each.chosen.has_time else None,
        answer=said(asked.answer, asked.answer_language, None, reader) if asked.answer else None,
        is_answered_aloud=asked.answered_at_ms is not None,
        is_known=is_known,
        is_chosen=is_chosen,
    )


def _left_out(each: LeftOut) -> str:
    return _("Line %(line)d: %(reason)s") % {"line": each.line, "reason": one_line(each.fault, each.quoted)}


def _outermost(prepared: Prepared, reading: Reading) -> tuple[dt.datetime | None, dt.datetime | None]:
    shown = [
        *(moment for each in reading.presences for moment in (each.joined, each.left)),
        *(each.at for each in reading.asked),
        *(each.at for each in reading.lines),
    ]
    found = [moment for each in shown if (moment := prepared.clock.instant(each))]
    return min(found, default=None), max(found, default=None)
