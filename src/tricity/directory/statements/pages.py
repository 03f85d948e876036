"""What the pages of services and country cards show: grids whose rows are kinds or sections, columns countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tricity.accounts.rules import is_curator
from tricity.directory import panels
from tricity.directory import queries as directory
from tricity.directory.digests import standing_view
from tricity.directory.models import Country, Organization
from tricity.directory.names import DisplayName, display, organization_display
from tricity.directory.statements import queries
from tricity.directory.statements.choices import Section, ServiceKind
from tricity.directory.statements.digests import StandingView, StatementView, views
from tricity.directory.statements.models import Statement, StatementVersion
from tricity.renderings.differences import DiffPiece, diff_pieces


@dataclass(frozen=True, slots=True)
class Column:
    """A country, or the international bodies (`code` empty, `name` None)."""

    code: str
    name: DisplayName | None
    url: str
    bodies: tuple[BodyView, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyView:
    pk: int
    name: DisplayName
    url: str
    type_label: str
    standing: StandingView


@dataclass(frozen=True, slots=True)
class Cell:
    column: Column
    items: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class Row:
    value: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


def national_bodies(asked: Sequence[str], language: str) -> dict[str, Any]:
    """Services of every body, by kind and country; four queries. `asked` are kinds; none of them: all."""
    kinds = [value for value in ServiceKind.values if value in asked] or list(ServiceKind.values)
    rows = queries.public_services().filter(kind__in=kinds)
    stated = views(
        list(rows.order_by(directory.name_order(language, "organization__sort_keys"), "pk")), language
    )
    bodies = list(queries.bodies_with_services(language))
    columns = _columns(directory.countries_in_order(language), bodies, language)
    abroad = Column("", None, "", _bodies_of("", bodies, language))
    found = _by(stated, lambda view: (view.group, view.country_code))
    return {
        "columns": columns,
        "rows": [_row(ServiceKind(kind), columns, found) for kind in kinds],
        "international": abroad,
        "international_rows": [
            row for kind in kinds if (row := _row(ServiceKind(kind), [abroad], found)).cells[0].items
        ],
        "choices": [Choice(kind.value, str(kind.label), kind.value in asked) for kind in ServiceKind],
        "is_filtered": len(kinds) < len(ServiceKind.values),
    }


def card(country: Country, user: Any, language: str) -> dict[str, Any]:
    """Every section of a country's card, the empty ones too; one query, and one for renderings."""
    may_write = is_curator(user, country.code)
    found = _by(
        views(list(queries.card_of(country, with_drafts=may_write)), language), lambda view: view.group
    )
    return {
        "country": country,
        "name": display(country.names, language, country.language),
        "sections": [(section.value, section.label, found.get(section.value, ())) for section in Section],
        "panels": panels.card_panels(country, language=language, user=user),
        "may_write": may_write,
    }


def comparison(section: Section, user: Any, language: str) -> dict[str, Any]:
    """One section of all countries beside each other; three queries."""
    columns = _columns(directory.countries_in_order(language), [], language)
    found = _by(
        views(list(queries.section_of_all(section)), language), lambda view: (view.group, view.country_code)
    )
    return {
        "section": section,
        "row": _row(section, columns, found),
        "choices": [Choice(each.value, str(each.label), each == section) for each in Section],
        "writes_for": {column.code for column in columns if is_curator(user, column.code)},
    }


def _columns(countries: Iterable[Country], bodies: Sequence[Organization], language: str) -> list[Column]:
    return [
        Column(
            each.code,
            display(each.names, language, each.language),
            each.get_absolute_url(),
            _bodies_of(each.code, bodies, language),
        )
        for each in countries
    ]


def _bodies_of(country: str, bodies: Sequence[Organization], language: str) -> tuple[BodyView, ...]:
    return tuple(
        BodyView(
            each.pk,
            organization_display(each, language),
            each.get_absolute_url(),
            each.get_type_display(),
            standing_view(each),
        )
        for each in bodies
        if (each.country_id or "") == country
    )


def _row(kind: Any, columns: Sequence[Column], found: Any) -> Row:
    cells = (Cell(column, found.get((kind.value, column.code), ())) for column in columns)
    return Row(kind.value, str(kind.label), tuple(cells))


def _by(items: Iterable[StatementView], key: Any) -> dict[Any, tuple[StatementView, ...]]:
    found: dict[Any, list[StatementView]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return {value: tuple(given) for value, given in found.items()}


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs between two versions."""

    label: str
    pieces: tuple[DiffPiece, ...]


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version with what it changed; `changes` is empty for the first."""

    row: StatementVersion
    changes: tuple[Change, ...]
    language: str


def version_views(row: Statement, kept: Sequence[StatementVersion]) -> list[VersionView]:
    """The versions, newest first, each against the one before it."""
    before = [*kept[1:], None][: len(kept)]
    return [
        VersionView(each, changes(row, older.values, each.values) if older else (), each.values["language"])
        for each, older in zip(kept, before, strict=True)
    ]


def changes(row: Statement, older: dict[str, Any], newer: dict[str, Any]) -> tuple[Change, ...]:
    names = [name for name in newer if newer[name] != older.get(name, "")]
    return tuple(
        Change(field_label(row, name), tuple(diff_pieces(older.get(name, ""), newer[name]))) for name in names
    )


def field_label(row: Statement, name: str) -> str:
    """What the column is called, in the active language."""
    column: Any = row._meta.get_field(name)
    return str(column.verbose_name)
