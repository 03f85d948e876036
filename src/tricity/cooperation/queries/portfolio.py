"""What a portfolio is chosen from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from tricity.cooperation.models import Evidence, Opportunity
from tricity.cooperation.queries.opportunities import visible_opportunities
from tricity.web.identity import PublicationState

State = PublicationState


def candidates_for(user: Any) -> QuerySet[Opportunity]:
    """What the person may read and nobody has set aside, with its topic, best founded first."""
    rows = visible_opportunities(user).exclude(publication_state=State.ARCHIVED)
    # A candidate that the newest analysis gave up before anybody published it is of no use.
    return rows.exclude(publication_state=State.DRAFT, is_current=False).order_by("-score", "key")


def stakes_of(ids: Iterable[int]) -> QuerySet[Evidence]:
    """The records and bodies behind these candidates that are public, with no more than a portfolio goes by."""
    city = ("native_name", "names", "sort_keys", "is_capital", "country")
    record = ("country", "priority", "owner__type", "owner__country", *(f"city__{name}" for name in city))
    public = Q(record__publication_state=State.PUBLISHED, record__deleted_at=None)
    return (
        Evidence.objects.filter(public, opportunity__in=ids)
        .select_related("record__city", "record__owner")
        .only("opportunity", "role", *(f"record__{name}" for name in record))
        .order_by("opportunity", "position", "pk")
    )
