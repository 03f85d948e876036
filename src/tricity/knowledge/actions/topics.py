"""Topics of records and the keys their titles are ordered by, worked out by the background worker."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from django.db import transaction

from tricity.knowledge.digests import present
from tricity.knowledge.models import Record, RecordTitle, RecordTopic
from tricity.knowledge.topics import Assigned, topics_of
from tricity.language import INTERFACE_LANGUAGES, sort_key
from tricity.search.actions import touch
from tricity.search.engine import engine
from tricity.terms.models import Concept

KEY_LENGTH = 120


def refresh(ids: Sequence[int]) -> None:
    """Give these records their topics and title keys again; doing it twice changes nothing."""
    records = list(Record.objects.filter(pk__in=ids, deleted_at=None).order_by("pk"))
    assign_topics(records)
    order_titles(records)


def assign_topics(records: Iterable[Record]) -> int:
    """Replace the topics of these records by what their words say; returns how many records changed.

    At most five each, with the words of the original that speak for them.
    """
    wanted = topics_of(list(records), engine())
    slugs = {each.slug for assigned in wanted.values() for each in assigned}
    concepts = dict(Concept.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    with transaction.atomic():
        return _replace(wanted, concepts)


def _replace(wanted: dict[int, list[Assigned]], concepts: dict[str, int]) -> int:
    present_rows: dict[int, set[tuple[int, float, str]]] = {pk: set() for pk in wanted}
    for row in RecordTopic.objects.filter(record__in=wanted):
        present_rows[row.record_id].add((row.concept_id, row.weight, same_text(row.reasons)))
    changed: list[int] = []
    rows: list[RecordTopic] = []
    for pk, assigned in wanted.items():
        new = [
            RecordTopic(
                record_id=pk, concept_id=concepts[each.slug], weight=each.weight, reasons=list(each.reasons)
            )
            for each in assigned
            if each.slug in concepts
        ]
        if present_rows[pk] != {(row.concept_id, row.weight, same_text(row.reasons)) for row in new}:
            changed.append(pk)
            rows += new
    # Records may have been deleted since they were read; their topics would have nothing to point to.
    alive = set(Record.objects.filter(pk__in=changed).values_list("pk", flat=True))
    RecordTopic.objects.filter(record__in=alive).delete()
    RecordTopic.objects.bulk_create([row for row in rows if row.record_id in alive], batch_size=1000)
    touch(*(Record(pk=pk) for pk in sorted(alive)))
    return len(alive)


def same_text(reasons: object) -> str:
    """JSON in one form: PostgreSQL gives objects back with their keys in another order."""
    return json.dumps(reasons, sort_keys=True)


def order_titles(records: Sequence[Record]) -> None:
    """Keep by which key each record stands in a list by title, for readers of each language."""
    ids = [record.pk for record in records]
    rows = [
        RecordTitle(record_id=pk, kind=view.kind, language=language, key=_key(str(view.title), language))
        for language in INTERFACE_LANGUAGES
        for pk, view in present(ids, language).items()
    ]
    RecordTitle.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["record", "language"],
        update_fields=["kind", "key"],
    )


def _key(title: str, language: str) -> str:
    return sort_key(title, "", language)[:KEY_LENGTH]
