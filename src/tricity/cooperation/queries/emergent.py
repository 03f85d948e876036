from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from tricity.cooperation.models import TopicEvidence, TopicProposal
from tricity.terms.models import Proposal
from tricity.web.identity import PublicationState

NEEDED = ("code", "language", "title", "sources")


def topics_waiting() -> QuerySet[TopicProposal]:
    """What the newest analysis found and nobody has decided on, the best founded first."""
    return TopicProposal.objects.filter(state=TopicProposal.State.OPEN, is_current=True)


def topics_decided() -> QuerySet[TopicProposal]:
    """What curators have decided, the newest decision first."""
    return TopicProposal.objects.exclude(state=TopicProposal.State.OPEN).order_by("-decided_at", "key")


def topic_evidence(ids: Iterable[int]) -> QuerySet[TopicEvidence]:
    """Records of these topics that are public, in order, with no more than a quotation needs."""
    return (
        TopicEvidence.objects.filter(
            topic__in=ids,
            record__publication_state=PublicationState.PUBLISHED,
            record__deleted_at=None,
        )
        .select_related("record")
        .only("topic", "quotation", "place", "position", *(f"record__{name}" for name in NEEDED))
        .order_by("topic", "position", "pk")
    )


def proposals_made(topic: TopicProposal) -> list[Proposal]:
    """The proposals by which the termbase was told of it, in their order; no query where there are none."""
    if not topic.made:
        return []
    rows = {row.code: row for row in Proposal.objects.filter(code__in=topic.made)}
    return [rows[code] for code in topic.made if code in rows]
