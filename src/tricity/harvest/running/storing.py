"""An entry stored: a new draft, a draft that follows its entry, or a change offered to the person who wrote in it."""

from __future__ import annotations

import hashlib
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tricity.harvest.models import Entry, Run
from tricity.harvest.reading import Item
from tricity.harvest.running.drafts import Drafter
from tricity.jobs.actions import enqueue
from tricity.knowledge.actions import change_record, write_record
from tricity.knowledge.models import Record
from tricity.knowledge.queries import whole_records
from tricity.knowledge.values import Values, values_of
from tricity.web.identity import PublicationState

# What an entry speaks about; all else in a draft is its editors'.
FROM_ENTRY: Final = ("title", "summary", "language", "sources", "resources")


@transaction.atomic
def store(item: Item, run: Run, drafter: Drafter) -> None:
    """Keep an entry, count it, and have a draft that is new or changed compared with all others. Twice changes nothing."""
    count, record = _store(item, run, drafter)
    if count:
        Run.objects.filter(pk=run.pk).update(**{count: F(count) + 1})
    if record is not None:
        enqueue("harvest.compare", key=f"harvest.compare:{record}", pk=record)


def _store(item: Item, run: Run, drafter: Drafter) -> tuple[str, int | None]:
    """Which count of the run it adds to, and the row id of a record that is new or changed."""
    external_id = identity(item.external_id)
    entry = Entry.objects.select_for_update().filter(source=run.source, external_id=external_id).first()
    is_seen = entry is not None and entry.seen_in_id == run.pk
    if entry is not None and (entry.digest == item.digest or is_seen):
        Entry.objects.filter(pk=entry.pk).update(seen_in=run, vanished_at=None, modified_at=item.modified)
        return ("" if is_seen else "unchanged"), None
    if entry is None:
        entry = Entry(source=run.source, external_id=external_id)
    is_new = entry.pk is None
    _describe(entry, item, run)
    if is_new:
        return "new", _begin(entry, drafter.values(item))
    return _follow(entry, drafter.values(item))


def identity(external_id: str) -> str:
    """The identifier as it is kept: what is too long by its digest."""
    if len(external_id) <= 200:
        return external_id
    return "sha256:" + hashlib.sha256(external_id.encode("utf-8", "replace")).hexdigest()


def _describe(entry: Entry, item: Item, run: Run) -> None:
    entry.digest, entry.url, entry.title, entry.publisher = item.digest, item.url, item.title, item.publisher
    entry.licence = item.licence or run.source.default_licence
    entry.resources = [{"name": each.name, "url": each.url, "format": each.format} for each in item.resources]
    entry.modified_at, entry.seen_in, entry.harvested_at, entry.vanished_at = (
        item.modified,
        run,
        timezone.now(),
        None,
    )


def _begin(entry: Entry, values: Values) -> int:
    source = entry.source
    record = write_record(source.kind, by=None, owner=source.owner, values=values)
    Record.objects.filter(pk=record.pk).update(source=f"harvest:{source.code}", external_id=entry.external_id)
    entry.record, entry.record_version = record, record.version
    entry.save()
    return record.pk


def _follow(entry: Entry, values: Values) -> tuple[str, int | None]:
    """The draft takes the entry's new words over, unless a person wrote in it, or it has left its draft."""
    record = whole_records().filter(pk=entry.record_id or 0, deleted_at=None).first()
    if record is None:  # its editors did not want it; the entry stays known, so that it does not come back
        entry.save()
        return "unchanged", None
    stored = values_of(record)
    wanted: Values = {**stored, **{name: values[name] for name in FROM_ENTRY if name in values}}
    if wanted == stored:
        entry.offer = entry.offered_at = None
        entry.save()
        return "unchanged", None
    if record.version != entry.record_version or record.publication_state != PublicationState.DRAFT:
        entry.offer, entry.offered_at = wanted_of(wanted), timezone.now()
        entry.save()
        return "offered", None
    wanted["topics"] = values["topics"]
    changed = change_record(record, by=None, values=wanted, version=record.version)
    entry.record_version = changed.version
    entry.offer = entry.offered_at = None
    entry.save()
    return "changed", record.pk


def wanted_of(values: Values) -> Values:
    """Only what the entry speaks about: the rest may change until somebody decides."""
    return {name: values[name] for name in FROM_ENTRY if name in values}
