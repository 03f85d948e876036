"""Sending the e-mails that are due: each person's is a job of its own.

A person's turn is marked as taken before the mail server is spoken to. Killed in that moment, a worker leaves one
person without one e-mail; nobody ever gets one twice. Only where the server itself refused is it tried again.
"""

from __future__ import annotations

import datetime as dt
import logging
from smtplib import SMTPException

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tricity.jobs.actions import enqueue
from tricity.notices.actions.rhythm import next_moment
from tricity.notices.letters import letter_for
from tricity.notices.models import Digest

logger = logging.getLogger(__name__)

JOB = "notices.send-digest"
BATCH = 500  # persons of one round; the worker makes a round an hour
AGAIN_AFTER = dt.timedelta(hours=1)
# After so many refusals in a row the next one waits for the person's next turn.
MOST_FAILURES = 3


def send_due_digests(now: dt.datetime | None = None) -> int:
    """Queue an e-mail for everybody whose turn it is; returns 0. Nothing happens on a site that sends no e-mail."""
    if not settings.MAIL_CONFIGURED:
        return 0
    now = now or timezone.now()
    due = Digest.objects.filter(next_at__lte=now, user__is_active=True).exclude(rhythm=Digest.Rhythm.NONE)
    for pk, moment in due.order_by("next_at", "pk").values_list("pk", "next_at")[:BATCH]:
        assert moment is not None
        turn = moment.isoformat()
        enqueue(JOB, key=f"{JOB}:{pk}:{turn}", pk=pk, turn=turn)
    return 0


def send_digest(pk: int, turn: str) -> bool:
    """Send one person's e-mail of one turn; True if one went out. A turn that was taken is not taken again."""
    row = _take(pk, turn)
    if row is None or not row.user.email or not settings.MAIL_CONFIGURED:
        return False
    letter = letter_for(row.user, message_id=f"digest-{row.user.code}-{int(timezone.now().timestamp())}")
    if letter is None:
        return False
    try:
        letter.send()
    except (SMTPException, OSError) as error:
        logger.warning("the mail server did not take the digest of person %s: %s", pk, type(error).__name__)
        _give_back(pk)
        return False
    Digest.objects.filter(pk=pk).update(sent_at=timezone.now(), failures=0, failed_at=None)
    return True


@transaction.atomic
def _take(pk: int, turn: str) -> Digest | None:
    """The row, its next turn already set; None where the turn is over or the person wants none any more."""
    row = Digest.objects.select_for_update(of=("self",)).select_related("user").filter(pk=pk).first()
    if row is None or row.next_at is None or row.next_at.isoformat() != turn or not row.user.is_active:
        return None
    row.next_at = next_moment(row.rhythm, row.user)
    row.save(update_fields=["next_at"])
    return row if row.rhythm != Digest.Rhythm.NONE else None


@transaction.atomic
def _give_back(pk: int) -> None:
    """The server refused: try again in an hour, three times at most."""
    row = Digest.objects.select_for_update().get(pk=pk)
    row.failures, row.failed_at = row.failures + 1, timezone.now()
    if row.rhythm == Digest.Rhythm.NONE:
        row.next_at = None
    elif row.failures < MOST_FAILURES:
        row.next_at = min(filter(None, (row.next_at, row.failed_at + AGAIN_AFTER)))
    else:
        row.failures = 0
    row.save(update_fields=["failures", "failed_at", "next_at"])
