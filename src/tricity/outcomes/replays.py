"""All this app asks of replays: the captions of a passage, the part of the programme it belongs to, where in the replay it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from tricity.events.models import Event
from tricity.media import Cue
from tricity.outcomes.errors import NoLine, TooMuch
from tricity.outcomes.models import Outcome
from tricity.outcomes.sayings import Saying
from tricity.replay import clocks
from tricity.replay import queries as replays
from tricity.replay.chapters import at, chapters
from tricity.replay.grouping import Group
from tricity.replay.models import Replay
from tricity.replay.rules import may_watch

LONGEST_TEXT = 2000  # characters of a passage


@dataclass(frozen=True, slots=True)
class Moment:
    """`url` leads to the second, with the transcript in the language of the words."""

    url: str
    clock: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Of a replay the person may watch: where it begins on the event clock, and how long its media are."""

    address: str
    origin_ms: int
    duration_ms: int

    def covers(self, ms: int) -> bool:
        return 0 <= ms - self.origin_ms < self.duration_ms

    def moment(self, ms: int, language: str) -> Moment:
        """Of a time on the event clock."""
        ms = max(0, ms - self.origin_ms)
        return Moment(f"{self.address}?t={ms // 1000}&captions={language}#now", clocks.label(ms))


def replay_named(event: Event, pk: str) -> Replay | None:
    """A replay of the event, with the event at hand."""
    number = int(pk) if pk.isascii() and pk.isdigit() and len(pk) < 19 else 0
    replay = Replay.objects.filter(event=event, pk=number).first()
    if replay is not None:
        replay.event = event
    return replay


def time_line(replay: Replay, user: Any) -> TimeLine | None:
    """None where the person may not watch it; at most one query."""
    if not may_watch(user, replay.event, replay):
        return None
    return TimeLine(replay.get_absolute_url(), replays.origin_ms(replay), replay.duration_ms)


def moment_of(said: Outcome | Saying, user: Any) -> Moment | None:
    """None where it is in no replay the person may watch. Of a question that was answered aloud it is the answer that counts."""
    if said.question is None:
        line = time_line(said.replay, user) if said.replay is not None else None
        return line.moment(said.start_ms, said.language) if line else None
    for replay in replays.replays_of(said.event):
        line = time_line(replay, user)
        if line and line.covers(said.end_ms) and _shows(replay, said.session_id):
            return line.moment(said.end_ms, said.language)
    return None


def passage(replay: Replay, language: str, lines: Collection[float], reader: str) -> Saying:
    """The captions from the first to the last of these lines, in seconds of the replay. Raises NoLine, TooMuch."""
    event = replay.event
    origin = replays.origin_ms(replay)
    cues = _between(replay, language, origin, lines)
    text = Group(tuple(cues), 0).text(language)
    if len(text) > LONGEST_TEXT:
        raise TooMuch(LONGEST_TEXT)
    start, end = cues[0].start_ms + origin, max(cue.end_ms for cue in cues) + origin
    session_id, talk_id = _part_of_programme(replay, start, reader)
    return Saying(event, text, language, _speakers(cues), start, end, session_id, talk_id, replay=replay)


def _shows(replay: Replay, session_id: int | None) -> bool:
    """Of parallel rooms the session says in which something was asked."""
    sessions = replays.chosen_sessions(replay)
    return sessions is None or session_id is None or session_id in sessions


def _between(replay: Replay, language: str, origin: int, lines: Collection[float]) -> list[Cue]:
    track = replay.caption_tracks.filter(language=language).first()
    if track is None or not lines:
        raise NoLine
    track.replay = replay
    first, last = (round(each * 1000) for each in (min(lines), max(lines)))
    found = [cue for cue in replays.cues(track, origin) if first <= cue.start_ms <= last]
    if not found:
        raise NoLine
    return found


def _part_of_programme(replay: Replay, ms: int, reader: str) -> tuple[int | None, int | None]:
    """The session and the talk that were on."""
    marks = replays.marks(replay)
    chapter = at(ms, chapters(replay, reader, marks))
    begun = [mark for mark in marks if mark.resource_id is None and mark.at_ms <= ms]
    return (chapter.session_id if chapter else None), (begun[-1].talk_id if begun else None)


def _speakers(cues: Sequence[Cue]) -> str:
    names = dict.fromkeys(cue.speaker for cue in cues if cue.speaker)
    return " · ".join(names)[:200]
