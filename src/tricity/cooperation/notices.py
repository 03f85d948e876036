"""What people are told about contact between bodies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tricity.cooperation.digests.threads import subjects
from tricity.cooperation.models import Interest
from tricity.cooperation.queries import interests_of
from tricity.directory.models import Organization
from tricity.directory.queries import people_of
from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.web.text import LocalizedText


def register_kinds() -> None:
    # What was received and has no answer yet waits on the desk by itself.
    register(NoticeKind("interest.received", _received, "contact", names_of, "person", on_desk=False))
    register(NoticeKind("interest.noted", _noted, "contact", names_of, "person"))


def names_of(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText]:
    """Code → what the thread is about, of threads the person takes part in."""
    rows = {row.pk: row for row in interests_of(user).filter(code__in=codes)}
    return {rows[pk].code: view.title for pk, view in subjects(rows.values(), language).items()}


def tell_recipients(interest: Interest, *, by: Any) -> None:
    """Tell everybody who acts for a body that was written to."""
    bodies = interest.recipients.values_list("pk", flat=True)
    url = interest.get_absolute_url()
    notify(people_of(bodies), "interest.received", interest, url=url, by=by, kind=interest.kind)


def tell_other_side(interest: Interest, *, by: Any, speaker: Organization | None, status: str) -> None:
    """Tell those in the thread for whom the person did not speak; a curator's word goes to both sides."""
    bodies = {interest.organization_id, *interest.recipients.values_list("pk", flat=True)}
    bodies -= {speaker.pk} if speaker is not None else set()
    url = interest.get_absolute_url()
    notify(people_of(bodies), "interest.noted", interest, url=url, by=by, status=status)


def _received(notice: Notice) -> str:
    if notice.values.get("kind") == Interest.Kind.QUESTION:
        return _("Another body has a question to your organization")
    return _("Another body is interested in what your organization does")


def _noted(notice: Notice) -> str:
    status = str(notice.values.get("status") or "")
    if status not in Interest.Status.values:
        return _("There is a new note in a contact of your organization")
    label = Interest.Status(status).label
    return _("A contact of your organization is now: %(status)s") % {"status": label}
