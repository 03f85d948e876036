"""Chapters of a replay: those organizers marked, or else the sessions whose hours are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tricity.events.digests.pages import session_title
from tricity.events.digests.texts import said
from tricity.events.models import Event, Session, Talk
from tricity.replay.models import Mark
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Chapter:
    """`at_ms` on the event clock; `session` leads to its place in the programme."""

    at_ms: int
    title: LocalizedText
    speaker: str = ""
    session_id: int | None = None


def chapters(event: Event, language: str) -> list[Chapter]:
    """In order of time; titles in the reader's language where they are known. Two queries."""
    marks = list(
        event.marks.filter(resource=None).select_related("session", "talk__session").order_by("at_ms", "pk")
    )
    if marks:
        return [_of_mark(mark, language) for mark in marks]
    timed = [session for session in event.sessions.all() if session.starts_at]
    return sorted((_of_session(each, event, language) for each in timed), key=lambda chapter: chapter.at_ms)


def starts(event: Event) -> list[int]:
    """Where chapters begin."""
    return [chapter.at_ms for chapter in chapters(event, "en")]


def at(ms: int, of: Sequence[Chapter]) -> Chapter | None:
    """The chapter that is on at this time."""
    begun = [chapter for chapter in of if chapter.at_ms <= ms]
    return begun[-1] if begun else None


def _of_mark(mark: Mark, language: str) -> Chapter:
    if mark.talk is not None:
        return Chapter(
            mark.at_ms, _talk_title(mark.talk, language), _name(mark.talk, language), mark.talk.session_id
        )
    if mark.session is not None:
        return Chapter(mark.at_ms, session_title(mark.session, language), "", mark.session_id)
    return Chapter(mark.at_ms, said(mark.titles, language))


def _of_session(session: Session, event: Event, language: str) -> Chapter:
    assert session.starts_at is not None
    at_ms = round((session.starts_at - event.starts_at).total_seconds() * 1000)
    return Chapter(at_ms, session_title(session, language), "", session.pk)


def _talk_title(talk: Talk, language: str) -> LocalizedText:
    return said(talk.titles, language) or LocalizedText(_name(talk, language), "en")


def _name(talk: Talk, language: str) -> str:
    return talk.native_name if talk.native_name and talk.native_language == language else talk.speaker_name
