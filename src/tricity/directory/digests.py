"""Countries, cities and organizations as a reader of one language gets them, ready for templates."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils import formats, timezone, translation
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.directory import queries
from tricity.directory.levels import level_label
from tricity.directory.models import City, Country, NameBasis, Organization, OrganizationType
from tricity.directory.names import (
    DisplayName,
    city_display,
    country_name,
    display,
    organization_display,
    short_name,
)
from tricity.translation.queries import Renderings, localized, renderings
from tricity.web.identity import Standing
from tricity.web.text import LocalizedText, Origin

# In the order of the languages' own names, as in the header of every page.
LANGUAGE_LABELS = {
    "en": gettext_lazy("English"),
    "ja": gettext_lazy("Japanese"),
    "zh-hans": gettext_lazy("Simplified Chinese"),
    "zh-hant": gettext_lazy("Traditional Chinese"),
    "ko": gettext_lazy("Korean"),
}


@dataclass(frozen=True, slots=True)
class NameView:
    """A name in one language; `reading` in that language's way of writing sounds; `basis` says whose name it is."""

    language_label: str
    name: LocalizedText
    reading: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A public page that something was compiled from, and when it was read (None: not noted)."""

    url: str
    domain: str
    read_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class StandingView:
    """Who speaks: `value` of `Standing`, and the whole sentence for the reader."""

    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CityView:
    """A city for one reader. `population` is grouped as the reader's language groups it, empty where unknown."""

    pk: int
    code: str
    url: str
    name: DisplayName
    country: LocalizedText
    country_code: str
    level: str
    is_capital: bool
    population: str
    population_year: str

    def __str__(self) -> str:
        return str(self.name)


@dataclass(frozen=True, slots=True)
class OrganizationView:
    """An organization for one reader. `role` and `for_cities` say whether they are a rendering or a digest."""

    pk: int
    code: str
    url: str
    name: DisplayName
    type: str
    type_label: str
    country: LocalizedText | None
    country_code: str
    role: LocalizedText
    for_cities: LocalizedText | None
    standing: StandingView
    sources: tuple[SourceView, ...]
    address: str
    is_national_body: bool

    def __str__(self) -> str:
        return str(self.name)


@dataclass(frozen=True, slots=True)
class CapitalTime:
    """The capital and what its clocks show now."""

    capital: DisplayName
    now: dt.datetime
    clock: str
    offset: str


def names_of(row: City | Organization, native_language: str) -> list[NameView]:
    """Every known name with its reading, in the order of the languages' own names."""
    basis = getattr(row, "name_basis", {})
    names = row.names or {native_language: str(row)}
    return [
        NameView(
            str(label),
            LocalizedText(names[language], language),
            _reading(names[language], row.readings.get(language, "")),
            _basis(basis.get(language, "")),
        )
        for language, label in LANGUAGE_LABELS.items()
        if names.get(language)
    ]


def _reading(name: str, reading: str) -> str:
    return "" if reading == name else reading


def _basis(value: str) -> str:
    return str(NameBasis(value).label) if value in NameBasis.values else ""


def city_view(city: City, language: str) -> CityView:
    """Reads `city.country`; the reader's language must be the active one."""
    population = city.population
    return CityView(
        pk=city.pk,
        code=city.code,
        url=city.get_absolute_url(),
        name=city_display(city, language),
        country=country_name(city.country, language),
        country_code=city.country_id,
        level=level_label(city.admin_level),
        is_capital=city.is_capital,
        population="" if population is None else formats.number_format(population, force_grouping=True),
        population_year=str(city.population_year or ""),
    )


def present_cities(ids: Sequence[int], language: str) -> dict[int, CityView]:
    """Row id → the city for a reader of `language`, in the order of `ids`; one query."""
    rows = queries.cities().in_bulk(ids)
    with translation.override(language):
        return {pk: city_view(rows[pk], language) for pk in ids if pk in rows}


def present_organizations(ids: Sequence[int], language: str) -> dict[int, OrganizationView]:
    """Row id → the organization for a reader of `language`, in the order of `ids`; two queries; none that is deleted."""
    rows = queries.organizations().in_bulk(ids)
    found = [rows[pk] for pk in ids if pk in rows]
    with translation.override(language):
        return {view.pk: view for view in organization_views(found, language)}


def organization_views(
    rows: Sequence[Organization], language: str, *, rendered: Renderings | None = None
) -> list[OrganizationView]:
    """The organizations with their texts in `language`, which must be the active one.

    One query; none where the renderings of (at least) these were read already.
    """
    if rendered is None:
        rendered = renderings(rows, language=language)
    return [_organization_view(row, rendered, language) for row in rows]


def _organization_view(row: Organization, rendered: Renderings, language: str) -> OrganizationView:
    country = country_name(row.country, language) if row.country else None
    return OrganizationView(
        pk=row.pk,
        code=row.code,
        url=row.get_absolute_url(),
        name=organization_display(row, language),
        type=row.type,
        type_label=row.get_type_display(),
        country=country,
        country_code=row.country_id or "",
        role=_text(row, "role_summary", rendered, language)
        or _digest(row, row.role_summary, language, country),
        for_cities=_text(row, "for_cities", rendered, language)
        or _digest(row, row.for_cities, language, country)
        if row.for_cities
        else None,
        standing=standing_view(row),
        sources=tuple(map(source_view, row.sources)),
        address=row.url,
        is_national_body=row.is_national_body,
    )


def _text(row: Organization, field: str, rendered: Renderings, language: str) -> LocalizedText | None:
    source = getattr(row, field)
    return (
        localized(source, row.language, rendered.get((row.pk, field)), language=language) if source else None
    )


def _digest(row: Organization, source: str, language: str, country: LocalizedText | None) -> LocalizedText:
    """What the fields say, where no text exists in the reader's language."""
    text = _kind_sentence(row.type, str(country)) if country else _kind_sentence_without_country(row.type)
    return LocalizedText(text, language, Origin.DIGEST, source, row.language)


def _kind_sentence(kind: str, country: str) -> str:
    sentences: Mapping[str, str] = {
        OrganizationType.ASSOCIATION: _("An association in %(country)s."),
        OrganizationType.GOVERNMENT: _("A government body in %(country)s."),
        OrganizationType.CITY: _("A city administration in %(country)s."),
        OrganizationType.COMPANY: _("A company in %(country)s."),
        OrganizationType.UNIVERSITY: _("A university or institute in %(country)s."),
        OrganizationType.INTERNATIONAL: _("An international organization in %(country)s."),
    }
    return sentences.get(kind, _("An organization in %(country)s.")) % {"country": country}


def _kind_sentence_without_country(kind: str) -> str:
    sentences: Mapping[str, str] = {
        OrganizationType.ASSOCIATION: _("An association."),
        OrganizationType.GOVERNMENT: _("A government body."),
        OrganizationType.CITY: _("A city administration."),
        OrganizationType.COMPANY: _("A company."),
        OrganizationType.UNIVERSITY: _("A university or institute."),
        OrganizationType.INTERNATIONAL: _("An international organization."),
    }
    return sentences.get(kind, _("An organization."))


def standing_view(row: Organization) -> StandingView:
    """Who speaks in what is said of the organization, as a sentence in the active language."""
    if row.standing == Standing.CONFIRMED and row.confirmed_on:
        date = formats.date_format(row.confirmed_on, "DATE_FORMAT")
        return StandingView(row.standing, _("Confirmed by the body itself on %(date)s.") % {"date": date})
    sentences: Mapping[str, str] = {
        Standing.CONFIRMED: _("Confirmed by the body itself."),
        Standing.SUBMITTED: _("Submitted by the body itself."),
        Standing.COMPILED: _("Compiled from public sources, not confirmed by the body."),
    }
    return StandingView(row.standing, sentences.get(row.standing, ""))


def source_view(source: Any) -> SourceView:
    """A source as kept: an object of url and read_on, or a bare address."""
    address = str(source.get("url", "")) if isinstance(source, dict) else str(source)
    noted = source.get("read_on") if isinstance(source, dict) else None
    try:
        domain = urlsplit(address).hostname or address
        read_on = parse_date(str(noted)) if noted else None
    except ValueError:
        domain, read_on = address, None
    return SourceView(address, domain.removeprefix("www."), read_on)


def capital_time(country: Country, language: str) -> CapitalTime | None:
    """What time it is in the capital; None where its zone is not known on this machine."""
    try:
        now = timezone.localtime(timezone.now(), zoneinfo.ZoneInfo(country.capital_time_zone))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
    hours, minutes = divmod(int((now.utcoffset() or dt.timedelta()).total_seconds()) // 60, 60)
    offset = f"UTC{hours:+d}" if minutes == 0 else f"UTC{hours:+d}:{minutes:02d}"
    names = {each: short_name(name, each) for each, name in country.capital_names.items()}
    capital = display(names, language, country.language)
    return CapitalTime(capital, now, formats.time_format(now, "H:i"), offset)
