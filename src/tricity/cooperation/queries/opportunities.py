from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from tricity.cooperation.models import Evidence, Opportunity
from tricity.directory.models import City, Country, Organization
from tricity.knowledge.queries import curated_countries
from tricity.web.identity import PublicationState


def public_opportunities() -> QuerySet[Opportunity]:
    return Opportunity.objects.filter(
        publication_state=PublicationState.PUBLISHED, deleted_at=None
    ).select_related("concept")


def visible_opportunities(user: Any) -> QuerySet[Opportunity]:
    """What is published; for curators also the candidates of their countries."""
    rows = Opportunity.objects.filter(deleted_at=None).select_related("concept")
    countries = curated_countries(user)
    if countries is None:
        return rows
    rows = rows.annotate(country_text=Cast("countries", TextField()))
    return rows.filter(Q(publication_state=PublicationState.PUBLISHED) | in_countries(countries))


def in_countries(codes: Iterable[str], column: str = "country_text") -> Q:
    """Candidates of any of these countries; `column` is their list as text (SQLite has no lookup into lists)."""
    condition = Q(pk__in=[])
    for code in codes:
        condition |= Q(**{f"{column}__contains": f'"{code}"'})
    return condition


def naming(subject: City | Country | Organization) -> QuerySet[Opportunity]:
    """Published candidates that name the city, country or organization."""
    if isinstance(subject, Country):
        rows = public_opportunities().annotate(country_text=Cast("countries", TextField()))
        return rows.filter(in_countries([subject.code]))
    if isinstance(subject, City):
        named = Q(record__city=subject)
    else:
        named = Q(organization=subject) | Q(record__participations__organization=subject)
    public = Q(record__publication_state=PublicationState.PUBLISHED, record__deleted_at=None) | Q(record=None)
    evidence = Evidence.objects.filter(named & public)
    return public_opportunities().filter(pk__in=evidence.values("opportunity"))


def evidence_of(ids: Iterable[int]) -> QuerySet[Evidence]:
    """What speaks for these candidates and is still public, in order; with cities and bodies, without long texts."""
    public = Q(record__publication_state=PublicationState.PUBLISHED, record__deleted_at=None)
    body = Q(record=None, organization__deleted_at=None)
    return (
        Evidence.objects.filter(public | body, opportunity__in=ids)
        .select_related("record__country", "record__city", "organization__country")
        .defer("record__summary", "record__indicators", "record__suggested_topics", "record__review_note")
        .defer("record__city__name_forms", "record__city__readings", "organization__name_forms")
        .order_by("opportunity", "position", "pk")
    )


def cited_cities(ids: Iterable[int]) -> QuerySet[Evidence]:
    """The records of `evidence_of` alone, with no more of them than their city and country: enough for cards."""
    country = ("names", "sort_keys", "language")
    city = ("native_name", "names", "sort_keys", "country")
    return (
        Evidence.objects.filter(
            opportunity__in=ids,
            record__publication_state=PublicationState.PUBLISHED,
            record__deleted_at=None,
        )
        .select_related("record__city", "record__country")
        .only(
            "opportunity",
            "role",
            *(f"record__country__{name}" for name in country),
            *(f"record__city__{name}" for name in city),
        )
        .order_by("opportunity", "position", "pk")
    )
