"""The dry run: what an import would create, change, leave and refuse, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tricity.directory.models import Country
from tricity.knowledge.imports.checks import CheckedRow, check_row
from tricity.knowledge.imports.cities import CityIndex
from tricity.knowledge.imports.compare import CityPlanner, OrganizationPlanner, Planner, RecordPlanner
from tricity.knowledge.imports.fields import RowKind
from tricity.knowledge.imports.importer import Importer
from tricity.knowledge.imports.problems import Place, Problem
from tricity.knowledge.imports.readers import RawRow
from tricity.knowledge.imports.spool import Action, PlannedRow, Spool, batches
from tricity.knowledge.imports.values import Context

MOST_REFUSED: Final = 1000
BATCH: Final = 400  # below the number of parameters old SQLite allows in one query

Tick = Callable[[int], None]


@dataclass(slots=True)
class Plan:
    """All rows with what would be done to them; cities first, then organizations, then records; refused ones before."""

    importer: Importer
    spool: Spool
    counts: Counter[tuple[str, Action]] = field(default_factory=Counter)

    def rows(self, *actions: Action) -> Iterator[PlannedRow]:
        """Rows with one of these actions, or all."""
        for row in self.spool:
            if not actions or row["action"] in actions:
                yield PlannedRow.from_dict(row)

    def count(self, action: Action) -> int:
        return sum(number for (_kind, each), number in self.counts.items() if each is action)

    @property
    def refused(self) -> int:
        return self.count(Action.REFUSE)

    @property
    def writes(self) -> int:
        """How many rows would be created or changed."""
        return self.count(Action.CREATE) + self.count(Action.CHANGE)

    def add(self, row: PlannedRow) -> None:
        self.counts[row.kind.value if row.kind else "", row.action] += 1
        self.spool.append(row.as_dict())


def make_plan(
    rows: Iterable[RawRow], importer: Importer, *, tick: Tick = lambda done: None, path: Path | None = None
) -> Plan:
    """Check every row and compare it with the database; nothing is written to it.

    `tick` is called with a number of rows done, twice for each row. The plan's rows are kept at `path` if given.
    """
    context = Context(dict(Country.objects.values_list("code", "language")))
    plan = Plan(importer, Spool(path))
    checked = _check(rows, plan, context, tick)
    cities = CityIndex()
    planners: list[tuple[str, Planner]] = [
        ("city", CityPlanner(importer, context, cities)),
        ("organization", OrganizationPlanner(importer, context, cities)),
        ("record", RecordPlanner(importer, context, cities)),
    ]
    for name, planner in planners:
        for batch in batches(iter(checked[name]), BATCH):
            for row in planner.plan([_from_spool(each) for each in batch]):
                plan.add(row)
            tick(len(batch))
        checked[name].close()
    plan.spool.flush()
    return plan


def _check(rows: Iterable[RawRow], plan: Plan, context: Context, tick: Tick) -> dict[str, Spool]:
    """Refused rows go into the plan, the others into a spool for each group of kinds."""
    spools = {name: Spool() for name in ("city", "organization", "record")}
    seen: dict[tuple[str, ...], Place] = {}
    for number, raw in enumerate(rows, start=1):
        row = check_row(raw, context)
        problems = row.problems if row.is_refused else (*row.problems, *_repeated(row, plan.importer, seen))
        if row.is_refused or len(problems) > len(row.problems) or row.kind is None:
            identifier = str(row.data.get("id") or "")
            plan.add(PlannedRow(Action.REFUSE, row.place, row.kind, identifier, row.title, problems=problems))
        else:
            spools["record" if row.kind.is_record else row.kind.value].append(_to_spool(row))
        if plan.refused >= MOST_REFUSED:
            stopped = Problem("too-many-errors", row.place, values={"limit": MOST_REFUSED})
            plan.add(PlannedRow(Action.REFUSE, row.place, None, problems=(stopped,)))
            break
        if number % BATCH == 0:
            tick(BATCH)
    return spools


def _repeated(row: CheckedRow, importer: Importer, seen: dict[tuple[str, ...], Place]) -> Iterator[Problem]:
    data = row.data
    if row.kind is RowKind.CITY:
        keys = [(("city", data["country"], data["city_native"]), "city_native")]
        if data.get("official_code"):
            keys.append((("city-code", data["country"], data["official_code"]), "official_code"))
    else:
        group = "record" if row.kind and row.kind.is_record else "organization"
        keys = [((group, data.get("source") or importer.source, data["id"]), "id")]
    for key, name in keys:
        first = seen.setdefault(key, row.place)
        if first is not row.place:
            yield Problem("repeated-id", row.place, name, {"file": first.file, "line": first.line})


def _to_spool(row: CheckedRow) -> dict[str, Any]:
    return PlannedRow(
        Action.KEEP, row.place, row.kind, str(row.data.get("id") or ""), row.title, (), row.problems, row.data
    ).as_dict()


def _from_spool(row: dict[str, Any]) -> PlannedRow:
    return PlannedRow.from_dict(row)
