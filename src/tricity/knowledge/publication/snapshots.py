"""Versions of a record: kept at every save, found again when somebody's form is older than the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from tricity.knowledge.models import Record, Snapshot
from tricity.knowledge.values import Values, values_of


def shown_values(record: Record) -> Values:
    """What the form shows: what is stored, under a change that waits."""
    return {**values_of(record), **(record.pending or {})}


def keep(
    record: Record,
    values: Values,
    *,
    by: Any,
    proposed: bool = False,
    restored: int | None = None,
    at: dt.datetime | None = None,
) -> Snapshot:
    """Keep values as those of the record's version; a version that is kept already stays as it is."""
    at = at or timezone.now()
    fields = {"values": values, "by": by, "proposed": proposed, "restored": restored, "at": at}
    return Snapshot.objects.get_or_create(record=record, number=record.version, defaults=fields)[0]


def keep_what_is_stored(record: Record) -> None:
    """Before a change: keep the stored values, where no version has them (imported, or from before there were versions)."""
    last = Snapshot.objects.filter(record=record).order_by("-number").first()
    values = shown_values(record)
    if last is None or last.values != values:
        keep(record, values, by=None, at=record.updated_at)


def keep_all(ids: Sequence[int], *, by: Any, at: dt.datetime | None = None) -> None:
    """The same for many records at once, as an import writes them; `at` of None: when each was last saved."""
    rows = Record.objects.filter(pk__in=ids).select_related("city")
    rows = rows.prefetch_related("participations", "deployments")
    Snapshot.objects.bulk_create(
        (
            Snapshot(record=row, number=row.version, values=shown_values(row), by=by, at=at or row.updated_at)
            for row in rows
        ),
        batch_size=200,
        ignore_conflicts=True,
    )


def base_of(record: Record, version: int) -> Values | None:
    """The values a person saw who opened the record at this version; None where nobody kept them."""
    row = Snapshot.objects.filter(record=record, number__lte=version).order_by("-number").first()
    return row.values if row else None


def versions(record: Record) -> QuerySet[Snapshot]:
    """All versions kept, newest first."""
    return Snapshot.objects.filter(record=record).select_related("by").order_by("-number")


def of_number(rows: Iterable[Snapshot], number: str) -> Snapshot | None:
    """The version of this number among `rows`; anything unreadable is none."""
    return next((row for row in rows if str(row.number) == number), None)
