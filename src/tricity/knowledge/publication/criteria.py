"""The checklist a record is accepted by, published for everybody and shown to authors and reviewers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from tricity.knowledge.models import Criterion
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Point:
    """One criterion for a reader, and whether author and reviewer say it is met."""

    pk: int
    text: LocalizedText
    author_says: bool = False
    reviewer_says: bool = False


def criteria_for(kind: str, country: str) -> QuerySet[Criterion]:
    """What holds for a record of this kind and country: the site's first, then the country's own."""
    rows = Criterion.objects.filter(Q(country=None) | Q(country=country), is_active=True)
    return rows.filter(kind__in=("", kind)).order_by(F("country_id").asc(nulls_first=True), "position", "pk")


def checklist(
    kind: str,
    country: str,
    language: str,
    *,
    author: Collection[int] = (),
    reviewer: Collection[int] = (),
) -> list[Point]:
    """The criteria in the reader's language, with what was ticked."""
    return [
        Point(row.pk, name_in(row.texts, language), row.pk in author, row.pk in reviewer)
        for row in criteria_for(kind, country)
    ]


def ticked(values: Collection[str], kind: str, country: str) -> list[int]:
    """Ids among what a browser sent that are criteria of this kind and country."""
    known = set(criteria_for(kind, country).values_list("pk", flat=True))
    return sorted(known & {int(value) for value in values if value.isascii() and value.isdigit()})
