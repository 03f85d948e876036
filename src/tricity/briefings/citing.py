"""Records and bodies as footnotes name them, and lines of their names for the reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tricity.briefings.claims import Cited
from tricity.briefings.extents import Extent
from tricity.briefings.measure import clipped
from tricity.directory.digests import OrganizationView
from tricity.directory.models import Organization
from tricity.directory.names import city_display, country_name
from tricity.events.papers.parts import joined, name
from tricity.knowledge.digests.present import source_view
from tricity.knowledge.models import Record
from tricity.publishing import Run, Runs, runs
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Citing:
    language: str
    extent: Extent

    def record(self, row: Record) -> Cited:
        title = LocalizedText(clipped(row.title, self.extent.title), row.language)
        dated = self._dated(_("published on %(date)s"), row.published_at)
        sources = tuple(map(source_view, row.sources))
        return Cited(row.code, title, place(row, self.language), dated, row.get_absolute_url(), sources)

    def body(self, row: Organization) -> Cited:
        title = LocalizedText(clipped(str(row), self.extent.title), row.language)
        where = runs(word(country_name(row.country, self.language))) if row.country else ()
        dated = self._dated(_("as of %(date)s"), row.updated_at)
        sources = tuple(map(source_view, row.sources))
        return Cited(row.code, title, where, dated, row.get_absolute_url(), sources)

    def _dated(self, sentence: str, moment: dt.datetime | None) -> str:
        """The day in UTC, for a file says the same wherever it was made; in short the day alone."""
        if moment is None:
            return ""
        day = formats.date_format(moment.astimezone(dt.UTC).date(), "DATE_FORMAT")
        return sentence % {"date": day} if self.extent.has_detail else day


def word(text: LocalizedText) -> Run:
    return Run(text.text, text.language)


def place(row: Record, language: str) -> Runs:
    """“Yokohama (横浜市), Japan”."""
    country = runs(word(country_name(row.country, language)))
    if row.city is None:
        return country
    return runs(name(city_display(row.city, language)), ", ", country)


def place_name(row: Record, language: str) -> Run:
    """The city, or the country of a record that names none."""
    return word(city_display(row.city, language).text if row.city else country_name(row.country, language))


def by_place(rows: Iterable[Record], language: str) -> list[Record]:
    """By the names of country and city in the reader's language: nobody comes first for what they did."""

    def key(row: Record) -> tuple[str, str, str, int]:
        city = row.city.sort_keys.get(language, "") if row.city else ""
        return (row.country.sort_keys.get(language, ""), row.country_id, city, row.pk)

    return sorted(rows, key=key)


def places(rows: Iterable[Record], language: str) -> Runs:
    """Their cities, each once, in that order."""
    names = dict.fromkeys(place_name(each, language) for each in by_place(rows, language))
    return listed(names)


def bodies(views: Iterable[OrganizationView]) -> Runs:
    """“Association (협회), …”, in the order given."""
    return listed_runs(name(each.name) for each in views)


def colon() -> str:
    """After a label."""
    return pgettext("after a label", ": ")


def listed(words: Iterable[Run]) -> Runs:
    return listed_runs((each,) for each in words)


def listed_runs(parts: Iterable[Runs]) -> Runs:
    return joined(parts, pgettext("between the items of a list", ", "))
