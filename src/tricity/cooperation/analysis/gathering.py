"""Everything public, as the plain values the synthesis works on. Ids are row ids as text."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Prefetch, QuerySet

from tricity.cooperation.analysis.terms import terms_of
from tricity.directory.queries import organizations
from tricity.knowledge.models import Deployment, Kind, Participation, Record
from tricity.knowledge.queries import public_records
from tricity.synthesis import records as core

CHUNK = 2000


def records(among: Collection[int] | None = None) -> Iterator[core.Record]:
    """The published records, of all or among these row ids, in order of row id."""
    rows = _published(among).prefetch_related(
        Prefetch("participations", Participation.objects.order_by("position", "pk")),
        Prefetch("deployments", Deployment.objects.order_by("position", "pk")),
    )
    return map(_record, rows.order_by("pk").iterator(chunk_size=CHUNK))


def bodies() -> list[core.Organization]:
    """The organizations that have a country, in order of row id."""
    return [
        core.Organization(
            id=str(row.pk),
            country=row.country_id,
            type=row.type,
            name=str(row),
            role=row.role_summary,
            language=row.language,
            name_en=row.names.get("en"),
        )
        for row in organizations().exclude(country=None).order_by("pk")
        if row.country_id
    ]


def suggested_topics(among: Collection[int] | None = None) -> dict[str, list[str]]:
    """Record id → the topics its author named, of those records whose author did."""
    rows = _published(among).exclude(suggested_topics=[]).values_list("pk", "suggested_topics")
    return {str(pk): slugs for pk, slugs in rows}


def _published(among: Collection[int] | None) -> QuerySet[Record]:
    return public_records() if among is None else public_records().filter(pk__in=among)


def _record(row: Record) -> core.Record:
    parties = tuple(map(_party, row.participations.all()))
    return core.Record(
        id=str(row.pk),
        kind=core.Kind(row.kind),
        country=row.country_id,
        title=row.title,
        summary=row.summary,
        language=row.language,
        city=str(row.city_id) if row.city_id else None,
        status=core.Status(row.status) if row.status else None,
        horizon=core.Horizon(row.horizon) if row.horizon else None,
        priority=core.Priority(row.priority) if row.priority else None,
        start_year=row.start_year,
        end_year=row.end_year,
        organizations=parties,
        provider=next((each for each in parties if each.role == Participation.Role.PROVIDER), None)
        if row.kind == Kind.SOLUTION
        else None,
        deployments=tuple(
            core.Deployment(each.city_name or None, each.country_code, each.year)
            for each in row.deployments.all()
        ),
        terms=terms_of(row),
    )


def _party(row: Participation) -> core.Participant:
    body = str(row.organization_id) if row.organization_id else None
    return core.Participant(row.name, row.role, row.name_en or None, body)
