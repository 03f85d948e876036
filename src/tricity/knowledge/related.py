"""Records of other countries about the same, each with the words of both that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tricity.knowledge.digests import RecordView, TopicReason, TopicView


@dataclass(frozen=True, slots=True)
class Related:
    """A record with the topic it shares, and the words of both originals for it where there are any."""

    record: RecordView
    topic: TopicView
    here: TopicReason | None
    there: TopicReason | None


def related_views(record: RecordView, others: Iterable[RecordView]) -> list[Related]:
    """`others` that share the main topic of `record`, in their order; presented with `whole=True`."""
    if not record.topics:
        return []
    main = record.topics[0]
    found = []
    for other in others:
        shared = next((topic for topic in other.topics if topic.slug == main.slug), None)
        if shared is not None:
            found.append(Related(other, main, _words(main), _words(shared)))
    return found


def _words(topic: TopicView) -> TopicReason | None:
    return next((reason for reason in topic.reasons if reason.words), None)
