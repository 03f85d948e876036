"""An event as iCalendar (RFC 5545): stable UID, SEQUENCE that grows with each change, times in UTC.

What is withdrawn or deleted goes out once more as cancelled, under the same UID, so that calendars strike it out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import icalendar
from django.utils import translation
from django.utils.translation import gettext as _

from tricity.events.digests import texts
from tricity.events.digests.cards import event_view
from tricity.events.digests.sessions import session_title
from tricity.events.models import Event, Session
from tricity.language import bcp47
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText

PRODUCT = "-//Tricity//Events//EN"


def calendar(event: Event, *, language: str, url: str) -> bytes:
    """The event, and each session whose hours are known, for a reader of `language`; `url` is the event's page."""
    document = new_document("PUBLISH")
    with translation.override(language):
        document.add_component(_event(event, language, url))
        for session in event.sessions.select_related("room"):
            if session.starts_at and session.duration_minutes:
                document.add_component(_session(event, session, language, url))
        for gone in event.cancelled_entries:
            document.add_component(_cancelled(event, **_of_gone(gone), language=language))
    return bytes(document.to_ical())


def session_calendar(session: Session, *, language: str, url: str) -> bytes:
    """One session alone; without hours of its own it has none in a calendar, and the stream is empty."""
    document = new_document("PUBLISH")
    with translation.override(language):
        if session.starts_at and session.duration_minutes:
            document.add_component(_session(session.event, session, language, url))
    return bytes(document.to_ical())


def cancelled_calendar(event: Event, *, language: str) -> bytes:
    """For an event nobody may read any more: that it does not take place, and nothing else about it."""
    document = new_document("CANCEL")
    with translation.override(language):
        parts: list[dict[str, Any]] = [
            {"uid": event.uri, "starts_at": event.starts_at, "ends_at": event.ends_at}
        ]
        parts += [_of_gone(gone) for gone in event.cancelled_entries]
        for session in event.sessions.all():
            if session.starts_at and session.duration_minutes:
                parts.append(_of_gone(gone_session(session)))
        for part in parts:
            document.add_component(_cancelled(event, **part, language=language))
    return bytes(document.to_ical())


def cancelled_session(event: Event, pk: int, *, language: str) -> bytes | None:
    """For a deleted session; None where no calendar can hold it."""
    gone = next((each for each in event.cancelled_entries if each["uid"] == session_uid(event, pk)), None)
    if gone is None:
        return None
    document = new_document("CANCEL")
    with translation.override(language):
        document.add_component(_cancelled(event, **_of_gone(gone), language=language))
    return bytes(document.to_ical())


def session_uid(event: Event, pk: int) -> str:
    return f"{event.uri}:session-{pk}"


def gone_session(session: Session) -> dict[str, Any]:
    """What must be kept of a session so that calendars can be told that it is cancelled."""
    assert session.starts_at is not None
    return {
        "uid": session_uid(session.event, session.pk),
        "starts_at": session.starts_at.isoformat(),
        "minutes": session.duration_minutes or 0,
    }


def _of_gone(gone: Mapping[str, Any]) -> dict[str, Any]:
    starts_at = dt.datetime.fromisoformat(gone["starts_at"])
    ends_at = starts_at + dt.timedelta(minutes=gone["minutes"])
    return {"uid": gone["uid"], "starts_at": starts_at, "ends_at": ends_at}


def new_document(method: str) -> icalendar.Calendar:
    document = icalendar.Calendar()
    document.add("prodid", PRODUCT)
    document.add("version", "2.0")
    document.add("method", method)
    return document


def _cancelled(
    event: Event, *, uid: str, starts_at: dt.datetime, ends_at: dt.datetime, language: str
) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", uid)
    entry.add("dtstamp", event.updated_at.astimezone(dt.UTC))
    entry.add("sequence", event.calendar_sequence)
    entry.add("dtstart", starts_at.astimezone(dt.UTC))
    entry.add("dtend", ends_at.astimezone(dt.UTC))
    entry.add("status", "CANCELLED")
    entry.add("summary", _("Cancelled"), parameters={"LANGUAGE": bcp47(language)})
    return entry


def _event(event: Event, language: str, url: str) -> icalendar.Event:
    shown = event_view(event, language)
    entry = _entry(event, uid=event.uri, title=shown.title, url=url)
    entry.add("dtstart", event.starts_at.astimezone(dt.UTC))
    entry.add("dtend", event.ends_at.astimezone(dt.UTC))
    if shown.summary:
        entry.add("description", shown.summary.text, parameters=written_in(shown.summary))
    if shown.place:
        entry.add("location", shown.place.text.text, parameters=written_in(shown.place.text))
    return entry


def _session(event: Event, session: Session, language: str, url: str) -> icalendar.Event:
    assert session.starts_at is not None
    assert session.duration_minutes is not None
    entry = _entry(
        event,
        uid=session_uid(event, session.pk),
        title=session_title(session, language),
        url=f"{url}#session-{session.pk}",
    )
    start = session.starts_at.astimezone(dt.UTC)
    entry.add("dtstart", start)
    entry.add("dtend", start + dt.timedelta(minutes=session.duration_minutes))
    if session.room:
        room = name_in(session.room.names, language)
        entry.add("location", room.text, parameters=written_in(room))
    purpose = texts.said(session.purposes, language)
    if purpose:
        entry.add("description", purpose.text, parameters=written_in(purpose))
    return entry


def _entry(event: Event, *, uid: str, title: LocalizedText, url: str) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", uid)
    entry.add("dtstamp", event.updated_at.astimezone(dt.UTC))
    entry.add("last-modified", event.updated_at.astimezone(dt.UTC))
    entry.add("sequence", event.calendar_sequence)
    entry.add("status", "CONFIRMED")
    entry.add("summary", title.text, parameters=written_in(title))
    entry.add("url", url)
    return entry


def written_in(text: LocalizedText) -> dict[str, str]:
    return {"LANGUAGE": bcp47(text.language)}
