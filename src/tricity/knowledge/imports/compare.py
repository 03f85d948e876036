"""Checked rows against the database, a batch at a time and with a fixed number of queries for each."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Final

from django.db.models import Model, Q

from tricity.directory.models import City, Organization
from tricity.knowledge.imports.cities import CityIndex
from tricity.knowledge.imports.fields import RowKind
from tricity.knowledge.imports.importer import Importer, may_change, refusals
from tricity.knowledge.imports.merge import CITY_OF, Shape, merge
from tricity.knowledge.imports.problems import Problem, Severity, Wrong
from tricity.knowledge.imports.shapes import (
    by_code,
    city_shapes,
    organization_shapes,
    own_source,
    record_shapes,
)
from tricity.knowledge.imports.spool import Action, PlannedRow
from tricity.knowledge.imports.values import Context
from tricity.knowledge.models import Record
from tricity.web.identity import PublicationState, Standing

_ON_THE_WAY: Final = (PublicationState.DRAFT, PublicationState.SUBMITTED, PublicationState.RETURNED)


class Planner:
    """Decides for rows of one model; subclasses say how objects are found and what else must hold."""

    model: ClassVar[type[Model]]

    def __init__(self, importer: Importer, context: Context, cities: CityIndex) -> None:
        self.importer = importer
        self.context = context
        self.cities = cities

    def plan(self, rows: Sequence[PlannedRow]) -> Iterator[PlannedRow]:
        rows = [
            dataclasses.replace(row, data={**(row.data or {}), "source": self._source(row)}) for row in rows
        ]
        existing = self.find(rows)
        shapes = self.shapes(list(existing.values()))
        others = self._elsewhere([row for position, row in enumerate(rows) if position not in existing])
        for position, row in enumerate(rows):
            found = existing.get(position)
            yield self._decide(row, found, shapes[found.pk] if found else None, others.get(row.id, []))

    def _source(self, row: PlannedRow) -> str:
        return (row.data or {}).get("source") or self.importer.source

    def find(self, rows: Sequence[PlannedRow]) -> dict[int, Any]:
        """Position of a row → the object it is about; by source and identifier, by code for objects of this site."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            wanted[self._source(row)].add(row.id)
        found = {}
        for source, ids in wanted.items():
            for each in self.model._default_manager.filter(source=source, external_id__in=ids):
                found[source, each.external_id] = each  # type: ignore[attr-defined]
            if source == own_source():
                for each in self.model._default_manager.filter(code__in=ids, external_id=None):
                    found[source, each.code] = each  # type: ignore[attr-defined]
        keys = {position: (self._source(row), row.id) for position, row in enumerate(rows)}
        return {position: found[key] for position, key in keys.items() if key in found}

    def shapes(self, objects: Sequence[Any]) -> dict[int, Shape]:
        raise NotImplementedError

    def _elsewhere(self, rows: Sequence[PlannedRow]) -> dict[str, list[Any]]:
        """Objects other sources know under the same identifier."""
        ids = {row.id for row in rows if row.id}
        sources = {self._source(row) for row in rows}
        found: dict[str, list[Any]] = defaultdict(list)
        if ids:
            known = self.model._default_manager.values_list("source", flat=True).distinct()
            for source in [source for source in known if source not in sources]:
                for each in self.model._default_manager.filter(source=source, external_id__in=ids):
                    found[each.external_id].append(each)  # type: ignore[attr-defined]
        return found

    def _decide(self, row: PlannedRow, found: Any, shape: Shape | None, others: Sequence[Any]) -> PlannedRow:
        given = dict(row.data or {})
        assert row.kind is not None
        problems = list(row.problems)
        problems += self._problems(
            row, refusals(self.importer, row.kind, given.get("country"), self._source(row), found)
        )
        problems += self._problems(row, self.references(row.kind, given, found))
        if any(problem.severity is Severity.ERROR for problem in problems):
            return dataclasses.replace(row, action=Action.REFUSE, problems=tuple(problems), data=None)
        if found is None and others:
            twin = next((other for other in others if str(other) == row.title), None)
            code = "known-elsewhere" if twin else "same-id-elsewhere"
            problems.append(Problem(code, row.place, "id", {"source": (twin or others[0]).source}))
            if twin:
                return dataclasses.replace(row, action=Action.KEEP, problems=tuple(problems), data=None)
        if found is not None and getattr(found, "deleted_at", None) is not None:
            problems.append(Problem("withdrawn", row.place, "id"))
            return dataclasses.replace(row, action=Action.KEEP, problems=tuple(problems), data=None)
        return self._compare(row, given, found, shape, problems)

    def _compare(
        self, row: PlannedRow, given: Shape, found: Any, shape: Shape | None, problems: list[Problem]
    ) -> PlannedRow:
        assert row.kind is not None
        merged = merge(row.kind, given, shape, self.context, trusted=self.importer.is_trusted)
        if found is None:
            return dataclasses.replace(row, action=Action.CREATE, problems=tuple(problems), data=merged.data)
        changes = merged.changes + self.further_changes(found)
        if changes and self._body_speaks(given, found, changes):
            problems.append(Problem("kept-words", row.place))
            changes = []
        if changes and not may_change(self.importer, found):
            problems.append(Problem("not-editable", row.place, "id"))
            return dataclasses.replace(row, action=Action.REFUSE, problems=tuple(problems), data=None)
        action = Action.CHANGE if changes else Action.KEEP
        return dataclasses.replace(
            row,
            action=action,
            problems=tuple(problems),
            changes=tuple(changes),
            data=merged.data if changes else None,
            pk=found.pk,
            seen=found.updated_at.isoformat(),
        )

    def _body_speaks(self, given: Shape, found: Any, changes: list[str]) -> bool:
        """What is compiled from public sources does not overwrite what a body said itself."""
        standing = getattr(found, "standing", Standing.COMPILED)
        arriving = given.get("standing") if self.importer.is_trusted else None
        return (
            standing != Standing.COMPILED
            and (arriving or self.importer.standing) == Standing.COMPILED
            and changes != ["renderings"]
        )

    def references(
        self, kind: RowKind, given: Shape, found: Any
    ) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """What the row refers to and is not there; may complete `given`."""
        if not any(given.get(name) for name in CITY_OF):
            return
        country = given.get("country") or ""
        try:
            given["city_native"] = self.cities.find(
                country, native=given.get("city_native"), name=given.get("city"), code=given.get("city_code")
            )
        except Wrong as error:
            yield error.code, "city_native" if given.get("city_native") else "city", error.values

    def further_changes(self, found: Any) -> list[str]:
        return []

    @staticmethod
    def _problems(row: PlannedRow, found: Iterable[tuple[str, str, dict[str, Any]]]) -> Iterator[Problem]:
        return (Problem(code, row.place, name, values) for code, name, values in found)


class OrganizationPlanner(Planner):
    model = Organization

    def shapes(self, objects: Sequence[Any]) -> dict[int, Shape]:
        return organization_shapes(objects)


class RecordPlanner(Planner):
    model = Record

    def shapes(self, objects: Sequence[Any]) -> dict[int, Shape]:
        return record_shapes(objects)

    def references(
        self, kind: RowKind, given: Shape, found: Any
    ) -> Iterator[tuple[str, str, dict[str, Any]]]:
        yield from super().references(kind, given, found)
        if found is not None and found.kind != kind.value:
            yield "other-kind", "id", {"found": found.kind}
        for position, each in enumerate(given.get("deployments") or ()):
            if each["country"] not in self.context.countries:
                continue
            try:
                self.cities.find(each["country"], native=each["city"])
            except Wrong as error:
                values = {"found": error.values["found"], "country": each["country"]}
                yield "unknown-deployment-city", f"deployments.{position}.city", values

    def further_changes(self, found: Any) -> list[str]:
        """A publishing import also publishes what was still on its way."""
        publishes = self.importer.state == PublicationState.PUBLISHED
        return ["publication_state"] if publishes and found.publication_state in _ON_THE_WAY else []


class CityPlanner(Planner):
    model = City

    def _source(self, row: PlannedRow) -> str:
        """A city without an identifier belongs to no source."""
        return super()._source(row) if row.id else ""

    def find(self, rows: Sequence[PlannedRow]) -> dict[int, Any]:
        keys = [(row.data or {}) for row in rows]
        natives = {key["city_native"] for key in keys}
        codes = {key["official_code"] for key in keys if key.get("official_code")}
        by_native, by_code = {}, {}
        for city in City.objects.filter(Q(native_name__in=natives) | Q(official_code__in=codes)):
            by_native[city.country_id, city.native_name] = city
            by_code[city.country_id, city.official_code] = city
        found = {}
        for position, key in enumerate(keys):
            by_key = by_code.get((key["country"], key.get("official_code") or ""))
            known = by_key or by_native.get((key["country"], key["city_native"]))
            if known is not None:
                found[position] = known
        return found

    def shapes(self, objects: Sequence[Any]) -> dict[int, Shape]:
        return city_shapes(objects)

    def _elsewhere(self, rows: Sequence[PlannedRow]) -> dict[str, list[Any]]:
        return {}

    def references(
        self, kind: RowKind, given: Shape, found: Any
    ) -> Iterator[tuple[str, str, dict[str, Any]]]:
        code = given.get("official_code")
        if found is not None and code and found.official_code not in (None, code):
            yield "other-code", "official_code", {"found": found.official_code}
        given["native_language"] = self.context.countries.get(given["country"], "")
        names = by_code(given.get("names") or {})
        if given.get("city"):
            names.setdefault("en", given["city"])
        self.cities.add(given["country"], given["city_native"], code, names)
