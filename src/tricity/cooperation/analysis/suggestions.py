"""Topics that authors name beside those that are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tricity.knowledge.topics import MOST_TOPICS, SUGGESTED_WEIGHT
from tricity.language import Engine
from tricity.synthesis import TopicAssignment


def with_suggestions(
    found: Sequence[TopicAssignment], suggested: Mapping[str, Sequence[str]], engine: Engine
) -> list[TopicAssignment]:
    """What the author named is always among a record's topics, with at least half the weight."""
    kept = [each for each in found if each.record_id not in suggested]
    of_record: dict[str, list[TopicAssignment]] = {record_id: [] for record_id in suggested}
    for each in found:
        if each.record_id in of_record:
            of_record[each.record_id].append(each)
    for record_id, slugs in suggested.items():
        known = {each.concept_id: each for each in of_record[record_id]}
        named = [
            _named(known.get(slug) or TopicAssignment(record_id, slug, SUGGESTED_WEIGHT, 0, 1.0))
            for slug in dict.fromkeys(slugs)
            if slug in engine.thesaurus.concepts
        ][:MOST_TOPICS]
        rest = [each for each in of_record[record_id] if each.concept_id not in slugs][
            : MOST_TOPICS - len(named)
        ]
        ordered = sorted([*named, *rest], key=lambda each: (-each.weight, each.concept_id))
        kept += [replace(each, rank=rank) for rank, each in enumerate(ordered, 1)]
    return sorted(kept, key=lambda each: (each.record_id, each.rank))


def _named(topic: TopicAssignment) -> TopicAssignment:
    return replace(topic, weight=max(topic.weight, SUGGESTED_WEIGHT), share=1.0)
