"""Notices to those who review a country when something has waited long."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tricity.accounts.models import User
from tricity.jobs.actions import enqueue
from tricity.knowledge.models import Record, Reminder
from tricity.knowledge.notices import remind_reviewers
from tricity.knowledge.publication.reviewers import reviewers_of
from tricity.notices.actions import mark_kind_read
from tricity.web.identity import PublicationState


def remind_later(record: Record) -> None:
    """Have the reviewers reminded after the operator's interval, in the transaction around this call."""
    due_at = timezone.now() + dt.timedelta(days=settings.REVIEW_REMINDER_DAYS)
    moment = record.submitted_at.isoformat() if record.submitted_at else ""
    enqueue(
        "knowledge.remind",
        key=f"knowledge.remind:{record.pk}:{moment}",
        due_at=due_at,
        pk=record.pk,
        submitted_at=moment,
    )


@transaction.atomic
def remind(pk: int, submitted_at: str) -> None:
    """Put a notice on the desk of every reviewer of the country, if the record still waits since that moment.

    Doing it twice gives no second notice: one that is unseen is enough.
    """
    record = Record.objects.filter(pk=pk, deleted_at=None).first()
    if record is None or record.publication_state != PublicationState.SUBMITTED or not record.submitted_at:
        return
    if record.submitted_at.isoformat() != submitted_at:
        return  # returned and submitted again: that has a job of its own
    waiting = set(Reminder.objects.filter(record=record, seen_at=None).values_list("user", flat=True))
    people = [person for person in reviewers_of(record.country_id) if person.pk not in waiting]
    Reminder.objects.bulk_create(Reminder(record=record, user=person, at=timezone.now()) for person in people)
    remind_reviewers(record, people)
    remind_later(record)


def see_reminders(user: User) -> int:
    """Note that the person has opened the queue; returns how many notices that settles."""
    mark_kind_read(user, "review.reminder")
    return Reminder.objects.filter(user=user, seen_at=None).update(seen_at=timezone.now())
