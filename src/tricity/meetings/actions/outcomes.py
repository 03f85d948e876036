from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.meetings import rules
from tricity.meetings.actions.locking import fresh
from tricity.meetings.errors import MeetingMoved
from tricity.meetings.models import Meeting, Outcome, Partner


@transaction.atomic
def note_outcome(
    meeting: Meeting, *, partner: Partner, is_held: bool, follow: tuple[str, str] = ("", ""), by: Any
) -> Outcome:
    """Keep what one of the two says became of it; saying it again replaces it. Raises MeetingMoved.

    `follow` is kind and code of a public object the meeting led to, or empty.
    """
    row = fresh(meeting, Meeting.State.AGREED)
    if not rules.may_note_outcome(row, timezone.now()):
        raise MeetingMoved
    kind, code = follow
    outcome, _made = Outcome.objects.update_or_create(
        meeting=row,
        partner=partner,
        defaults={"is_held": is_held, "follow_kind": kind, "follow_code": code},
    )
    record("meeting.outcome-noted", row, by=by, held=is_held)
    return outcome
