from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.events.digests.texts import language_label
from tricity.meetings.models import Arrangement, Meeting


def pair_label(meeting: Meeting) -> str:
    """“Japanese ⇄ Korean”; empty where no interpreter is wanted."""
    return both(meeting.from_language, meeting.to_language) if meeting.wants_interpreter else ""


def both(first: str, second: str) -> str:
    """Two languages in the order of their names for the reader."""
    return " ⇄ ".join(sorted((language_label(first), language_label(second))))


def place_label(meeting: Meeting) -> str:
    if meeting.state != Meeting.State.AGREED:
        return ""
    return _("Online") if meeting.table is None else _("Table %(number)s") % {"number": meeting.table}


def join_address(meeting: Meeting, arrangement: Arrangement) -> str:
    """Where an agreed meeting online is joined; empty where the organizer gave none."""
    if meeting.state != Meeting.State.AGREED or meeting.table is not None:
        return ""
    return arrangement.join_template.replace("{code}", meeting.code)
