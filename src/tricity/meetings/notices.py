"""What people are told about meetings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tricity.events.digests import present
from tricity.meetings.models import Meeting
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.web.text import LocalizedText


def register_kinds() -> None:
    # It waits on the desk by itself.
    register(NoticeKind("meeting.asked", _asked, "events", events_of, "person", on_desk=False))
    register(NoticeKind("meeting.state", _state, "events", events_of, "calendar"))
    register(NoticeKind("meeting.arranged", _arranged, "events", events_of, "calendar"))


def events_of(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText | str]:
    """Code of a meeting → title of its event, of the reader's own meetings."""
    mine = Q(asker__user=user.pk) | Q(asked__user=user.pk)
    rows = list(Meeting.objects.filter(mine, code__in=codes, event__deleted_at=None).select_related("event"))
    titles = {
        view.code: view.title
        for view in present({row.event_id: row.event for row in rows}.values(), language)
    }
    return {row.code: titles[row.event.code] for row in rows}


def _asked(notice: Notice) -> str:
    if notice.values.get("state") == Meeting.State.PROPOSED:
        return _("Another time is proposed for your meeting")
    return _("Somebody wishes to meet you")


def _state(notice: Notice) -> str:
    states = dict(Meeting.State.choices)
    state = str(states.get(notice.values.get("state"), ""))
    return _("Your meeting: %(state)s") % {"state": state}


def _arranged(notice: Notice) -> str:
    return _("Your meeting has another table or interpreter")
