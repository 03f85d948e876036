"""The one table of what an imported or exported row may hold: for JSON Lines by name, for tables by column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tricity.directory.models import OrganizationType
from tricity.knowledge.imports import values
from tricity.knowledge.imports.cells import (
    Columns,
    Layout,
    Lines,
    PerLanguage,
    Single,
    read_flag,
    read_number,
)
from tricity.knowledge.imports.rendering_cells import RenderingColumns
from tricity.knowledge.models import Horizon, Kind, Participation, Priority, Status
from tricity.knowledge.publication.details_form import DETAIL_LIMIT, LINE_LIMIT
from tricity.knowledge.publication.template import (
    LIMITED_CORE,
    PARTS,
    Form,
    NeedState,
    Part,
    Visibility,
)
from tricity.web.identity import Standing
from tricity.web.text import Origin

SUMMARY_LIMIT: Final = 20_000  # below the 32 767 characters a cell of a workbook can hold


_RECORD_KINDS: Final = frozenset(Kind.values)


class RowKind(StrEnum):
    """What a row holds. Cities come first: the others mention them."""

    CITY = "city"
    ORGANIZATION = "organization"
    INITIATIVE = "initiative"
    NEED = "need"
    SOLUTION = "solution"

    @property
    def is_record(self) -> bool:
        return self.value in _RECORD_KINDS


@dataclass(frozen=True, slots=True)
class Field:
    """One field. Those `exported_only` are written for readers and ignored when read."""

    name: str
    read: values.Reader
    help: str | Promise
    example: str = ""
    required: bool = False
    layout: Layout = field(default_factory=Single)
    exported_only: bool = False
    is_list: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return self.layout.columns(self.name)


def _choices(known: list[str]) -> str:
    return ", ".join(known)


_number = Single(read_number)
_flag = Single(read_flag)
_name = values.text(300)
_short = values.text(120)
_source = values.structure({"url": values.address(2000), "read_on": values.date}, required=("url",))
_rendering = values.structure(
    {
        "field": _short,
        "language": values.language,
        "text": values.text(SUMMARY_LIMIT),
        "origin": values.choice([origin.value for origin in Origin if origin != Origin.DIGEST]),
        "engine": values.text(64),
        "reviewed_on": values.date,
        "stale": values.yes_or_no,
    },
    required=("field", "language", "text", "origin"),
)
_organization = values.structure(
    {"name": _name, "name_en": _name, "role": values.choice(Participation.Role.values)},
    required=("name", "role"),
)
_indicator = values.structure(
    {"name": values.text(200), "value": values.number, "unit": values.text(40), "year": values.year},
    required=("name",),
)
_deployment = values.structure(
    {"city": _short, "country": values.country_name, "year": values.year}, required=("city", "country")
)
_budget = values.structure(
    {"amount": values.amount, "currency": values.currency}, required=("amount", "currency")
)
_provider = values.structure({"name": _name, "name_en": _name}, required=("name",))


def _read_source(value: object, context: values.Context) -> object:
    """An address alone where no day of reading is known."""
    found = _source({"url": value} if isinstance(value, str) else value, context)
    return found if found["read_on"] else found["url"]


def _read_rendering(value: object, context: values.Context) -> object:
    found = _rendering(value, context)
    return {**found, "stale": bool(found["stale"])}


_KIND = Field("kind", values.choice([kind.value for kind in RowKind]), _("What the row holds."), "initiative")
_SOURCE = Field(
    "source",
    values.text(64),
    _("Name of the collection the identifier belongs to; empty: that of the import."),
)
_IDENTITY = (
    _KIND,
    Field(
        "id",
        values.text(200),
        _("Identifier in your own collection; importing it again changes the same row."),
        "suwon-parking-2024",
        True,
    ),
    _SOURCE,
)
_SOURCES = Field(
    "sources",
    values.many(_read_source, 100),
    _("Web pages the facts were taken from, and the day they were read."),
    "https://www.example.org/page | 2026-03-31",
    layout=Lines(("url", "read_on"), bare=True),
    is_list=True,
)
_STANDING = (
    Field(
        "standing",
        values.choice(Standing.values),
        _("Who speaks; believed only from the command line."),
        "compiled",
    ),
    Field("confirmed_on", values.date, _("Day on which the body confirmed the text."), "2026-03-31"),
)
_PROVENANCE = (
    Field("uri", values.text(400), _("Global address; written by the export."), exported_only=True),
    Field(
        "version",
        values.counted,
        _("How often the text was changed; written by the export."),
        layout=_number,
        exported_only=True,
    ),
    Field(
        "owner",
        values.text(400),
        _("Body that looks after the text; written by the export."),
        exported_only=True,
    ),
    Field(
        "published_at", values.text(40), _("Time of publication; written by the export."), exported_only=True
    ),
    Field(
        "updated_at",
        values.text(40),
        _("Time of the last change; written by the export."),
        exported_only=True,
    ),
)
_CITY_OF = (
    Field("city", _short, _("Name of the city in English or another language."), "Suwon"),
    Field("city_native", _short, _("Native name of the city."), "수원시"),
    Field("city_code", values.text(16), _("Official code of the city, where it has one here.")),
)


_limit = values.structure(
    {
        "field": values.choice(
            [*PARTS, *sorted({name for names in LIMITED_CORE.values() for name in names})]
        ),
        "readers": values.choice(Visibility.values),
    },
    required=("field", "readers"),
)
_every_limit = values.many(_limit, len(PARTS) + 2)


def _limits(value: object, context: values.Context) -> object:
    """In the order of the names, as exports write them."""
    return sorted(_every_limit(value, context), key=lambda each: each["field"])


_DETAIL_READERS: Final = {
    Form.TEXT: values.text(DETAIL_LIMIT),
    Form.LINE: values.text(LINE_LIMIT),
    Form.DATE: values.date,
    Form.LINK: values.address(LINE_LIMIT),
    Form.STATE: values.choice(NeedState.values),
}


def _detail(part: Part) -> Field:
    """A part of the template; `checks` refuses it in a row of another kind."""
    return Field(part.name, _DETAIL_READERS[part.form], part.label)


def _renderings(texts: tuple[str, ...], has_indicators: bool) -> Field:
    return Field(
        "renderings",
        values.many(_read_rendering, 2000),
        _("The texts in other languages, each with its origin: original, human or machine."),
        "machine",
        layout=RenderingColumns(texts, has_indicators),
        is_list=True,
    )


RECORD_FIELDS: Final[tuple[Field, ...]] = (
    *_IDENTITY,
    Field("country", values.country, _("Country code of two letters."), "KR", True),
    *_CITY_OF,
    Field(
        "lang",
        values.language,
        _("Language of title and summary: zh-Hans, zh-Hant, ja, ko, en."),
        "ko",
        True,
    ),
    Field("title", values.text(300), _("Title in that language."), "도심 주차 공유", True),
    Field("summary", values.text(SUMMARY_LIMIT), _("A few sentences in that language."), "수원시는 …", True),
    Field(
        "provider",
        _provider,
        _("Of a solution: who offers it."),
        "…",
        layout=Columns((("name", ""), ("name_en", "_en"))),
    ),
    Field(
        "organizations",
        values.many(_organization, 60),
        _("Bodies that take part: name, English name, role (lead, partner, provider, association)."),
        "수원시 | Suwon City | lead",
        layout=Lines(("name", "name_en", "role")),
        is_list=True,
    ),
    Field(
        "status",
        values.choice(Status.values),
        _("Of an initiative: planned, pilot, operating or completed."),
        "operating",
    ),
    Field("start_year", values.year, _("First year."), "2024", layout=_number),
    Field("end_year", values.year, _("Last year."), "2026", layout=_number),
    Field(
        "budget",
        _budget,
        _("Amount and currency (ISO 4217)."),
        "250000000",
        layout=Columns((("amount", "_amount"), ("currency", "_currency")), numbers=("amount",)),
    ),
    Field(
        "indicators",
        values.many(_indicator, 100),
        _("Figures: name, value, unit, year."),
        "공유 주차면 | 731 | 면 | 2024",
        layout=Lines(("name", "value", "unit", "year"), numbers=("value", "year")),
        is_list=True,
    ),
    Field("priority", values.choice(Priority.values), _("Of a need: high, medium or low."), "high"),
    Field("horizon", values.choice(Horizon.values), _("Short or long term."), "short"),
    Field(
        "deployments",
        values.many(_deployment, 500),
        _("Of a solution: city, country and year of each use."),
        "Suwon | KR | 2024",
        layout=Lines(("city", "country", "year"), numbers=("year",)),
        is_list=True,
    ),
    *(_detail(part) for part in PARTS.values()),
    Field(
        "visibility",
        _limits,
        _("Who reads what is not for everybody: field, then members, matched or secretariat."),
        "budget_ceiling | matched",
        layout=Lines(("field", "readers")),
        is_list=True,
    ),
    Field(
        "topics",
        values.many(values.text(80), 20),
        _("Topics, by their short names."),
        "shared-parking",
        layout=Lines(),
        is_list=True,
    ),
    _SOURCES,
    *_STANDING,
    *_PROVENANCE,
    _renderings(("title", "summary"), True),
)

ORGANIZATION_FIELDS: Final[tuple[Field, ...]] = (
    *_IDENTITY,
    Field(
        "type",
        values.choice(OrganizationType.values),
        _("association, government, city, company, university or international."),
        "company",
        True,
    ),
    Field("country", values.country, _("Country code; empty only for an international organization."), "JP"),
    *_CITY_OF,
    Field("name", _name, _("Native name."), "日本電気株式会社", True),
    Field("name_en", _name, _("English name."), "NEC Corporation", layout=Single()),
    Field("names", values.by_language(_name), _("Names in all languages."), layout=PerLanguage("name")),
    Field(
        "readings",
        values.by_language(_name),
        _("How the names are read: pinyin, kana, hangul."),
        layout=PerLanguage("reading"),
    ),
    Field(
        "name_basis",
        values.by_language(values.text(40)),
        _("Whether a name is official, customary or descriptive."),
        layout=PerLanguage("basis"),
    ),
    Field("lang", values.language, _("Language of the native name and of what the body does."), "ja"),
    Field("role_summary", values.text(SUMMARY_LIMIT), _("What it does."), "…"),
    Field(
        "is_national_body",
        values.yes_or_no,
        _("Whether it acts for the cities of its whole country."),
        "no",
        layout=_flag,
    ),
    Field("for_cities", values.text(SUMMARY_LIMIT), _("What it does for cities."), ""),
    Field("url", values.address(500), _("Web address."), "https://www.example.org/"),
    _SOURCES,
    *_STANDING,
    *(each for each in _PROVENANCE if each.name in ("uri", "updated_at")),
    _renderings(("role_summary", "for_cities"), False),
)

CITY_FIELDS: Final[tuple[Field, ...]] = (
    _KIND,
    Field("id", values.text(200), _("Identifier in your own collection, if there is one.")),
    _SOURCE,
    Field("country", values.country, _("Country code of two letters."), "CN", True),
    Field("city", _short, _("English name."), "Zhangjiakou"),
    Field("city_native", _short, _("Native name."), "张家口", True),
    Field("official_code", values.text(16), _("Official code of the city in its country.")),
    Field("admin_level", values.text(64), _("Administrative level."), "prefecture-level city"),
    Field("is_capital", values.yes_or_no, _("Whether it is the capital."), "no", layout=_flag),
    Field("population", values.counted, _("Population."), "4118908", layout=_number),
    Field("population_year", values.past_year, _("Year of the population."), "2020", layout=_number),
    Field("lat", values.latitude, _("Latitude, WGS 84."), "40.77", layout=_number),
    Field("lon", values.longitude, _("Longitude, WGS 84."), "114.88", layout=_number),
    Field("names", values.by_language(_short), _("Names in all languages."), layout=PerLanguage("name")),
    Field(
        "readings",
        values.by_language(_short),
        _("How the names are read: pinyin, kana, hangul."),
        layout=PerLanguage("reading"),
    ),
    *(each for each in _PROVENANCE if each.name in ("uri", "updated_at")),
)

_FIELDS: Final = {RowKind.CITY: CITY_FIELDS, RowKind.ORGANIZATION: ORGANIZATION_FIELDS}


def fields_of(kind: RowKind) -> tuple[Field, ...]:
    return _FIELDS.get(kind, RECORD_FIELDS)


def columns_of(kind: RowKind) -> list[str]:
    """Headings of a table of this kind, in order, each once."""
    return list(dict.fromkeys(column for each in fields_of(kind) for column in each.columns))


def template_rows(kind: RowKind) -> Iterator[tuple[str, Field]]:
    """Each column with the field it belongs to."""
    seen = set()
    for each in fields_of(kind):
        for column in each.columns:
            if column not in seen:
                seen.add(column)
                yield column, each
