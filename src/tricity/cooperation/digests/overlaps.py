"""The overlap views as tables in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from tricity.cooperation.analysis import ANY, view_name
from tricity.cooperation.digests import sentences
from tricity.cooperation.models import SynthesisRun
from tricity.cooperation.queries import latest_run
from tricity.directory.models import Country
from tricity.directory.names import country_name
from tricity.directory.queries import countries_in_order
from tricity.terms.models import Concept
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText

LEVELS = 5
COUNTED = ("needs", "plans", "running")


@dataclass(frozen=True, slots=True)
class CountryHead:
    code: str
    name: LocalizedText
    url: str


@dataclass(frozen=True, slots=True)
class TableCell:
    """Counts of a topic in a country; `level` 1–5 (0: nothing) by their sum beside the table's largest."""

    needs: int
    plans: int
    running: int
    level: int
    country: LocalizedText
    url: str

    @property
    def lines(self) -> list[str]:
        """“3 needs”, “1 plan or pilot”: what there is, in words."""
        counted = (
            (sentences.needs, self.needs),
            (sentences.plans, self.plans),
            (sentences.running, self.running),
        )
        return [say(count) for say, count in counted if count]


@dataclass(frozen=True, slots=True)
class TableRow:
    topic: LocalizedText
    slug: str
    url: str
    cells: tuple[TableCell, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class OverlapTable:
    """At most twelve topics by countries; countries in order of their name for the reader."""

    countries: tuple[CountryHead, ...]
    rows: tuple[TableRow, ...]
    choice: str
    run: SynthesisRun | None

    def __bool__(self) -> bool:
        return bool(self.rows)


def overview(language: str) -> OverlapTable:
    """The overlaps of everything, for the home page: three queries."""
    return table(language)


def table(language: str, horizon: str = ANY, *, only_across: bool = False) -> OverlapTable:
    """The view of this filter, worked out by the newest run: three queries."""
    run = latest_run()
    kept = run.overview.get(view_name(horizon, only_across), {}) if run else {}
    rows: Sequence[Mapping[str, Any]] = kept.get("rows", [])
    concepts = {each.slug: each for each in Concept.objects.filter(slug__in=[row["topic"] for row in rows])}
    heads = country_heads(language)
    largest = max((_quantity(cell) for row in rows for cell in row["cells"]), default=0)
    suffix = f"?{urlencode({'horizon': horizon})}" if horizon != ANY else ""
    with translation.override(language):
        return OverlapTable(
            countries=tuple(heads),
            rows=tuple(
                _row(row, concepts[row["topic"]], heads, largest, suffix, language)
                for row in rows
                if row["topic"] in concepts
            ),
            choice=sentences.choice(kept.get("choice", {})) if rows else "",
            run=run,
        )


def country_heads(language: str) -> list[CountryHead]:
    """The countries in order of their name for the reader; one query."""
    return [country_head(each, language) for each in countries_in_order(language)]


def country_head(country: Country, language: str) -> CountryHead:
    return CountryHead(country.code, country_name(country, language), country.get_absolute_url())


def _row(
    row: Mapping[str, Any],
    concept: Concept,
    heads: Sequence[CountryHead],
    largest: int,
    suffix: str,
    language: str,
) -> TableRow:
    cells = {cell["country"]: cell for cell in row["cells"]}
    names = {head.code: str(head.name) for head in heads}
    return TableRow(
        topic=name_in(concept.names, language),
        slug=concept.slug,
        url=reverse("cooperation:overlap", args=[concept.slug]) + suffix,
        cells=tuple(_cell(cells.get(head.code, {}), head, concept, largest, suffix) for head in heads),
        sentence=sentences.overlap(row["sentence"], names),
    )


def _cell(
    cell: Mapping[str, Any], head: CountryHead, concept: Concept, largest: int, suffix: str
) -> TableCell:
    counts = {part: int(cell.get(part, 0)) for part in COUNTED}
    return TableCell(
        **counts,
        level=level(_quantity(cell), largest),
        country=head.name,
        url=reverse("cooperation:overlap", args=[concept.slug, head.code.lower()]) + suffix,
    )


def level(quantity: int, largest: int) -> int:
    """1–5 in equal steps up to the largest of the table; 0 for nothing."""
    return -(-LEVELS * quantity // largest) if quantity else 0


def _quantity(cell: Mapping[str, Any]) -> int:
    return sum(int(cell.get(part, 0)) for part in COUNTED)
