"""Telling people what became of their meetings: on the desk of the account, in the digest if they wish it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from tricity.accounts.models import User
from tricity.discussion.queries.messages import apart_from
from tricity.meetings.models import Meeting, Partner
from tricity.notices.actions import notify


def tell_turn(meeting: Meeting, partner: Partner, *, by: Any) -> None:
    """The other one wishes to meet, or proposes other times: it is this one's turn."""
    _tell(meeting, [partner], "meeting.asked", by, state=meeting.state)


def tell_state(meeting: Meeting, partners: Sequence[Partner], *, by: Any) -> None:
    """Agreed, declined or cancelled."""
    _tell(meeting, partners, "meeting.state", by, state=meeting.state)


def tell_arranged(meeting: Meeting, *, by: Any) -> None:
    """The organizer gave it another table or interpreter."""
    _tell(meeting, [meeting.asker, meeting.asked], "meeting.arranged", by)


def _tell(meeting: Meeting, partners: Sequence[Partner], kind: str, by: Any, **values: str) -> None:
    """Nobody is told by somebody they have nothing to do with; what was agreed stands on their own page all the same."""
    people: list[User] = [each.user for each in partners if each.user is not None]
    if isinstance(by, User) and kind == "meeting.asked":
        apart = set(apart_from(by).values_list("pk", flat=True))
        people = [each for each in people if each.pk not in apart]
    url = reverse("meetings:meeting", args=[meeting.event.code, meeting.code])
    notify(people, kind, meeting, url=url, by=by, **values)
