"""What people of an invited body are told."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.participation.notices import events_named


def register_kinds() -> None:
    register(NoticeKind("invitation.body", _invited, "events", events_named, "calendar"))


def _invited(notice: Notice) -> str:
    return _("Your organization is invited to take part")
