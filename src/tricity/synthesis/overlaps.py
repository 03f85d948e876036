"""Where needs, plans and running work of several countries meet: topic by country."""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import combinations
from typing import Final

from tricity.language import Concept, Thesaurus
from tricity.synthesis.bias import concept_in, demand, equal_weights, source_warnings
from tricity.synthesis.records import Kind, Record
from tricity.synthesis.values import DIGITS, Cell, OverlapRow, Overlaps, Sentence, TopicAssignment

VIEW_SIZE: Final = 12
LEAST_WEIGHT: Final = 0.3  # of an assignment, for the record to be counted under the topic
SAME_RECORDS: Final = 0.5  # two topics with more of their demand in common are one line of a view
_GONE: Final = Sentence("gone_with_equal_weights", {})


def find_overlaps(
    records: Iterable[Record],
    topics: Iterable[TopicAssignment],
    thesaurus: Thesaurus | None = None,
    countries: Sequence[str] | None = None,
) -> Overlaps:
    """Return the counts of needs, plans, running work and solutions of every topic in every country.

    `countries` are those of the records unless given. With a thesaurus its top concepts, which are too wide to act
    on, are kept out of the first view. The view holds at most twelve topics with needs or plans in two countries or
    more, those first whose demand is spread most evenly; it never orders countries or cities. Beside it stands the
    view with all countries weighing the same; what disappears there is marked, and so is what rests on the sources of
    one language or on one national term.
    """
    by_id = {record.id: record for record in sorted(records, key=lambda each: each.id)}
    columns = tuple(
        sorted(set(countries) if countries is not None else {each.country for each in by_id.values()})
    )
    assigned: dict[str, dict[str, TopicAssignment]] = defaultdict(dict)
    for topic in topics:
        if topic.weight >= LEAST_WEIGHT and topic.record_id in by_id:
            assigned[topic.concept_id][topic.record_id] = topic
    weighing = _Weighing(by_id.values(), columns)
    rows = [
        _row(concept_id, assigned[concept_id], by_id, weighing, concept_in(thesaurus, concept_id))
        for concept_id in sorted(assigned)
    ]
    view = _view(rows, thesaurus, lambda row: row.shared)
    equal = _view(rows, thesaurus, lambda row: row.equal)
    kept = [demand for _, demand in equal]
    gone = {concept_id for concept_id, demand in view if not any(_mostly_same(demand, each) for each in kept)}
    grid = tuple(
        replace(row, warnings=(*row.warnings, _GONE)) if row.concept_id in gone else row for row in rows
    )
    shared = sum(1 for row in grid if row.shared > 0)
    choice = Sentence("view_shared_demand", {"shown": len(view), "shared": shared, "topics": len(grid)})
    return Overlaps(
        columns,
        grid,
        tuple(concept_id for concept_id, _ in view),
        choice,
        tuple(concept_id for concept_id, _ in equal),
        tuple(weighing.demand[country] for country in columns),
    )


class _Weighing:
    """By what the records of each country are multiplied for all countries to weigh the same."""

    def __init__(self, records: Collection[Record], countries: Sequence[str]) -> None:
        self.countries = countries
        self.demand = equal_weights(records, countries, demand)
        self.records = equal_weights(records, countries, lambda _: 1.0)


def _row(
    concept_id: str,
    topics: Mapping[str, TopicAssignment],
    records: Mapping[str, Record],
    weighing: _Weighing,
    concept: Concept | None,
) -> OverlapRow:
    mine = [records[record_id] for record_id in sorted(topics)]
    cells = tuple(
        _cell(country, [each for each in mine if each.country == country]) for country in weighing.countries
    )
    wanted = _demand(mine, topics, weighing.countries)
    equal = [wanted[country] * weighing.demand[country] for country in weighing.countries]
    return OverlapRow(
        concept_id,
        cells,
        _shared(list(wanted.values())),
        _sentence(cells),
        _shared(equal),
        source_warnings(mine, topics, weighing.records, concept),
    )


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


def _demand(
    records: Sequence[Record], topics: Mapping[str, TopicAssignment], countries: Sequence[str]
) -> dict[str, float]:
    """Return the needs and plans of each country, by how much they are about the topic."""
    sums = dict.fromkeys(countries, 0.0)
    for record in records:
        if record.country in sums:
            sums[record.country] += topics[record.id].weight * topics[record.id].share * demand(record)
    return sums


def _shared(wanted: Sequence[float]) -> float:
    """Return the sum, over pairs of countries, of the geometric mean of their demand."""
    return round(math.fsum(math.sqrt(one * other) for one, other in combinations(wanted, 2)), DIGITS)


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


def _view(
    grid: Sequence[OverlapRow], thesaurus: Thesaurus | None, worth: Callable[[OverlapRow], float]
) -> list[tuple[str, Set[str]]]:
    """Return the topics to show first with the ids of their needs and plans, those worth most first."""
    top = (
        {key for key, concept in thesaurus.concepts.items() if concept.top}
        if thesaurus is not None
        else set()
    )
    ranked = sorted(
        (row for row in grid if worth(row) > 0 and row.concept_id not in top),
        key=lambda row: (-worth(row), row.concept_id),
    )
    chosen: list[tuple[str, Set[str]]] = []
    for row in ranked:
        if len(chosen) == VIEW_SIZE:
            break
        wanted = {record_id for cell in row.cells for record_id in (*cell.needs, *cell.plans)}
        if not any(_mostly_same(wanted, other) for _, other in chosen):
            chosen.append((row.concept_id, wanted))
    return chosen


def _mostly_same(one: Set[str], other: Set[str]) -> bool:
    return len(one & other) > SAME_RECORDS * min(len(one), len(other))
