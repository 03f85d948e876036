"""Topics that a run found, kept in the rows that they had before, with what curators decided on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from tricity.cooperation.analysis import plain
from tricity.cooperation.models import TopicEvidence, TopicProposal
from tricity.knowledge.models import Record
from tricity.synthesis import EmergentTopic

# Of the records of the larger of two, what both must have for them to be the same topic.
LEAST_IN_COMMON: Final = 0.5
UNDECIDED: Final[dict[str, Any]] = {
    "state": TopicProposal.State.OPEN,
    "slug": "",
    "made": [],
    "decided_records": [],
    "decided_by": None,
    "decided_at": None,
    "reason": "",
    "reason_language": "",
}


def keep_topic_proposals(found: Iterable[EmergentTopic]) -> None:
    """Store what a run found; what it did not find again is only marked. Call it inside the run's transaction.

    What was dismissed stays so, unless more than half of its records are others than when that was decided.
    """
    topics = sorted(found, key=lambda each: each.id)
    rows = list(TopicProposal.objects.select_for_update().order_by("key"))
    pairs = paired(topics, rows)
    named = {int(pk) for each in topics for pk in each.records}
    alive = set(Record.objects.filter(pk__in=named, deleted_at=None).values_list("pk", flat=True))
    for topic in topics:
        _keep(pairs.get(topic.id) or TopicProposal(), topic, alive)
    again = [row.pk for row in pairs.values()]
    TopicProposal.objects.filter(is_current=True, pk__in=[row.pk for row in rows]).exclude(
        pk__in=again
    ).update(is_current=False)


def paired(topics: Sequence[EmergentTopic], rows: Sequence[TopicProposal]) -> dict[str, TopicProposal]:
    """Id of a topic → the row that it had before: of the same key, else the one most alike, each row once."""
    by_key = {row.key: row for row in rows}
    pairs = {each.id: by_key[each.id] for each in topics if each.id in by_key}
    alike = sorted(
        (-round(share, 9), topic.id, row.key)
        for topic in topics
        for row in rows
        if topic.id not in pairs
        and row.key not in pairs
        and (share := in_common(map(int, topic.records), row.records)) >= LEAST_IN_COMMON
    )
    taken: set[str] = set()
    for _share, topic_id, key in alike:
        if topic_id not in pairs and key not in taken:
            pairs[topic_id] = by_key[key]
            taken.add(key)
    return pairs


def in_common(some: Iterable[int], others: Iterable[int]) -> float:
    """The share of the larger of both that both have."""
    one, other = set(some), set(others)
    return len(one & other) / max(len(one), len(other), 1)


def _keep(row: TopicProposal, topic: EmergentTopic, alive: set[int]) -> None:
    """Write what is new of the topic."""
    values = _values(topic, alive)
    evidence = _evidence(topic, values["records"])
    if not row._state.adding and _is_back(row, values["records"]):
        values |= UNDECIDED
    told = [] if row._state.adding else [_told(each) for each in row.evidence.order_by("position")]
    if values != {name: getattr(row, name) for name in values}:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    if told != [_told(each) for each in evidence]:
        row.evidence.all().delete()
        for each in evidence:
            each.topic = row
        TopicEvidence.objects.bulk_create(evidence)


def _is_back(row: TopicProposal, records: Sequence[int]) -> bool:
    """A dismissed one that has become another since."""
    dismissed = row.state == TopicProposal.State.DISMISSED
    return dismissed and in_common(records, row.decided_records) < LEAST_IN_COMMON


def _values(topic: EmergentTopic, alive: set[int]) -> dict[str, Any]:
    return {
        "key": topic.id,
        "labels": {language: list(words) for language, words in sorted(topic.labels.items())},
        "derived": list(topic.derived),
        "countries": list(topic.countries),
        "languages": list(topic.languages),
        "near": list(topic.near),
        "score": topic.score,
        # A record may have been deleted since it was read.
        "records": sorted(pk for pk in map(int, topic.records) if pk in alive),
        "is_current": True,
    }


def _evidence(topic: EmergentTopic, records: Sequence[int]) -> list[TopicEvidence]:
    """One of each record; those whose words are quoted stand first."""
    quoted: Mapping[int, Any] = {int(each.record_id): each for each in reversed(topic.evidence)}
    ordered = sorted(records, key=lambda pk: (pk not in quoted, pk))
    return [
        TopicEvidence(
            record_id=pk,
            quotation=quoted[pk].text if pk in quoted else "",
            place=plain.place(quoted[pk]) if pk in quoted else {},
            position=position,
        )
        for position, pk in enumerate(ordered)
    ]


def _told(row: TopicEvidence) -> tuple[Any, ...]:
    return row.record_id, row.quotation, row.place
