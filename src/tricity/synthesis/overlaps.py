"""Where needs, plans and running work of several countries meet: topic by country."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import combinations
from typing import Final

from tricity.language import Thesaurus
from tricity.synthesis.records import Kind, Record
from tricity.synthesis.values import DIGITS, Cell, OverlapRow, Overlaps, Sentence, TopicAssignment

VIEW_SIZE: Final = 12
LEAST_WEIGHT: Final = 0.3  # of an assignment, for the record to be counted under the topic
PLAN_SHARE: Final = 0.7  # what a plan counts as shared demand, beside a need
SAME_RECORDS: Final = 0.5  # two topics with more of their demand in common are one line of a view


def find_overlaps(
    records: Iterable[Record],
    topics: Iterable[TopicAssignment],
    thesaurus: Thesaurus | None = None,
    countries: Sequence[str] | None = None,
) -> Overlaps:
    """Return the counts of needs, plans, running work and solutions of every topic in every country.

    `countries` are those of the records unless given. With a thesaurus its top concepts, which are too wide to act
    on, are kept out of the first view. The view holds at most twelve topics with needs or plans in two countries or
    more, those first whose demand is spread most evenly; it never orders countries or cities.
    """
    by_id = {record.id: record for record in records}
    columns = tuple(
        sorted(set(countries) if countries is not None else {each.country for each in by_id.values()})
    )
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for topic in topics:
        if topic.weight >= LEAST_WEIGHT and topic.record_id in by_id:
            weights[topic.concept_id][topic.record_id] = topic.weight * topic.share
    grid = tuple(_row(concept_id, weights[concept_id], by_id, columns) for concept_id in sorted(weights))
    view = _view(grid, thesaurus)
    shared = sum(1 for row in grid if row.shared > 0)
    choice = Sentence("view_shared_demand", {"shown": len(view), "shared": shared, "topics": len(grid)})
    return Overlaps(columns, grid, view, choice)


def _row(
    concept_id: str, weights: Mapping[str, float], records: Mapping[str, Record], countries: Sequence[str]
) -> OverlapRow:
    mine = [records[record_id] for record_id in sorted(weights)]
    cells = tuple(_cell(country, [each for each in mine if each.country == country]) for country in countries)
    return OverlapRow(concept_id, cells, _shared_demand(mine, weights, countries), _sentence(cells))


def _cell(country: str, records: Sequence[Record]) -> Cell:
    def ids(belongs: Callable[[Record], bool]) -> tuple[str, ...]:
        return tuple(record.id for record in records if belongs(record))

    return Cell(
        country,
        needs=ids(lambda record: record.kind is Kind.NEED),
        plans=ids(lambda record: record.is_plan),
        running=ids(lambda record: record.is_running),
        solutions=ids(lambda record: record.kind is Kind.SOLUTION),
        cities=tuple(
            sorted({record.city for record in records if record.city and record.kind is not Kind.SOLUTION})
        ),
    )


def _shared_demand(
    records: Sequence[Record], weights: Mapping[str, float], countries: Sequence[str]
) -> float:
    """Return the sum, over pairs of countries, of the geometric mean of their needs and plans, by weight."""
    demand = dict.fromkeys(countries, 0.0)
    for record in records:
        if record.kind is Kind.NEED or record.is_plan:
            demand[record.country] += weights[record.id] * (1.0 if record.kind is Kind.NEED else PLAN_SHARE)
    pairs = combinations([demand[country] for country in countries], 2)
    return round(math.fsum(math.sqrt(one * other) for one, other in pairs), DIGITS)


def _sentence(cells: Sequence[Cell]) -> Sentence:
    """Say where the topic is needed, planned, running and offered; countries by code, cities counted."""

    def where(has: Callable[[Cell], object]) -> tuple[str, ...]:
        return tuple(cell.country for cell in cells if has(cell))

    needed, planned = where(lambda cell: cell.needs), where(lambda cell: cell.plans)
    running, offered = where(lambda cell: cell.running), where(lambda cell: cell.solutions)
    key = "_".join(
        name
        for name, there in (
            ("needed", needed),
            ("planned", planned),
            ("running", running),
            ("offered", offered),
        )
        if there
    )
    return Sentence(
        key or "nothing",
        {
            "needed": needed,
            "planned": planned,
            "running": running,
            "offered": offered,
            "needs": sum(len(cell.needs) for cell in cells),
            "plans": sum(len(cell.plans) for cell in cells),
            "works": sum(len(cell.running) for cell in cells),
            "offers": sum(len(cell.solutions) for cell in cells),
            "cities": sum(len(cell.cities) for cell in cells),
        },
    )


def _view(grid: Sequence[OverlapRow], thesaurus: Thesaurus | None) -> tuple[str, ...]:
    top = (
        {key for key, concept in thesaurus.concepts.items() if concept.top}
        if thesaurus is not None
        else set()
    )
    ranked = sorted(
        (row for row in grid if row.shared > 0 and row.concept_id not in top),
        key=lambda row: (-row.shared, row.concept_id),
    )
    chosen: list[tuple[str, Set[str]]] = []
    for row in ranked:
        demand = {record_id for cell in row.cells for record_id in (*cell.needs, *cell.plans)}
        if len(chosen) < VIEW_SIZE and not any(_mostly_same(demand, other) for _, other in chosen):
            chosen.append((row.concept_id, demand))
    return tuple(concept_id for concept_id, _ in chosen)


def _mostly_same(one: Set[str], other: Set[str]) -> bool:
    return len(one & other) > SAME_RECORDS * min(len(one), len(other))
