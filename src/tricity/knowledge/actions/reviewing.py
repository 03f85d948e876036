"""The way of a record to its readers: submitted, published, returned, archived, taken back, deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record as note
from tricity.knowledge.actions.changes import records_changed
from tricity.knowledge.actions.moving import bump, in_state, locked, move
from tricity.knowledge.actions.reminders import remind_later
from tricity.knowledge.errors import NotYetOverdue, WrongState
from tricity.knowledge.models import Record, Remark
from tricity.knowledge.notices import tell_owner
from tricity.knowledge.publication.reviewers import is_overdue, stands_in
from tricity.web.identity import PublicationState

State = PublicationState


@transaction.atomic
def submit_record(record: Record, *, by: Any, checks: Sequence[int] = ()) -> Record:
    """Ask the reviewers of the country to publish a draft; `checks` are the criteria its author says it meets."""
    record = in_state(record, State.DRAFT, State.RETURNED)
    record.submitted_at = timezone.now()
    record.author_checks, record.review_checks = sorted(checks), []
    record = move(record, State.SUBMITTED, by=by, verb="record.submitted")
    remind_later(record)
    return record


@transaction.atomic
def publish_record(record: Record, *, by: Any, checks: Sequence[int] = ()) -> Record:
    """Show a record to everybody.

    A secretariat that stands in for the reviewing bodies of a country does so only for what has waited longer than
    the operator's period, and the record then says that they have not yet reviewed it. Raises NotYetOverdue.
    """
    record = in_state(record, State.SUBMITTED, State.DRAFT, State.RETURNED, State.ARCHIVED)
    now = timezone.now()
    in_place_of_bodies = stands_in(by, record)
    if in_place_of_bodies and not is_overdue(record):
        raise NotYetOverdue
    record.unreviewed_since = now if in_place_of_bodies else None
    record.review_checks = sorted(checks)
    record.published_at = record.published_at or now
    record.review_note = record.review_note_language = ""
    _settle_remarks(record)
    verb = "record.published-unreviewed" if in_place_of_bodies else "record.published"
    tell_owner(record, "record.published", by=by)
    return move(record, State.PUBLISHED, by=by, verb=verb)


@transaction.atomic
def approve_record(record: Record, *, by: Any, checks: Sequence[int] = ()) -> Record:
    """Take the mark “not yet reviewed” from a public record: one of the country's reviewers has now read it."""
    record = in_state(record, State.PUBLISHED)
    if record.unreviewed_since is None:
        raise WrongState
    record.unreviewed_since = None
    record.review_checks = sorted(checks)
    return move(record, State.PUBLISHED, by=by, verb="record.reviewed")


@transaction.atomic
def return_record(
    record: Record,
    *,
    by: Any,
    text: str,
    language: str,
    remarks: Mapping[str, str] | None = None,
    checks: Sequence[int] = (),
) -> Record:
    """Give a submitted record back to its authors with what is to be changed: as a whole, and field by field."""
    record = in_state(record, State.SUBMITTED)
    record.review_note, record.review_note_language = text, language
    record.review_checks = sorted(checks)
    _settle_remarks(record)
    Remark.objects.bulk_create(
        Remark(record=record, field=field, text=each, language=language, by=by, record_version=record.version)
        for field, each in (remarks or {}).items()
    )
    fields = list(remarks or {})
    tell_owner(record, "record.returned", by=by)
    return move(record, State.RETURNED, by=by, verb="record.returned", fields=fields)


@transaction.atomic
def archive_record(record: Record, *, by: Any) -> Record:
    """Withdraw a record from the public; it can be published again."""
    record = in_state(record, State.PUBLISHED, State.SUBMITTED, State.DRAFT, State.RETURNED)
    return move(record, State.ARCHIVED, by=by, verb="record.archived")


@transaction.atomic
def unarchive_record(record: Record, *, by: Any) -> Record:
    """Make an archived record a draft again, so that its authors can go on with it."""
    record = in_state(record, State.ARCHIVED)
    return move(record, State.DRAFT, by=by, verb="record.unarchived")


@transaction.atomic
def delete_record(record: Record, *, by: Any) -> Record:
    """Take a record away for good: its address then says that it is gone."""
    record = locked(record)
    if record.deleted_at is not None:
        raise WrongState
    record.deleted_at = timezone.now()
    bump(record)
    note("record.deleted", record, by=by)
    records_changed([record.pk])
    return record


def _settle_remarks(record: Record) -> None:
    Remark.objects.filter(record=record, settled_at=None).update(settled_at=timezone.now())
