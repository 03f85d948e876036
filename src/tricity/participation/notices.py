"""What people are told about registrations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tricity.events.digests import present
from tricity.events.queries import editable_events, public_events
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.participation.models import Registration
from tricity.web.text import LocalizedText


def register_kinds() -> None:
    register(NoticeKind("registration.state", _state, "events", events_named, "calendar"))
    register(NoticeKind("registration.reminder", _reminder, "events", events_named, "calendar"))
    # They wait on the desk by themselves.
    register(NoticeKind("registration.asked", _asked, "events", events_named, "person", on_desk=False))


def events_named(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText | str]:
    """Code → title of the event, of those the reader may see."""
    seen = public_events().filter(code__in=codes) | editable_events(user).filter(code__in=codes)
    return {view.code: view.title for view in present(seen, language)}


def _state(notice: Notice) -> str:
    states = dict(Registration.State.choices)
    state = str(states.get(notice.values.get("state"), ""))
    return _("Your registration: %(state)s") % {"state": state}


def _reminder(notice: Notice) -> str:
    return _("It begins soon, and you are registered")


def _asked(notice: Notice) -> str:
    return _("Somebody would like to take part")
