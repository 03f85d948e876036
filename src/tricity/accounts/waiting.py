"""The desk of a person, read in few queries however much waits.

All sources are asked in one query: each adds a branch with the ids of its first rows, since when they wait, and how many
there are. Only those rows are then read and worded, each kind of row once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BigIntegerField, CharField, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from tricity.accounts import desk
from tricity.accounts.desk import DeskItem, Reader, Source

MOST_ITEMS = 10
# So that one full queue does not push everything else off the page; what room is left it may have.
MOST_OF_A_SECTION = 3
# Rows looked at where only some of them turn out to wait.
MOST_LOOKED_AT = 30

Row = tuple[int, dt.datetime | None, int]
Candidate = tuple[Source, int, dt.datetime | None]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of “everything that waits”; `total` is None where nobody has counted."""

    title: Any
    url: str
    total: int | None


@dataclass(frozen=True, slots=True)
class Desk:
    """What a person finds: at most ten items, the most urgent first; every list with its length; counted facts."""

    items: tuple[DeskItem, ...]
    waiting: tuple[Waiting, ...]
    facts: Mapping[str, tuple[int, dt.datetime | None]]

    @property
    def is_empty(self) -> bool:
        return not self.items


def desk_of(reader: Reader) -> Desk:
    """Everything that waits for the reader; the number of queries does not grow with how much that is."""
    found = _ids(reader)
    items = _items([(source, pk, since) for source, rows in found for pk, since, _total in rows], reader)
    lists = [
        Waiting(source.title, desk.address_of(source), rows[0][2] if source.is_exact else None)
        for source, rows in found
        if rows and source.is_listed
    ]
    facts = {source.section: (rows[0][2], rows[0][1]) for source, rows in found if rows}
    return Desk(tuple(chosen(items)), tuple(lists), facts)


def page_of(source: Source, reader: Reader, *, offset: int, limit: int) -> tuple[list[DeskItem], int]:
    """A part of all that waits in one source, put away or not, and how much there is."""
    rows = source.waits(reader)
    if rows is None or source.item is None:
        return [], 0
    found = list(
        rows.annotate(desk_since=source.since).values_list("pk", "desk_since")[offset : offset + limit]
    )
    return _items([(source, pk, since) for pk, since in found], reader), rows.count()


def chosen(items: Sequence[DeskItem]) -> list[DeskItem]:
    """Ten at most, the most urgent first, and of those what waits longest (of news, the newest)."""
    first: list[DeskItem] = []
    rest: list[DeskItem] = []
    taken: dict[str, int] = {}
    for item in sorted(items, key=_rank):
        taken[item.section] = taken.get(item.section, 0) + 1
        (first if taken[item.section] <= MOST_OF_A_SECTION else rest).append(item)
    return sorted([*first, *rest][:MOST_ITEMS], key=_rank)


def _rank(item: DeskItem) -> tuple[int, float, str, int]:
    moment = item.since.timestamp() if item.since else 0.0
    return (-item.urgency, -moment if item.is_news else moment, item.section, item.pk)


def _ids(reader: Reader) -> list[tuple[Source, list[Row]]]:
    """Of each source that concerns the reader its first rows: (id, since, how many there are). One query."""
    asked: list[tuple[Source, QuerySet[Any]]] = []
    for source in desk.sources():
        rows = None if source.group in reader.without else source.waits(reader)
        if rows is not None:
            asked.append((source, desk.without_put_away(rows, source, reader)))
    if not asked:
        return []
    first, *others = (_branch(source, rows) for source, rows in asked)
    found: dict[str, list[Row]] = {source.section: [] for source, _rows in asked}
    for section, pk, since, total in first.union(*others, all=True) if others else first:
        found[section].append((pk, since, total))
    return [(source, found[source.section]) for source, _rows in asked]


class _Counted(Subquery):
    """How many rows a query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) desk_counted)"
    output_field = BigIntegerField()


def _branch(source: Source, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The limit and the count stand in subqueries: SQLite takes neither in the parts of a union."""
    manager = rows.model._base_manager
    most = MOST_ITEMS if source.is_exact else MOST_LOOKED_AT
    return (
        manager.filter(pk__in=rows.values("pk")[:most])
        .order_by()
        .annotate(
            desk_section=Value(source.section, CharField()),
            desk_pk=Cast("pk", BigIntegerField()),
            desk_since=source.since,
            desk_total=_Counted(rows.order_by().values("pk")),
        )
        .values_list("desk_section", "desk_pk", "desk_since", "desk_total")
    )


def _items(candidates: Sequence[Candidate], reader: Reader) -> list[DeskItem]:
    """Rows in words. Sources with the same `load` are read together, subjects of one model named together."""
    wanted: dict[Any, set[int]] = {}
    for source, pk, _since in candidates:
        if source.load is not None:
            wanted.setdefault(source.load, set()).add(pk)
    read = {load: {row.pk: row for row in load(sorted(ids))} for load, ids in wanted.items()}
    there = [
        (source, read[source.load][pk], since)
        for source, pk, since in candidates
        if source.item is not None and pk in read.get(source.load, {})
    ]
    subjects = [each for source, row, _since in there for each in source.subjects(row)]
    names = desk.names_of(subjects, reader.language)
    items = []
    for source, row, since in there:
        assert source.item is not None
        item = source.item(row, names, reader)
        if item is not None:
            items.append(_placed(item, source, row.pk, since))
    return items


def _placed(item: DeskItem, source: Source, pk: int, since: dt.datetime | None) -> DeskItem:
    return replace(
        item,
        section=source.section,
        pk=pk,
        what=item.what or source.what,
        urgency=item.urgency or source.urgency,
        since=since,
        is_news=source.is_news,
    )
