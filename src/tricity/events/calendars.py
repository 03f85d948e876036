"""An event as iCalendar (RFC 5545): stable UID, SEQUENCE that grows with each change, times in UTC."""

from __future__ import annotations

import datetime as dt

import icalendar
from django.utils import translation

from tricity.events.digests import texts
from tricity.events.digests.cards import event_view
from tricity.events.digests.pages import session_title
from tricity.events.models import Event, Session
from tricity.language import bcp47
from tricity.web.text import LocalizedText

PRODUCT = "-//Tricity//Events//EN"


def calendar(event: Event, *, language: str, url: str) -> bytes:
    """The event, and each session whose hours are known, for a reader of `language`; `url` is the event's page."""
    document = icalendar.Calendar()
    document.add("prodid", PRODUCT)
    document.add("version", "2.0")
    document.add("method", "PUBLISH")
    with translation.override(language):
        document.add_component(_event(event, language, url))
        for session in event.sessions.all():
            if session.starts_at and session.duration_minutes:
                document.add_component(_session(event, session, language, url))
    return bytes(document.to_ical())


def _event(event: Event, language: str, url: str) -> icalendar.Event:
    shown = event_view(event, language)
    entry = _entry(event, uid=event.uri, title=shown.title, url=url)
    entry.add("dtstart", event.starts_at.astimezone(dt.UTC))
    entry.add("dtend", event.ends_at.astimezone(dt.UTC))
    if shown.summary:
        entry.add("description", shown.summary.text, parameters=_written_in(shown.summary))
    if shown.place:
        entry.add("location", shown.place.text.text, parameters=_written_in(shown.place.text))
    return entry


def _session(event: Event, session: Session, language: str, url: str) -> icalendar.Event:
    assert session.starts_at is not None
    assert session.duration_minutes is not None
    entry = _entry(
        event,
        uid=f"{event.uri}:session-{session.pk}",
        title=session_title(session, language),
        url=f"{url}#session-{session.pk}",
    )
    start = session.starts_at.astimezone(dt.UTC)
    entry.add("dtstart", start)
    entry.add("dtend", start + dt.timedelta(minutes=session.duration_minutes))
    purpose = texts.said(session.purposes, language)
    if purpose:
        entry.add("description", purpose.text, parameters=_written_in(purpose))
    return entry


def _entry(event: Event, *, uid: str, title: LocalizedText, url: str) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", uid)
    entry.add("dtstamp", event.updated_at.astimezone(dt.UTC))
    entry.add("last-modified", event.updated_at.astimezone(dt.UTC))
    entry.add("sequence", event.calendar_sequence)
    entry.add("summary", title.text, parameters=_written_in(title))
    entry.add("url", url)
    return entry


def _written_in(text: LocalizedText) -> dict[str, str]:
    return {"LANGUAGE": bcp47(text.language)}
