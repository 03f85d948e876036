"""Statements as a reader of one language gets them, ready for templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _

from tricity.directory.digests import SourceView, StandingView, source_view
from tricity.directory.names import DisplayName, country_name, display, organization_display
from tricity.directory.statements import queries
from tricity.directory.statements.choices import State
from tricity.directory.statements.models import CardEntry, Service, Statement
from tricity.directory.statements.values import plain_figure
from tricity.translation.queries import localized, renderings
from tricity.web.identity import Standing
from tricity.web.text import LocalizedText, Origin


@dataclass(frozen=True, slots=True)
class StatementView:
    """A service or an entry for one reader.

    `texts` holds the fields that are filled: the rendering where there is one, else the author's words in their own
    language. `label` is its kind or section, `owner` whose it is, `owner_country` the country's name (None of an
    international body). `marks` say in words why the reader should be careful.
    """

    pk: int
    code: str
    url: str
    path: str
    renderable: str
    group: str
    label: str
    texts: Mapping[str, LocalizedText]
    owner: DisplayName
    owner_url: str
    country_code: str
    country: LocalizedText | None
    sources: tuple[SourceView, ...]
    contact_url: str
    figure: str
    as_of: dt.date | None
    valid_from: dt.date | None
    valid_until: dt.date | None
    deadline: dt.date | None
    standing: StandingView
    marks: tuple[str, ...]
    is_public: bool
    state_label: str

    def __str__(self) -> str:
        return self.texts["title"].text

    @property
    def title(self) -> LocalizedText:
        return self.texts["title"]

    @property
    def summary(self) -> LocalizedText:
        return self.body

    @property
    def body(self) -> LocalizedText:
        return self.texts.get("description") or self.texts["text"]


def views(rows: Sequence[Statement], language: str) -> list[StatementView]:
    """The statements of one kind in `language`, which must be the active one; one query. Reads the owner."""
    rendered = renderings(rows, language=language)
    return [_view(row, rendered, language) for row in rows]


def present_services(ids: Sequence[int], language: str) -> dict[int, StatementView]:
    """Row id → the service for a reader of `language`, in the order of `ids`; two queries; public ones only."""
    return _present(queries.public_services().in_bulk(ids), ids, language)


def present_entries(ids: Sequence[int], language: str) -> dict[int, StatementView]:
    return _present(queries.public_entries().in_bulk(ids), ids, language)


def _present(rows: Mapping[int, Any], ids: Sequence[int], language: str) -> dict[int, StatementView]:
    found = [rows[pk] for pk in ids if pk in rows]
    with translation.override(language):
        return {view.pk: view for view in views(found, language)}


def _view(row: Any, rendered: Any, language: str) -> StatementView:
    service = isinstance(row, Service)
    country = row.organization.country if service else row.country
    owner = (
        organization_display(row.organization, language)
        if service
        else display(country.names, language, country.language)
    )
    return StatementView(
        pk=row.pk,
        code=row.code,
        url=row.get_absolute_url(),
        path=row.path,
        renderable="service" if service else "card-entry",
        group=row.kind if service else row.section,
        label=row.get_kind_display() if service else row.get_section_display(),
        texts={name: _shown(row, name, rendered, language) for name in row.TEXTS if getattr(row, name)},
        owner=owner,
        owner_url=row.organization.get_absolute_url() if service else country.get_absolute_url(),
        country_code=country.code if country else "",
        country=country_name(country, language) if country else None,
        sources=_sources(row),
        contact_url=row.contact_url if service else "",
        figure="" if service or row.figure is None else _figure(row),
        as_of=None if service else row.as_of,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        deadline=row.deadline if service else None,
        standing=standing_view(row),
        marks=marks(row),
        is_public=row.is_public,
        state_label=row.get_state_display(),
    )


def _shown(row: Statement, name: str, rendered: Any, language: str) -> LocalizedText:
    """The rendering, or else the author's words: a law has no digest that would be safe to read."""
    source = getattr(row, name)
    found = localized(source, row.language, rendered.get((row.pk, name)), language=language)
    return found or LocalizedText(source, row.language, Origin.ORIGINAL)


def _sources(row: Statement) -> tuple[SourceView, ...]:
    read_on = row.read_on.isoformat() if row.read_on else None
    pages = (row.source_url, *row.more_sources.split())
    return tuple(source_view({"url": page, "read_on": read_on}) for page in pages)


def _figure(row: CardEntry) -> str:
    """Grouped as the reader's language groups it."""
    assert row.figure is not None
    plain = plain_figure(row.figure)
    places = len(plain.partition(".")[2])
    return formats.number_format(row.figure, decimal_pos=places, force_grouping=True)


def marks(row: Statement) -> tuple[str, ...]:
    """Why a reader should be careful, as sentences in the active language."""
    found = []
    if row.valid_until and row.has_ended:
        date = formats.date_format(row.valid_until, "DATE_FORMAT")
        found.append(_("Out of date: it held until %(date)s.") % {"date": date})
    if row.is_stale:
        date = formats.date_format(row.checked_on, "DATE_FORMAT")
        found.append(_("May be out of date: last checked on %(date)s.") % {"date": date})
    if row.state == State.WITHDRAWN:
        found.append(_("It has been withdrawn and is not public."))
    return tuple(found)


def standing_view(row: Statement) -> StandingView:
    """Who speaks, as a sentence in the active language."""
    by_body = isinstance(row, Service)
    if row.standing == Standing.CONFIRMED and row.confirmed_on:
        date = formats.date_format(row.confirmed_on, "DATE_FORMAT")
        said = (
            _("Confirmed by the body itself on %(date)s.")
            if by_body
            else _("Confirmed by the country’s curators on %(date)s.")
        )
        return StandingView(row.standing, said % {"date": date})
    if row.standing == Standing.COMPILED:
        compiled = (
            _("Compiled from public sources, not confirmed by the body.")
            if by_body
            else _("Compiled from public sources, not confirmed by the country’s curators.")
        )
        return StandingView(row.standing, compiled)
    written = _("Submitted by the body itself.") if by_body else _("Written by the country’s curators.")
    return StandingView(row.standing, written)
