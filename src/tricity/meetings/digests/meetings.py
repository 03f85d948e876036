from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tricity.directory.models import Country
from tricity.directory.queries import countries_in_order
from tricity.events.digests.sessions import session_title
from tricity.events.digests.texts import language_label
from tricity.events.models import Session
from tricity.events.times import CapitalHours, Hours, hours, in_capitals, reader_zone
from tricity.meetings import rules
from tricity.meetings.digests.partners import PartnerView, partner_view
from tricity.meetings.digests.texts import join_address, pair_label, place_label
from tricity.meetings.models import Arrangement, Meeting, Partner
from tricity.meetings.working import appearances, clashes
from tricity.members.models import shortened, written
from tricity.participation.models import Way
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as one of the two sees it (`other` is whom they meet), or the organizer (`asker` and `other`).

    `topic` is the subject cut to a line. `join` is where a meeting online is joined.
    """

    code: str
    state: str
    state_label: str
    asker: PartnerView
    other: PartnerView
    subject: LocalizedText
    topic: LocalizedText
    text: LocalizedText
    reason: LocalizedText
    language: str
    pair: str
    interpreter: LocalizedText | None
    hours: Hours | None
    capitals: tuple[CapitalHours, ...]
    place: str
    join: str
    is_asked_by_me: bool
    is_my_turn: bool
    warnings: tuple[str, ...] = ()

    @property
    def lacks_interpreter(self) -> bool:
        return bool(self.pair) and self.interpreter is None and self.state == Meeting.State.AGREED


def meeting_views(
    meetings: Iterable[Meeting],
    arrangement: Arrangement,
    reader: str,
    *,
    me: Partner | None = None,
    sessions: Sequence[Session] = (),
) -> list[MeetingView]:
    """For one of the two (`me`), or the organizer; with `sessions` it is said where they appear meanwhile. One query."""
    countries = countries_in_order(reader)
    return [_view(each, arrangement, reader, countries, me, sessions) for each in meetings]


def meeting_view(
    meeting: Meeting,
    arrangement: Arrangement,
    reader: str,
    *,
    me: Partner | None = None,
    sessions: Sequence[Session] = (),
) -> MeetingView:
    """`meeting_views` of one."""
    (view,) = meeting_views([meeting], arrangement, reader, me=me, sessions=sessions)
    return view


def _view(
    meeting: Meeting,
    arrangement: Arrangement,
    reader: str,
    countries: Sequence[Country],
    me: Partner | None,
    sessions: Sequence[Session],
) -> MeetingView:
    span = None
    if meeting.starts_at is not None and meeting.ends_at is not None:
        span = (meeting.starts_at, meeting.ends_at)
    reads = meeting.asker.registration.reads
    subject = written(meeting.subject, reads) if meeting.subject else LocalizedText(_("Meeting"), reader)
    interpreter = meeting.interpreter
    return MeetingView(
        code=meeting.code,
        state=meeting.state,
        state_label=str(meeting.get_state_display()),
        asker=partner_view(meeting.asker, reader),
        other=partner_view(meeting.other(me) if me else meeting.asked, reader),
        subject=subject,
        topic=shortened(subject),
        text=written(meeting.text, reads),
        reason=written(meeting.reason, reader),
        language=language_label(meeting.language),
        pair=pair_label(meeting),
        interpreter=LocalizedText(str(interpreter), interpreter.native_language or "en")
        if interpreter
        else None,
        hours=hours(*span, reader_zone()) if span else None,
        capitals=tuple(in_capitals(*span, language=reader, countries=countries)) if span else (),
        place=place_label(meeting),
        join=join_address(meeting, arrangement),
        is_asked_by_me=me is not None and me.pk == meeting.asker_id,
        is_my_turn=me is not None and rules.is_turn(meeting, me),
        warnings=tuple(_warnings(meeting, sessions, reader)),
    )


def _warnings(meeting: Meeting, sessions: Sequence[Session], reader: str) -> Iterable[str]:
    """Where one of the two appears in the programme while they should meet, or does not come to the table."""
    if meeting.state != Meeting.State.AGREED or meeting.starts_at is None or meeting.ends_at is None:
        return
    span = (meeting.starts_at, meeting.ends_at)
    for partner in (meeting.asker, meeting.asked):
        name = partner.registration.romanized_name or partner.registration.name
        if meeting.table is not None and partner.registration.way != Way.ON_SITE:
            yield _("%(name)s takes part online by now, but the meeting is at a table.") % {"name": name}
        for session in clashes(span, appearances(partner, sessions)):
            yield _("%(name)s is in a session then: %(title)s") % {
                "name": name,
                "title": session_title(session, reader),
            }
