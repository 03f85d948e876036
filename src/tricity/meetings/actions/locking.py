from __future__ import annotations

from tricity.events.models import Event
from tricity.meetings.errors import MeetingMoved
from tricity.meetings.models import Arrangement, Meeting


def locked(event: Event) -> Arrangement:
    """How people meet, locked: whoever gives times, tables or interpreters holds this row."""
    return Arrangement.objects.select_for_update(of=("self",)).select_related("event__owner").get(event=event)


def hold(event_id: int) -> None:
    """The same lock, also where nobody has set meetings up: no request is made meanwhile."""
    Arrangement.objects.select_for_update().filter(event=event_id).first()


def fresh(meeting: Meeting, *states: str) -> Meeting:
    """The meeting as it is stored now, locked. Raises MeetingMoved where it is in none of these states."""
    row = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related(
            "event", "slot", "asker__registration", "asker__user", "asked__registration", "asked__user"
        )
        .filter(pk=meeting.pk, state__in=states)
        .first()
    )
    if row is None:
        raise MeetingMoved
    return row
