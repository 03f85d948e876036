"""A person's meetings as iCalendar: a stable UID for each, SEQUENCE that grows, what was cancelled said once more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

import icalendar
from django.utils import translation
from django.utils.translation import gettext as _

from tricity.events.calendars import new_document, written_in
from tricity.language import bcp47
from tricity.meetings.digests.texts import join_address, place_label
from tricity.meetings.models import Arrangement, Meeting, Partner
from tricity.members.models import written


def calendar(
    meetings: Iterable[Meeting],
    partner: Partner,
    arrangement: Arrangement,
    *,
    language: str,
    address: Callable[[Meeting], str],
) -> bytes:
    """For a reader of `language`; `address` gives the page of a meeting."""
    document = new_document("PUBLISH")
    with translation.override(language):
        for meeting in meetings:
            document.add_component(_entry(meeting, partner, arrangement, language, address(meeting)))
    return bytes(document.to_ical())


def empty() -> bytes:
    """Of somebody who has no meetings yet."""
    return bytes(new_document("PUBLISH").to_ical())


def uid(meeting: Meeting) -> str:
    return f"{meeting.event.uri}:meeting-{meeting.code}"


def _entry(
    meeting: Meeting, partner: Partner, arrangement: Arrangement, language: str, page: str
) -> icalendar.Event:
    assert meeting.starts_at is not None
    assert meeting.ends_at is not None
    entry = icalendar.Event()
    entry.add("uid", uid(meeting))
    entry.add("dtstamp", meeting.changed_at.astimezone(dt.UTC))
    entry.add("last-modified", meeting.changed_at.astimezone(dt.UTC))
    entry.add("sequence", meeting.sequence)
    entry.add("dtstart", meeting.starts_at.astimezone(dt.UTC))
    entry.add("dtend", meeting.ends_at.astimezone(dt.UTC))
    entry.add("url", page)
    name = meeting.other(partner).registration.name or _("a former member")
    summary = _("Meeting: %(name)s") % {"name": name}
    if meeting.state == Meeting.State.CANCELLED:
        entry.add("status", "CANCELLED")
        entry.add("summary", f"{_('Cancelled')}: {name}", parameters={"LANGUAGE": bcp47(language)})
        return entry
    entry.add("status", "CONFIRMED")
    entry.add("summary", summary, parameters={"LANGUAGE": bcp47(language)})
    entry.add("location", join_address(meeting, arrangement) or place_label(meeting))
    if meeting.subject:
        said = written(meeting.subject, meeting.asker.registration.reads)
        entry.add("description", said.text, parameters=written_in(said))
    return entry
