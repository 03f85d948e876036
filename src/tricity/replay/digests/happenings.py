"""What happened in the room while the replay was recorded: questions, answers, polls, announcements, on its time line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import pgettext

from tricity.replay import clocks
from tricity.replay.models import Replay
from tricity.replay.queries import chosen_sessions
from tricity.rooms import queries as rooms
from tricity.rooms.digests import PollView, QuestionView, poll_views, question_views
from tricity.rooms.rules import may_enter
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText

# Of a list that is read; the room has them all.
MOST: Final = 300
TIMELINE_WIDTH: Final = 1000


@dataclass(frozen=True, slots=True)
class Happening:
    """`ms` and `seconds` are of the replay; `id` is its own on the page. `answer` is in writing, `poll` with its results.

    `chapter` is the title of the chapter that begins with it.
    """

    id: str
    kind: str
    label: str
    ms: int
    text: LocalizedText
    asker: str = ""
    answer: LocalizedText | None = None
    poll: PollView | None = None
    chapter: LocalizedText | None = None

    @property
    def seconds(self) -> float:
        return self.ms / 1000

    @property
    def clock(self) -> str:
        return clocks.label(self.ms)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark beside the player's time line: `x` of a thousand."""

    kind: str
    x: int


@dataclass(frozen=True, slots=True)
class TimeLine:
    """From a moment of the room to one of the replay. `sessions` are those it is of; None: all of its event."""

    started_ms: int
    length_ms: int
    sessions: frozenset[int] | None
    takes_earlier: bool

    def place(self, at_ms: int, session: int | None = None) -> int | None:
        """Milliseconds of the replay; None for what belongs to another one, or came when it was over.

        In parallel rooms the session says where something was asked. Before the beginning of the only recording
        questions may wait already: they stand at its beginning.
        """
        ms = at_ms - self.started_ms
        if self.sessions is not None and session is not None:
            return min(max(0, ms), self.length_ms) if session in self.sessions else None
        if 0 <= ms <= self.length_ms:
            return ms
        return 0 if ms < 0 and self.takes_earlier else None


def time_line(replay: Replay, origin_ms: int, length_ms: int) -> TimeLine:
    """One query."""
    sessions = chosen_sessions(replay)
    started = round(replay.event.starts_at.timestamp() * 1000) + origin_ms
    return TimeLine(started, length_ms, sessions, replay.number == 1 and sessions is None)


def happenings(
    replay: Replay,
    line: TimeLine,
    language: str,
    *,
    person: Any,
    titles: Sequence[tuple[int, LocalizedText]] = (),
) -> list[Happening]:
    """In order of time, what everybody in the room may read; none for a person the room does not let in.

    `titles` are the chapters, by their beginning. Four queries at most.
    """
    event = replay.event
    if not may_enter(person, event):
        return []
    found = [
        *_questions(replay, line, language),
        *_polls(replay, line, language),
        *_announced(replay, line, language),
    ]
    return _with_chapters(sorted(found, key=lambda each: (each.ms, each.id))[:MOST], titles)


def ticks(
    found: Sequence[Happening], titles: Sequence[tuple[int, LocalizedText]], length_ms: int
) -> list[Tick]:
    """Chapters and happenings as marks, in order of time."""
    marks = [(ms, "chapter") for ms, _title in titles if ms <= length_ms]
    marks += [(each.ms, each.kind) for each in found]
    longest, last = max(1, length_ms), TIMELINE_WIDTH - 4
    return [Tick(kind, min(last, round(ms * TIMELINE_WIDTH / longest))) for ms, kind in sorted(marks)]


def _questions(replay: Replay, line: TimeLine, language: str) -> Iterator[Happening]:
    rows = list(rooms.shown_questions(replay.event).order_by("seq")[:MOST])
    for row, view in zip(rows, question_views(rows, language), strict=True):
        asked = line.place(row.at_ms, row.session_id)
        if asked is not None:
            yield _asked(view, asked)
        if row.answered_at_ms is not None:
            answered = line.place(row.answered_at_ms, row.session_id)
            if answered is not None:
                label = pgettext("on the time line", "Answered")
                yield replace(
                    _asked(view, answered), id=f"answered-{view.code}", kind="answered", label=label
                )


def _asked(view: QuestionView, ms: int) -> Happening:
    label = pgettext("on the time line", "Asked")
    return Happening(f"asked-{view.code}", "asked", label, ms, view.text, view.asker, view.answer)


def _polls(replay: Replay, line: TimeLine, language: str) -> Iterator[Happening]:
    options = rooms.polls_of(replay.event)
    polls = {option.poll_id: option.poll for option in options}.values()
    for row, view in zip(polls, poll_views(options, language), strict=True):
        opened = line.place(row.opened_at_ms) if row.opened_at_ms is not None else None
        closed = line.place(row.closed_at_ms) if row.closed_at_ms is not None else None
        if opened is not None:
            label = pgettext("on the time line", "Poll opened")
            # Where nobody sees it closed the results stand with its opening.
            counted = view if closed is None and view.is_counted else None
            yield Happening(f"opened-{view.code}", "poll", label, opened, view.text, poll=counted)
        if closed is not None:
            label = pgettext("on the time line", "Poll closed")
            counted = view if view.is_counted else None
            yield Happening(f"closed-{view.code}", "poll", label, closed, view.text, poll=counted)


def _announced(replay: Replay, line: TimeLine, language: str) -> Iterator[Happening]:
    for row in rooms.announcements(replay.event)[:MOST]:
        ms = line.place(row.at_ms)
        if ms is not None:
            label = pgettext("on the time line", "Announcement")
            yield Happening(f"announced-{row.pk}", "announced", label, ms, name_in(row.texts, language))


def _with_chapters(
    found: Sequence[Happening], titles: Sequence[tuple[int, LocalizedText]]
) -> list[Happening]:
    waiting, shown = sorted(titles, key=lambda each: each[0]), []
    for each in found:
        begun = [waiting.pop(0)[1] for ms, _title in list(waiting) if ms <= each.ms]
        shown.append(replace(each, chapter=begun[-1]) if begun else each)
    return shown
