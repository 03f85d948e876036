"""The topics that were found of records, kept in their rows; search follows where they changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from django.db import transaction

from tricity.cooperation.actions.batches import batches
from tricity.cooperation.analysis import plain
from tricity.knowledge.models import Record, RecordTopic
from tricity.knowledge.topics import TIE
from tricity.search.actions import touch
from tricity.synthesis import TopicAssignment

Topics = Mapping[str, Sequence[TopicAssignment]]
Suggested = Mapping[str, Sequence[str]]


def keep_topics(topics: Topics, suggested: Suggested, concepts: Mapping[str, int]) -> int:
    """Replace the topics of the records whose topics changed; returns how many did. Search follows those."""
    changed = 0
    for batch in batches(topics.items()):
        with transaction.atomic():
            changed += _replace_topics(dict(batch), suggested, concepts)
    return changed


def _replace_topics(batch: Topics, suggested: Suggested, concepts: Mapping[str, int]) -> int:
    ids = set(Record.objects.filter(pk__in=map(int, batch), deleted_at=None).values_list("pk", flat=True))
    kept: dict[int, list[tuple[int, float, str]]] = {pk: [] for pk in ids}
    for row in RecordTopic.objects.filter(record__in=ids).order_by("record", "-weight", "concept"):
        kept[row.record_id].append((row.concept_id, row.weight, _as_stored(row.reasons)))
    wanted = {pk: _topic_rows(pk, batch[str(pk)], suggested, concepts) for pk in sorted(ids)}
    differing = {
        pk: rows
        for pk, rows in wanted.items()
        if kept[pk] != [(row.concept_id, row.weight, _as_stored(row.reasons)) for row in rows]
    }
    RecordTopic.objects.filter(record__in=differing).delete()
    RecordTopic.objects.bulk_create([row for rows in differing.values() for row in rows], batch_size=1000)
    # What search knows of a topic is its name alone, not its weight.
    others = [
        pk
        for pk, rows in differing.items()
        if {row.concept_id for row in rows} != {concept_id for concept_id, *_rest in kept[pk]}
    ]
    touch(*Record.objects.filter(pk__in=others).only("pk"))
    return len(differing)


def _topic_rows(
    pk: int, topics: Sequence[TopicAssignment], suggested: Suggested, concepts: Mapping[str, int]
) -> list[RecordTopic]:
    named = suggested.get(str(pk), ())
    rows = [
        RecordTopic(
            record_id=pk,
            concept_id=concepts[each.concept_id],
            weight=max(0.0, each.weight - each.rank * TIE),
            reasons=plain.topic_reasons(each, is_suggested=each.concept_id in named),
        )
        for each in topics
        if each.concept_id in concepts
    ]
    return sorted(rows, key=lambda row: (-row.weight, row.concept_id))


def _as_stored(reasons: object) -> str:
    """Reasons as text that is the same whatever order a database keeps the keys of its JSON in."""
    return json.dumps(reasons, sort_keys=True, ensure_ascii=False)
