"""Making contact: one body writes about a record or a candidate, both sides and the curators follow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tricity.activity.actions import record
from tricity.cooperation.errors import NoOrganization, NothingSaid, OwnSubject, TooManyInterests
from tricity.cooperation.models import Interest, InterestNote, Opportunity
from tricity.cooperation.notices import tell_other_side, tell_recipients
from tricity.cooperation.queries import recipients_of, sent_lately, similar_interest
from tricity.cooperation.rules import is_subject_of, may_express
from tricity.directory.models import Organization
from tricity.knowledge.models import Record

MOST_A_DAY = 20


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody writes, in `language` (our code)."""

    kind: str
    text: str
    language: str


@transaction.atomic
def express(
    subject: Record | Opportunity, message: Message, *, organization: Organization, by: Any
) -> Interest:
    """Say for an organization that it is interested, or ask; returns the thread.

    Pressed twice it is the same thread. Raises NoOrganization, OwnSubject, TooManyInterests.
    """
    # The body's row is locked, so that the limit holds for two people who press at the same moment.
    body = Organization.objects.select_for_update().get(pk=organization.pk)
    if not may_express(by, body):
        raise NoOrganization
    if isinstance(subject, Record) and is_subject_of(body, subject):
        raise OwnSubject
    known = similar_interest(body, subject, kind=message.kind, message=message.text)
    if known is not None:
        return known
    if sent_lately(body) >= MOST_A_DAY:
        raise TooManyInterests(MOST_A_DAY)
    interest = Interest.objects.create(
        kind=message.kind,
        organization=body,
        by=by,
        record=subject if isinstance(subject, Record) else None,
        opportunity=subject if isinstance(subject, Opportunity) else None,
        message=message.text,
        language=message.language,
    )
    interest.recipients.set(recipients_of(subject).exclude(pk=body.pk))
    record("interest.expressed", interest, by=by, kind=message.kind, about=subject.code)
    tell_recipients(interest, by=by)
    return interest


@transaction.atomic
def add_note(
    interest: Interest,
    *,
    by: Any,
    text: str = "",
    language: str,
    status: str = "",
    organization: Organization | None,
) -> InterestNote:
    """Add a remark or a change of status for `organization` (none: as a curator). Raises NothingSaid."""
    row = Interest.objects.select_for_update().get(pk=interest.pk)
    new_status = status if status and status != row.status else ""
    if not text and not new_status:
        raise NothingSaid
    note = InterestNote.objects.create(
        interest=row, by=by, organization=organization, text=text, language=language, status=new_status
    )
    if new_status:
        row.status = Interest.Status(new_status)
        record("interest.status-changed", row, by=by, status=new_status)
    if text:
        record("interest.noted", row, by=by)
    row.save(update_fields=["status", "updated_at"])
    tell_other_side(row, by=by, speaker=organization, status=new_status)
    return note
