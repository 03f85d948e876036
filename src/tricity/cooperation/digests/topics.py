"""One topic across countries, or in one of them: counts, cities by name, records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from django.utils import translation

from tricity.cooperation.analysis import ANY, PARTS
from tricity.cooperation.digests import sentences
from tricity.cooperation.digests.overlaps import CountryHead
from tricity.cooperation.models import OverlapRow
from tricity.directory.digests import CityView, city_view
from tricity.directory.queries import cities, name_order
from tricity.knowledge.digests import RecordView, TopicView, present
from tricity.knowledge.queries import public_records

MOST_CITIES = 200
TOLD = ("needs", "plans", "running")


@dataclass(frozen=True, slots=True)
class CountLine:
    """A country's counts in the order of `PARTS`."""

    country: CountryHead
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TopicRecord:
    """A record with the topic as it was given to it; None where it has been taken from it since the count."""

    record: RecordView
    topic: TopicView | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which records of a topic are wanted; `countries` in the order they are listed in, `part` empty for all."""

    countries: Sequence[CountryHead]
    part: str = ""
    horizon: str = ANY

    @property
    def codes(self) -> list[str]:
        return [head.code for head in self.countries]


def counts(row: OverlapRow, chosen: Chosen) -> list[CountLine]:
    cells = _cells(row)
    return [
        CountLine(head, tuple(len(_ids(cells.get(head.code, {}), part, chosen.horizon)) for part in PARTS))
        for head in chosen.countries
    ]


def record_ids(row: OverlapRow, chosen: Chosen) -> list[int]:
    """Needs first, then plans, running work and solutions; each country in turn, those most about the topic first."""
    cells = _cells(row)
    parts = (chosen.part,) if chosen.part else PARTS
    return [
        pk
        for part in parts
        for pk in _in_turn([_ids(cells.get(code, {}), part, chosen.horizon) for code in chosen.codes])
    ]


def told_ids(row: OverlapRow, chosen: Chosen) -> list[int]:
    """The needs and initiatives of a topic, whichever part of them is listed; a timeline is of all."""
    return sorted(
        pk
        for code, cell in _cells(row).items()
        if code in chosen.codes
        for part in TOLD
        for pk in _ids(cell, part, chosen.horizon)
    )


def records(ids: Sequence[int], topic: str, language: str) -> list[TopicRecord]:
    """The records that are public still, in the order of `ids`, with why each is about the topic; six queries."""
    public = set(public_records().filter(pk__in=ids).values_list("pk", flat=True))
    views = present([pk for pk in ids if pk in public], language, whole=True).values()
    return [
        TopicRecord(view, next((each for each in view.topics if each.slug == topic), None)) for view in views
    ]


def cities_of(row: OverlapRow, chosen: Chosen, language: str) -> list[CityView]:
    """At most 200 cities that the topic's records speak of, by name; one query."""
    cells = _cells(row)
    ids = [pk for code in chosen.codes for pk in cells.get(code, {}).get("cities", ())]
    found = cities().filter(pk__in=ids).order_by(name_order(language), "pk")[:MOST_CITIES]
    with translation.override(language):
        return [city_view(each, language) for each in found]


def sentence(row: OverlapRow, heads: Sequence[CountryHead], language: str) -> str:
    with translation.override(language):
        return sentences.overlap(row.sentence, {head.code: str(head.name) for head in heads})


def _cells(row: OverlapRow) -> dict[str, Mapping[str, Any]]:
    return {cell["country"]: cell for cell in row.cells}


def _ids(cell: Mapping[str, Any], part: str, horizon: str) -> Sequence[int]:
    return cell.get(horizon if part == "needs" and horizon != ANY else part, ())


def _in_turn(lists: Sequence[Sequence[int]]) -> Iterator[int]:
    return (pk for pk in chain.from_iterable(zip_longest(*lists)) if pk is not None)
