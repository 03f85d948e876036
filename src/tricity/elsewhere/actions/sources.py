"""What is noted of each file, whatever it tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from tricity.activity.actions import record
from tricity.elsewhere import queries
from tricity.elsewhere.errors import BroughtAlready
from tricity.elsewhere.models import BroughtFile
from tricity.events.models import Event, Session


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: `digest` is the SHA-256 of its bytes, `zone` and `shift_seconds` how its clock was taken."""

    session: Session
    kind: str
    platform: str
    name: str
    digest: str
    zone: str
    shift_seconds: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """`new` is how many people or questions were not known from an earlier file, `known` how many were."""

    file: BroughtFile
    new: int
    known: int


def note(source: Source, *, by: Any, **values: Any) -> BroughtFile:
    """Put a file down, with the event locked so that two at once wait for each other. Raises BroughtAlready."""
    Event.objects.select_for_update().get(pk=source.session.event_id)
    if queries.standing(source.session, source.digest, source.kind):
        raise BroughtAlready
    try:
        with transaction.atomic():
            row = BroughtFile.objects.create(
                event=source.session.event,
                session=source.session,
                kind=source.kind,
                platform=source.platform,
                name=source.name[:200],
                digest=source.digest,
                zone=source.zone,
                shift_seconds=source.shift_seconds,
                rows=source.rows,
                by=by,
                **values,
            )
    except IntegrityError:
        raise BroughtAlready from None
    record("elsewhere.brought", row.event, by=by, kind=row.kind, platform=row.platform, rows=row.rows)
    return row
