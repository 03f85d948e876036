"""A record locked, checked and moved from one state of publication to another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from tricity.activity.actions import record as note
from tricity.knowledge.actions.changes import records_changed
from tricity.knowledge.errors import WrongState
from tricity.knowledge.models import Record


def locked(record: Record) -> Record:
    """The row as it is now, held until the transaction ends."""
    return (
        Record.objects.select_for_update(of=("self",))
        .select_related("owner", "city", "country")
        .get(pk=record.pk)
    )


@contextmanager
def held(record: Record) -> Iterator[Record]:
    """Within, nobody else changes the record: what is read of it stays so until the end, when all is kept or nothing."""
    with transaction.atomic():
        yield locked(record)


def in_state(record: Record, *states: str) -> Record:
    """The same; raises WrongState unless the record is in one of these states and not deleted."""
    record = locked(record)
    if record.publication_state not in states or record.deleted_at is not None:
        raise WrongState
    return record


def move(record: Record, state: str, *, by: Any, verb: str, **details: Any) -> Record:
    record.publication_state = state
    bump(record)
    note(verb, record, by=by, version=record.version, **details)
    records_changed([record.pk])
    return record


def bump(record: Record) -> None:
    record.version += 1
    record.save()
