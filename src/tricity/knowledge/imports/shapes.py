"""Objects of the database as the rows an import would read: what exports write and what plans compare with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Model, prefetch_related_objects

from tricity.directory.models import City, Organization
from tricity.knowledge.imports.values import plain_lines
from tricity.knowledge.models import Kind, Participation, Record
from tricity.knowledge.publication.template import BUDGET, DETAIL, details_of, visibility_of
from tricity.knowledge.renderings import rendered_fields
from tricity.language import bcp47, parse_code
from tricity.translation.models import Translation
from tricity.web.text import digest

Renderings = Mapping[int, Sequence[Translation]]


def own_source() -> str:
    """The source under which objects made on this site travel; their identifier is then their code."""
    return f"tricity:{settings.NODE}"[:64]


def record_shapes(records: Sequence[Record]) -> dict[int, dict[str, Any]]:
    """Row id → everything there is; a fixed number of queries however many records."""
    prefetch_related_objects(records, "city", "owner", "participations", "deployments")
    renderings = renderings_of(records)
    return {record.pk: _record(record, renderings.get(record.pk, ())) for record in records}


def public_record_shapes(records: Sequence[Record]) -> dict[int, dict[str, Any]]:
    """The same without what not everybody may read: such a field is not there, so that reading it back keeps it."""
    shapes = record_shapes(records)
    for record in records:
        shape = shapes[record.pk]
        limited = visibility_of(record.kind, record.visibility)
        for name in ("visibility", *("budget" if name == BUDGET else name for name in limited)):
            shape.pop(name, None)
        open_fields = rendered_fields(record)
        shape["renderings"] = [each for each in shape["renderings"] if each["field"] in open_fields]
    return shapes


def organization_shapes(organizations: Sequence[Organization]) -> dict[int, dict[str, Any]]:
    prefetch_related_objects(organizations, "city")
    renderings = renderings_of(organizations)
    return {each.pk: _organization(each, renderings.get(each.pk, ())) for each in organizations}


def city_shapes(cities: Sequence[City]) -> dict[int, dict[str, Any]]:
    return {city.pk: _city(city) for city in cities}


def renderings_of(subjects: Sequence[Model]) -> Renderings:
    if not subjects:
        return {}
    rows = Translation.objects.filter(
        subject_kind=subjects[0]._meta.label_lower, subject_id__in=[subject.pk for subject in subjects]
    ).order_by("language", "field")
    found: dict[int, list[Translation]] = defaultdict(list)
    for row in rows:
        found[row.subject_id].append(row)
    return found


def _identity(subject: Record | Organization) -> dict[str, Any]:
    if subject.external_id is None:
        return {"id": subject.code, "source": own_source()}
    return {"id": subject.external_id, "source": subject.source}


def _city_of(city: City | None) -> dict[str, Any]:
    if city is None:
        return {"city": None, "city_native": None, "city_code": None}
    return {"city": city.names.get("en"), "city_native": city.native_name, "city_code": city.official_code}


def _record(record: Record, rows: Iterable[Translation]) -> dict[str, Any]:
    bodies = list(record.participations.all())
    provider = next((body for body in bodies if body.role == Participation.Role.PROVIDER), None)
    if record.kind != Kind.SOLUTION:
        provider = None
    return {
        "kind": record.kind,
        **_identity(record),
        "country": record.country_id,
        **_city_of(record.city),
        "lang": bcp47(record.language),
        "title": record.title,
        "summary": plain_lines(record.summary),
        "provider": provider and {"name": provider.name, "name_en": provider.name_en or None},
        "organizations": [
            {"name": body.name, "name_en": body.name_en or None, "role": body.role}
            for body in bodies
            if body is not provider
        ],
        "status": record.status or None,
        "start_year": record.start_year,
        "end_year": record.end_year,
        "budget": budget(record.budget_amount, record.budget_currency),
        "indicators": [
            {part: indicator.get(part) for part in ("name", "value", "unit", "year")}
            for indicator in record.indicators
        ],
        "priority": record.priority or None,
        "horizon": record.horizon or None,
        "deployments": [
            {"city": each.city_name, "country": each.country_code, "year": each.year}
            for each in record.deployments.all()
        ],
        **{name: text or None for name, text in details_of(record.kind, record.details).items()},
        "visibility": [
            {"field": name, "readers": readers}
            for name, readers in sorted(visibility_of(record.kind, record.visibility).items())
        ],
        "topics": list(record.suggested_topics),
        "sources": [plain_source(source) for source in record.sources],
        "standing": record.standing,
        "confirmed_on": record.confirmed_on and record.confirmed_on.isoformat(),
        "uri": record.uri,
        "version": record.version,
        "owner": str(record.owner) if record.owner else None,
        "published_at": record.published_at and record.published_at.isoformat(timespec="seconds"),
        "updated_at": record.updated_at.isoformat(timespec="seconds"),
        "renderings": [_rendering(row, record_text(record, row.field)) for row in rows],
    }


def budget(amount: Decimal | None, currency: str) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {"amount": int(amount) if amount == int(amount) else float(amount), "currency": currency}


def plain_source(source: Any) -> Any:
    """An address alone unless the day it was read is known."""
    if isinstance(source, str):
        return source
    return (
        {"url": source["url"], "read_on": source["read_on"]}
        if source.get("read_on")
        else source.get("url", "")
    )


def record_text(record: Record, field: str) -> str:
    """The author's words a rendering of `field` is made from; empty where there are none."""
    if field.startswith(DETAIL):
        return details_of(record.kind, record.details).get(field.removeprefix(DETAIL), "")
    if not field.startswith("indicators."):
        return getattr(record, field, "") if field in ("title", "summary") else ""
    _indicators, position, part = field.split(".")
    entries = record.indicators
    return str(entries[int(position)].get(part) or "") if int(position) < len(entries) else ""


def organization_text(organization: Organization, field: str) -> str:
    return str(getattr(organization, field)) if field in ("role_summary", "for_cities") else ""


def _rendering(row: Translation, original: str) -> dict[str, Any]:
    return {
        "field": row.field,
        "language": bcp47(row.language),
        "text": plain_lines(row.text),
        "origin": row.origin,
        "engine": row.engine or None,
        "reviewed_on": row.reviewed_at and row.reviewed_at.date().isoformat(),
        "stale": row.source_digest != digest(original),
    }


def _organization(body: Organization, rows: Iterable[Translation]) -> dict[str, Any]:
    return {
        "kind": "organization",
        **_identity(body),
        "type": body.type,
        "country": body.country_id,
        **_city_of(body.city),
        "name": str(body),
        "name_en": body.names.get("en"),
        "names": by_tag(body.names),
        "readings": by_tag(body.readings),
        "name_basis": by_tag(body.name_basis),
        "lang": bcp47(body.language),
        "role_summary": plain_lines(body.role_summary) or None,
        "is_national_body": body.is_national_body,
        "for_cities": plain_lines(body.for_cities) or None,
        "url": body.url or None,
        "sources": [plain_source(source) for source in body.sources],
        "standing": body.standing,
        "confirmed_on": body.confirmed_on and body.confirmed_on.isoformat(),
        "uri": body.uri,
        "updated_at": body.updated_at.isoformat(timespec="seconds"),
        "renderings": [_rendering(row, organization_text(body, row.field)) for row in rows],
    }


def _city(city: City) -> dict[str, Any]:
    identity = {} if city.external_id is None else {"id": city.external_id, "source": city.source}
    return {
        "kind": "city",
        "id": identity.get("id"),
        "source": identity.get("source"),
        "country": city.country_id,
        "city": city.names.get("en"),
        "city_native": city.native_name,
        "official_code": city.official_code,
        "admin_level": city.admin_level or None,
        "is_capital": city.is_capital,
        "population": city.population,
        "population_year": city.population_year,
        "lat": city.latitude,
        "lon": city.longitude,
        "names": by_tag(city.names),
        "readings": by_tag(city.readings),
        "uri": city.uri,
        "updated_at": city.updated_at.isoformat(timespec="seconds"),
    }


def by_tag(texts: Mapping[str, str]) -> dict[str, str]:
    """Our language codes as BCP 47 tags, in order."""
    return dict(sorted((bcp47(code), text) for code, text in texts.items() if text))


def by_code(texts: Mapping[str, str]) -> dict[str, str]:
    """BCP 47 tags as our language codes."""
    return {parse_code(tag): text for tag, text in texts.items()}
