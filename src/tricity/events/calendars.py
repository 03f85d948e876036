"""An event as iCalendar (RFC 5545): stable UID, SEQUENCE that grows with each change, times in UTC."""

from __future__ import annotations

import datetime as dt

import icalendar

from tricity.events.models import Event, Session
from tricity.language import bcp47
from tricity.translation.names import name_in

PRODUCT = "-//Tricity//Events//EN"


def calendar(event: Event, *, language: str, url: str) -> bytes:
    """The event, and each session whose hours are known, for a reader of `language`."""
    document = icalendar.Calendar()
    document.add("prodid", PRODUCT)
    document.add("version", "2.0")
    document.add("method", "PUBLISH")
    document.add_component(_event(event, language, url))
    for session in event.sessions.all():
        if session.starts_at and session.duration_minutes:
            document.add_component(_session(event, session, language, url))
    return bytes(document.to_ical())


def _event(event: Event, language: str, url: str) -> icalendar.Event:
    entry = _entry(event, uid=event.uri, title=name_in(event.titles, language).text, language=language, url=url)
    entry.add("dtstart", event.starts_at.astimezone(dt.UTC))
    entry.add("dtend", event.ends_at.astimezone(dt.UTC))
    if event.summaries:
        entry.add("description", name_in(event.summaries, language).text)
    if event.places:
        entry.add("location", name_in(event.places, language).text)
    return entry


def _session(event: Event, session: Session, language: str, url: str) -> icalendar.Event:
    assert session.starts_at is not None
    assert session.duration_minutes is not None
    title = f"{name_in(session.titles, language)} · {name_in(event.titles, language)}"
    uid = f"{event.uri}:session-{session.pk}"
    entry = _entry(event, uid=uid, title=title, language=language, url=f"{url}#session-{session.pk}")
    start = session.starts_at.astimezone(dt.UTC)
    entry.add("dtstart", start)
    entry.add("dtend", start + dt.timedelta(minutes=session.duration_minutes))
    return entry


def _entry(event: Event, *, uid: str, title: str, language: str, url: str) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", uid)
    entry.add("dtstamp", event.updated_at.astimezone(dt.UTC))
    entry.add("last-modified", event.updated_at.astimezone(dt.UTC))
    entry.add("sequence", event.calendar_sequence)
    entry.add("summary", title, parameters={"LANGUAGE": bcp47(language)})
    entry.add("url", url)
    return entry
