"""Records follow when two topics become one, and come back when that is undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import ngettext

from tricity.knowledge.models import Record, RecordTopic
from tricity.search.actions import touch
from tricity.terms.holders import Holder
from tricity.terms.models import Concept

# Ids in one statement: below what SQLite takes as parameters.
_BATCH: Final = 500


def label(number: int) -> str:
    return ngettext("%(number)d record", "%(number)d records", number) % {"number": number}


def count(slugs: Collection[str]) -> int:
    """Records the analysis or their authors gave one of these topics, drafts among them."""
    about = Q(pk__in=RecordTopic.objects.filter(concept__slug__in=slugs).values("record"))
    return Record.objects.filter(about | Q(pk__in=_suggested(slugs).values("pk")), deleted_at=None).count()


def move(going: Concept, staying: Concept) -> dict[str, Any]:
    """Give the records the topic that stays; where they had both, the greater weight holds."""
    both = {
        row.record_id: row
        for row in RecordTopic.objects.filter(
            concept=going, record__in=RecordTopic.objects.filter(concept=staying).values("record")
        )
    }
    for pks in _batches(both):
        for row in RecordTopic.objects.filter(concept=staying, record__in=pks):
            if both[row.record_id].weight > row.weight:
                row.weight = both[row.record_id].weight
                row.save(update_fields=["weight"])
    for pks in _batches(both):
        RecordTopic.objects.filter(concept=going, record__in=pks).delete()
    alone = list(
        RecordTopic.objects.filter(concept=going).order_by("record").values_list("record", flat=True)
    )
    RecordTopic.objects.filter(concept=going).update(concept=staying)
    named = _rename(_suggested([going.slug]), going.slug, staying.slug)
    _index({*both, *alone, *(pk for pk, _had in named)})
    joined = [[row.record_id, row.weight, row.reasons] for row in both.values()]
    return {"alone": alone, "joined": joined, "named": named}


def restore(going: Concept, staying: Concept, moved: dict[str, Any]) -> None:
    """Give the topic back to those that still have the one that stays; what the analysis changed since stays so."""
    for pks in _batches(moved["alone"]):
        RecordTopic.objects.filter(concept=staying, record__in=pks).update(concept=going)
    for rows in _batches(moved["joined"]):
        there = set(Record.objects.filter(pk__in=[pk for pk, *_rest in rows]).values_list("pk", flat=True))
        RecordTopic.objects.bulk_create(
            [
                RecordTopic(record_id=pk, concept=going, weight=weight, reasons=reasons)
                for pk, weight, reasons in rows
                if pk in there
            ]
        )
    for pairs in _batches(moved["named"]):
        _give_back(dict(pairs), going.slug, staying.slug)
    touched = {*moved["alone"], *(row[0] for row in moved["joined"]), *(pk for pk, _had in moved["named"])}
    _index(touched)


RECORDS: Final = Holder("records", label, count, move, restore)


def _suggested(slugs: Iterable[str]) -> QuerySet[Record]:
    """Records whose author named one of the topics. Slugs are plain ASCII, so that the JSON can be looked at as text."""
    named = Q()
    for slug in slugs:
        named |= Q(raw__contains=f'"{slug}"')
    rows = Record.objects.annotate(raw=Cast("suggested_topics", TextField()))
    return rows.filter(named) if named else rows.none()


def _rename(rows: QuerySet[Record], old: str, new: str) -> list[tuple[int, bool]]:
    """Replace the slug in what authors named; (record, whether it had the new one beside it)."""
    found = []
    for row in list(rows.only("pk", "suggested_topics").order_by("pk")):
        found.append((row.pk, new in row.suggested_topics))
        row.suggested_topics = list(
            dict.fromkeys(new if slug == old else slug for slug in row.suggested_topics)
        )
        Record.objects.filter(pk=row.pk).update(suggested_topics=row.suggested_topics)
    return found


def _give_back(had_both: dict[int, bool], old: str, new: str) -> None:
    for row in Record.objects.filter(pk__in=had_both).only("pk", "suggested_topics"):
        if new not in row.suggested_topics:
            continue
        instead = [new, old] if had_both[row.pk] else [old]
        given = [each for slug in row.suggested_topics for each in (instead if slug == new else [slug])]
        Record.objects.filter(pk=row.pk).update(suggested_topics=given)


def _index(pks: Iterable[int]) -> None:
    for batch in _batches(sorted(pks)):
        touch(*(Record(pk=pk) for pk in batch))


def _batches(items: Iterable[Any]) -> Iterator[Sequence[Any]]:
    every = list(items)
    for start in range(0, len(every), _BATCH):
        yield every[start : start + _BATCH]
