"""PDF files of briefings, made in the background: printing twenty pages takes longer than a reader should wait for a page."""

from __future__ import annotations

import datetime as dt
import logging
from hashlib import sha256
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tricity import publishing
from tricity.activity.actions import record
from tricity.briefings.audience import audience_named
from tricity.briefings.composing import Asked, document
from tricity.briefings.extents import EXTENTS
from tricity.briefings.models import PrintedBriefing
from tricity.jobs.actions import enqueue
from tricity.jobs.registry import job
from tricity.publishing import CannotPrint, Document, PublishingError

logger = logging.getLogger(__name__)
PRINT: Final = "briefings.print"
# A job that was lost for good must not keep the button away.
PATIENCE: Final = dt.timedelta(minutes=10)
# Which of the reasons of `CannotPrint` may be gone when it is tried again.
_PASSING: Final = ("busy",)
State = PrintedBriefing.State


def digest_of(made: Document) -> str:
    """The same document, the same digest; it is the page that is printed."""
    return sha256(publishing.page(made).encode()).hexdigest()


@transaction.atomic
def print_later(asked: Asked, *, by: Any) -> PrintedBriefing:
    """Have the PDF made; asking again before it is ready makes it once."""
    now = timezone.now()
    row, _made = PrintedBriefing.objects.select_for_update().get_or_create(
        audience=asked.audience.key,
        language=asked.language,
        extent=asked.extent.name,
        defaults={"asked_at": now},
    )
    row.state, row.problem, row.asked_at = State.WAITING, "", now
    row.save(update_fields=["state", "problem", "asked_at"])
    enqueue(PRINT, key=f"{PRINT}:{row.pk}", briefing_id=row.pk)
    record("briefing.wanted", row, by=by, language=asked.language, extent=asked.extent.name)
    return row


@job(PRINT)
def print_briefing(briefing_id: int) -> None:
    """Print what the briefing says now, or note why that cannot be; a worker that died is followed by another."""
    row = PrintedBriefing.objects.defer("content").filter(pk=briefing_id).first()
    if row is None or not row.is_under_way:
        return
    PrintedBriefing.objects.filter(pk=row.pk).update(state=State.MAKING)
    try:
        made = document(Asked(row.language, EXTENTS[row.extent], audience_named(row.audience)))
        content = publishing.pdf(made)
    except PublishingError as error:
        reason = error.reason if isinstance(error, CannotPrint) else "too-heavy"
        if reason in _PASSING:
            raise  # the worker tries again soon; until then it is under way
        _note_failure(row, reason)
    except Exception:  # whoever waits must see the end of it, whatever it was
        _note_failure(row, "crashed")
        raise
    else:
        PrintedBriefing.objects.filter(pk=row.pk).update(
            state=State.READY, problem="", content=content, digest=digest_of(made), made_at=timezone.now()
        )


def _note_failure(row: PrintedBriefing, reason: str) -> None:
    logger.warning("briefing %s was not printed: %s", row.pk, reason)
    PrintedBriefing.objects.filter(pk=row.pk).update(state=State.FAILED, problem=reason)
