"""Chapters of a replay: those organizers marked, or else the sessions whose hours are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tricity.events.consenting import Part
from tricity.events.digests.pages import session_title
from tricity.events.digests.texts import said
from tricity.events.models import Event, Session, Talk
from tricity.replay.models import Mark, Replay
from tricity.replay.queries import marks, own_sessions
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Chapter:
    """`at_ms` on the event clock; `session` leads to its place in the programme."""

    at_ms: int
    title: LocalizedText
    speaker: str = ""
    session_id: int | None = None


def chapters(replay: Replay, language: str, of: Sequence[Mark] | None = None) -> list[Chapter]:
    """In order of time; titles in the reader's language where they are known. Two queries at most.

    `of` are the marks of the replay where they are at hand.
    """
    begun = [mark for mark in (marks(replay) if of is None else of) if mark.resource_id is None]
    if begun:
        return [_of_mark(mark, language) for mark in begun]
    timed = [session for session in own_sessions(replay) if session.starts_at]
    found = (_of_session(each, replay.event, language) for each in timed)
    return _during(replay, sorted(found, key=lambda chapter: chapter.at_ms))


def _during(replay: Replay, found: list[Chapter]) -> list[Chapter]:
    """Those that are on while the media last: the one in which they begin, and those that begin before their end."""
    if not replay.renditions:
        return found
    begun = [each for each in found if each.at_ms <= replay.origin_ms]
    end_ms = replay.origin_ms + replay.duration_ms
    return begun[-1:] + [each for each in found[len(begun) :] if each.at_ms < end_ms]


def at(ms: int, of: Sequence[Chapter]) -> Chapter | None:
    """The chapter that is on at this time."""
    begun = [chapter for chapter in of if chapter.at_ms <= ms]
    return begun[-1] if begun else None


def _of_mark(mark: Mark, language: str) -> Chapter:
    if mark.talk is not None:
        return Chapter(
            mark.at_ms, _talk_title(mark.talk, language), speaker(mark.talk, language), mark.talk.session_id
        )
    if mark.session is not None:
        return Chapter(mark.at_ms, session_title(mark.session, language), "", mark.session_id)
    return Chapter(mark.at_ms, said(mark.titles, language))


def _of_session(session: Session, event: Event, language: str) -> Chapter:
    assert session.starts_at is not None
    at_ms = round((session.starts_at - event.starts_at).total_seconds() * 1000)
    return Chapter(at_ms, session_title(session, language), "", session.pk)


def _talk_title(talk: Talk, language: str) -> LocalizedText:
    return said(talk.titles, language) or LocalizedText(speaker(talk, language), "en")


def speaker(part: Part, language: str) -> str:
    """As readers of the language write the name, else in Latin letters; people beside speakers may have none."""
    if part.native_name and part.native_language == language:
        return part.native_name
    return part.speaker_name if isinstance(part, Talk) else part.romanized_name or part.native_name
