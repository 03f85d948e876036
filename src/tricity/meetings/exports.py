"""All meetings of an event as a workbook: personal data, for organizers only."""

from __future__ import annotations

import io
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook

from tricity.directory.names import country_name, organization_name
from tricity.events.clocks import shown_in
from tricity.events.digests.texts import language_label
from tricity.events.models import Event
from tricity.knowledge.exports.files import guarded
from tricity.meetings.digests.texts import join_address, pair_label
from tricity.meetings.models import Arrangement, Meeting, Partner
from tricity.meetings.queries import meetings_of_event


def workbook(event: Event, arrangement: Arrangement, reader: str) -> bytes:
    """One row for each, in order of time (of the event's zone); those without a time last."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Meetings"))
    sheet.append([guarded(each) for each in _heading(event)])
    for meeting in meetings_of_event(event).iterator(chunk_size=500):
        sheet.append([guarded(each) for each in _cells(meeting, arrangement, reader)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _heading(event: Event) -> list[str]:
    zone = {"zone": event.time_zone}
    return [
        _("Code"), _("State"), _("Begins (%(zone)s)") % zone, _("Ends (%(zone)s)") % zone,
        pgettext("meeting", "Table"), _("Address to join"),
        _("Asked by"), _("Organization"), _("Country"), pgettext("person", "Asked"), _("Organization"), _("Country"),
        pgettext("meeting", "Subject"), _("Language"), _("Interpreter for"), _("Interpreter"), _("Noted afterwards"),
    ]  # fmt: skip


def _cells(meeting: Meeting, arrangement: Arrangement, reader: str) -> list[Any]:
    zone = meeting.event.time_zone
    times = [
        f"{shown_in(each, zone):%Y-%m-%d %H:%M}" if each else ""
        for each in (meeting.starts_at, meeting.ends_at)
    ]
    noted = [
        pgettext("meeting", "held") if each.is_held else pgettext("meeting", "not held")
        for each in meeting.outcomes.all()
    ]
    return [
        meeting.code,
        str(meeting.get_state_display()),
        *times,
        meeting.table or "",
        join_address(meeting, arrangement),
        *_side(meeting.asker, reader),
        *_side(meeting.asked, reader),
        meeting.subject,
        language_label(meeting.language),
        pair_label(meeting),
        str(meeting.interpreter or ""),
        ", ".join(noted),
    ]


def _side(partner: Partner, reader: str) -> list[str]:
    row = partner.registration
    body = str(organization_name(row.organization, reader)) if row.organization else row.organization_named
    return [row.name, body, str(country_name(row.country, reader)) if row.country else ""]
