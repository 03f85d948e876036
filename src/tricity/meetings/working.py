"""When people of meetings are busy in the programme, and when interpreters are busy in meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tricity.events.checking.interpreting import interpreters
from tricity.events.models import Event, Session
from tricity.events.spans import Span, overlap, session_span, shift_span
from tricity.meetings.models import Arrangement, Meeting, Partner


def sessions_with_people(event: Event) -> list[Session]:
    """With their talks and people; three queries."""
    return list(event.sessions.prefetch_related("talks", "people"))


def session_shifts(event: Event) -> Mapping[str, Sequence[Span]]:
    """Name of an interpreter → when at work in the programme. Two queries."""
    found: dict[str, list[Span]] = defaultdict(list)
    for session in event.sessions.prefetch_related("people"):
        for person in interpreters(session):
            span = shift_span(person, session)
            if span is not None:
                found[str(person)].append(span)
    return found


def appearances(partner: Partner, sessions: Sequence[Session]) -> list[Session]:
    """Sessions with hours in which the person speaks, moderates or interprets, by the account or the very same name."""
    row = partner.registration
    names = {name for name in (row.name, row.romanized_name) if name}
    return [each for each in sessions if session_span(each) and _appears(names, row.user_id, each)]


def _appears(names: set[str], user: int | None, session: Session) -> bool:
    speaks = any({talk.speaker_name, talk.native_name} & names for talk in session.talks.all())
    return speaks or any(
        {person.native_name, person.romanized_name} & names or (user is not None and person.user_id == user)
        for person in session.people.all()
    )


def clashes(span: Span, sessions: Sequence[Session]) -> list[Session]:
    """Those of the sessions that take place meanwhile."""
    return [each for each in sessions if (other := session_span(each)) and overlap(span, other)]


def work_in_meetings(event: Event) -> Iterator[tuple[str, Span]]:
    """Name of an interpreter and when, for the checks of the programme; no query where nobody meets."""
    try:
        arrangement = event.meeting_arrangement
    except Arrangement.DoesNotExist:
        return
    agreed = Meeting.objects.filter(
        event=arrangement.event_id, state=Meeting.State.AGREED, interpreter__isnull=False
    )
    for meeting in agreed.select_related("interpreter"):
        assert meeting.starts_at is not None
        assert meeting.ends_at is not None
        yield str(meeting.interpreter), (meeting.starts_at, meeting.ends_at)
