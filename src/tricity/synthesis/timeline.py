"""When a topic began, is planned and turned in each country, as far as its records state years.

A timeline tells needs and initiatives; a solution is an offer and has no years of its own. Each of them is counted once
in its country: as dated where it states a first or a last year, else as undated. Nothing here orders countries.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tricity.synthesis.overlaps import LEAST_WEIGHT
from tricity.synthesis.records import RUNNING, Horizon, Kind, Record, Status
from tricity.synthesis.values import Sentence, TopicAssignment


class Mark(StrEnum):
    """What a year means, in the order in which a topic comes to life."""

    NEEDED = "needed"  # a need states it as its first year
    PLANNED = "planned"  # an initiative is planned to begin
    PILOT = "pilot"  # a pilot began
    STARTED = "started"  # an initiative began that runs or has run
    UNSTATED = "unstated"  # an initiative began that does not say how far it is
    DUE = "due"  # the last year of a need or of an initiative that has not been completed
    ENDED = "ended"  # the last year of an initiative that has been completed


_BEGINS: Final[Mapping[Status, Mark]] = {
    Status.PLANNED: Mark.PLANNED,
    Status.PILOT: Mark.PILOT,
    Status.OPERATING: Mark.STARTED,
    Status.COMPLETED: Mark.STARTED,
}
_ORDER: Final[Mapping[Mark, int]] = {mark: place for place, mark in enumerate(Mark)}


@dataclass(frozen=True, slots=True)
class Event:
    """The records of a country that have the same mark in the same year, by id."""

    year: int
    mark: Mark
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undated:
    """The records of a country that state no year, by id: needs by their horizon, and initiatives."""

    short: tuple[str, ...] = ()
    long: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(sorted((*self.short, *self.long, *self.needs, *self.initiatives)))


@dataclass(frozen=True, slots=True)
class Lane:
    """A topic in one country. `events` by year and mark; `turns` are sentences with their years, by year."""

    country: str
    events: tuple[Event, ...]
    turns: tuple[Sentence, ...]
    dated: tuple[str, ...]
    undated: Undated


@dataclass(frozen=True, slots=True)
class Timeline:
    """A topic in every country asked for; lanes in the order of the codes, which means nothing."""

    concept_id: str
    lanes: tuple[Lane, ...]


def find_timelines(
    records: Iterable[Record], topics: Iterable[TopicAssignment], countries: Sequence[str]
) -> tuple[Timeline, ...]:
    """Return the timeline of every topic that is counted in the overlaps, in order of topic."""
    by_id = {record.id: record for record in records}
    assigned: dict[str, set[str]] = defaultdict(set)
    for topic in topics:
        if topic.weight >= LEAST_WEIGHT and topic.record_id in by_id:
            assigned[topic.concept_id].add(topic.record_id)
    return tuple(
        trace(concept_id, [by_id[each] for each in assigned[concept_id]], countries)
        for concept_id in sorted(assigned)
    )


def trace(concept_id: str, records: Collection[Record], countries: Iterable[str]) -> Timeline:
    """Return when `records`, which are about one topic, began, are planned and ended in each of `countries`."""
    told = sorted((each for each in records if each.kind is not Kind.SOLUTION), key=lambda each: each.id)
    return Timeline(
        concept_id,
        tuple(
            _lane(country, [each for each in told if each.country == country])
            for country in sorted(set(countries))
        ),
    )


def _lane(country: str, records: Sequence[Record]) -> Lane:
    dated = [each for each in records if _is_dated(each)]
    found: dict[tuple[int, Mark], list[str]] = defaultdict(list)
    for record in dated:
        for at in _marks(record):
            found[at].append(record.id)
    ordered = sorted(found, key=lambda at: (at[0], _ORDER[at[1]]))
    return Lane(
        country,
        tuple(Event(year, mark, tuple(found[year, mark])) for year, mark in ordered),
        tuple(_turns(records)),
        tuple(each.id for each in dated),
        _undated([each for each in records if not _is_dated(each)]),
    )


def _is_dated(record: Record) -> bool:
    return record.start_year is not None or record.end_year is not None


def _marks(record: Record) -> Iterator[tuple[int, Mark]]:
    if record.start_year is not None:
        yield record.start_year, _begins(record)
    if record.end_year is not None:
        yield record.end_year, Mark.ENDED if record.status is Status.COMPLETED else Mark.DUE


def _begins(record: Record) -> Mark:
    if record.kind is Kind.NEED:
        return Mark.NEEDED
    return _BEGINS[record.status] if record.status is not None else Mark.UNSTATED


def _undated(records: Sequence[Record]) -> Undated:
    def ids(kind: Kind, horizon: Horizon | None = None) -> tuple[str, ...]:
        of_kind = (each for each in records if each.kind is kind)
        return tuple(each.id for each in of_kind if kind is Kind.INITIATIVE or each.horizon is horizon)

    return Undated(
        ids(Kind.NEED, Horizon.SHORT), ids(Kind.NEED, Horizon.LONG), ids(Kind.NEED), ids(Kind.INITIATIVE)
    )


def _turns(records: Sequence[Record]) -> list[Sentence]:
    """Return the turning points, each once and only where the years say so.

    `operation`: the first start of regular work; `operation_after_pilot` where a pilot had begun in an earlier year.
    `plan`: the first year that is planned after everything that has begun. `last_end`: all regular work, dated or
    not, has been completed and says when, the last of it in that year.
    """
    work = [each for each in records if each.kind is Kind.INITIATIVE]
    running = [each for each in work if each.status in RUNNING]
    starts = [each.start_year for each in running if each.start_year is not None]
    pilots = [each.start_year for each in work if each.status is Status.PILOT and each.start_year is not None]
    plans = [
        each.start_year for each in work if each.status is Status.PLANNED and each.start_year is not None
    ]
    found: list[tuple[int, Sentence]] = []
    if starts:
        found.append((min(starts), _operation(min(starts), pilots)))
    ahead = [year for year in plans if year > max((*starts, *pilots), default=-1)]
    if ahead:
        found.append((min(ahead), Sentence("plan", {"year": min(ahead)})))
    ends = [
        each.end_year for each in running if each.status is Status.COMPLETED and each.end_year is not None
    ]
    if running and len(ends) == len(running):
        found.append((max(ends), Sentence("last_end", {"year": max(ends)})))
    return [sentence for _, sentence in sorted(found, key=lambda each: (each[0], each[1].key))]


def _operation(year: int, pilots: Sequence[int]) -> Sentence:
    before = [each for each in pilots if each < year]
    if not before:
        return Sentence("operation", {"year": year})
    return Sentence("operation_after_pilot", {"year": year, "pilot": min(before)})
