"""Planned rows as objects of the database, in bulk: a few statements for hundreds of rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _

from tricity.directory.models import City, Organization
from tricity.knowledge.imports.fields import RowKind
from tricity.knowledge.imports.importer import Importer
from tricity.knowledge.imports.mentions import CityIds, OrganizationIndex
from tricity.knowledge.imports.shapes import by_code, organization_text, record_text
from tricity.knowledge.imports.spool import PlannedRow
from tricity.knowledge.models import Deployment, Participation, Record
from tricity.knowledge.publication.reviewers import countries_left_to_bodies
from tricity.knowledge.publication.snapshots import keep_all
from tricity.knowledge.publication.template import PARTS
from tricity.knowledge.renderings import forget_limited
from tricity.language import parse_code
from tricity.translation.models import Translation
from tricity.web.errors import Conflict
from tricity.web.identity import PublicationState, Standing, new_code
from tricity.web.text import Origin, digest

INSERT_BATCH: Final = 500

Shape = dict[str, Any]


class Codes:
    """Codes for new objects: none taken before, none twice in one import."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._given: set[str] = set()

    def give(self, objects: Sequence[Any]) -> None:
        open_ones = list(objects)
        while open_ones:
            for each in open_ones:
                each.code = new_code()
            codes = [each.code for each in open_ones]
            taken = set(self._model._default_manager.filter(code__in=codes).values_list("code", flat=True))
            again = []
            for each in open_ones:
                if each.code in taken or each.code in self._given:
                    again.append(each)
                self._given.add(each.code)
            open_ones = again


class Writer:
    """Creates and changes the objects of one model."""

    model: type[Any]

    def __init__(self, importer: Importer, now: dt.datetime) -> None:
        self.importer = importer
        self.now = now
        self.codes = Codes(self.model)

    def create(self, rows: Sequence[PlannedRow]) -> list[Any]:
        objects = []
        for row in rows:
            each = self.model(node=settings.NODE, updated_at=self.now)
            data = row.data or {}
            if row.id:
                each.source, each.external_id = data["source"], row.id
            self.fill(each, data, row)
            objects.append(each)
        self.codes.give(objects)
        self.model.objects.bulk_create(objects, batch_size=INSERT_BATCH)
        self.write_parts(objects, rows, new=True)
        return objects

    def change(self, rows: Sequence[PlannedRow]) -> list[Any]:
        """Raises Conflict if one of the objects is not as the plan saw it."""
        found = {each.pk: each for each in self.model.objects.filter(pk__in=[row.pk for row in rows])}
        objects = []
        for row in rows:
            each = found.get(row.pk)
            if each is None or each.updated_at.isoformat() != row.seen:
                raise Conflict(changed_meanwhile())
            self.fill(each, row.data or {}, row)
            each.updated_at = self.now
            objects.append(each)
        fields = [
            field.name
            for field in self.model._meta.concrete_fields
            if field.name not in ("id", "code", "created_at")
        ]
        self.model.objects.bulk_create(
            objects,
            batch_size=INSERT_BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=fields,
        )
        self.write_parts(objects, rows, new=False)
        return objects

    def fill(self, each: Any, data: Shape, row: PlannedRow) -> None:
        raise NotImplementedError

    def write_parts(self, objects: Sequence[Any], rows: Sequence[PlannedRow], *, new: bool) -> None:
        """Rows that hang on the objects."""

    def write_renderings(
        self, objects: Sequence[Any], rows: Sequence[PlannedRow], original: Callable[[Any, str], str]
    ) -> None:
        wanted = [
            self._rendering(each, rendering, original)
            for each, row in zip(objects, rows, strict=True)
            for rendering in (row.data or {}).get("renderings", ())
        ]
        Translation.objects.bulk_create(
            wanted,
            batch_size=INSERT_BATCH,
            update_conflicts=True,
            unique_fields=["subject_kind", "subject_id", "language", "field"],
            update_fields=[
                "text", "origin", "engine", "source_language", "source_digest", "source_text", "translator", "reviewer", "reviewed_at",
                "official_by", "official_country", "official_at", "updated_at",
            ],
        )  # fmt: skip

    def _rendering(self, each: Any, rendering: Shape, original: Callable[[Any, str], str]) -> Translation:
        reviewed = rendering.get("reviewed_on")
        day = dt.datetime.combine(dt.date.fromisoformat(reviewed), dt.time(12), dt.UTC) if reviewed else None
        by_person = rendering["origin"] == Origin.HUMAN
        source = "" if rendering.get("stale") else original(each, rendering["field"])
        return Translation(
            subject_kind=self.model._meta.label_lower,
            subject_id=each.pk,
            field=rendering["field"],
            language=parse_code(rendering["language"]),
            text=rendering["text"],
            origin=rendering["origin"],
            engine=rendering.get("engine") or "",
            source_language=each.language,
            # A rendering of words that are not here any more has no original to compare with.
            source_digest=digest(source) if source else "",
            source_text=source,
            translator=self.importer.by if by_person else None,
            reviewed_at=day,
            updated_at=self.now,
        )


class CityWriter(Writer):
    model = City

    def fill(self, each: City, data: Shape, row: PlannedRow) -> None:
        if each.external_id is None and each.source != self.importer.source:
            # No longer the sample's alone, once a file of somebody else describes it otherwise.
            each.source = ""
        each.country_id = data["country"]
        each.native_name = data["city_native"]
        each.official_code = data.get("official_code")
        each.admin_level = data.get("admin_level") or ""
        each.is_capital = bool(data.get("is_capital"))
        each.population, each.population_year = data.get("population"), data.get("population_year")
        each.latitude, each.longitude = data.get("lat"), data.get("lon")
        each.names, each.readings = by_code(data["names"]), by_code(data["readings"])


class OrganizationWriter(Writer):
    model = Organization

    def __init__(self, importer: Importer, now: dt.datetime) -> None:
        super().__init__(importer, now)
        self._cities = CityIds()

    def fill(self, each: Organization, data: Shape, row: PlannedRow) -> None:
        each.type = data["type"]
        each.country_id = data.get("country")
        each.city_id = self._cities.find(data.get("country") or "", data.get("city_native"))
        each.names, each.readings = by_code(data["names"]), by_code(data["readings"])
        each.name_basis = by_code(data["name_basis"])
        each.language = parse_code(data["lang"])
        each.role_summary = data.get("role_summary") or ""
        each.is_national_body = bool(data.get("is_national_body"))
        each.for_cities = data.get("for_cities") or ""
        each.url = data.get("url") or ""
        each.sources = data.get("sources") or []
        each.standing = data.get("standing") or self.importer.standing
        each.confirmed_on = _day(data.get("confirmed_on"))

    def write_parts(self, objects: Sequence[Any], rows: Sequence[PlannedRow], *, new: bool) -> None:
        self.write_renderings(objects, rows, organization_text)


class RecordWriter(Writer):
    model = Record

    def __init__(self, importer: Importer, now: dt.datetime) -> None:
        super().__init__(importer, now)
        self._cities = CityIds()
        self._organizations = OrganizationIndex()
        self._left_to_bodies = countries_left_to_bodies(importer.by)

    def change(self, rows: Sequence[PlannedRow]) -> list[Any]:
        """The same, with the versions before and after kept."""
        ids = [row.pk for row in rows if row.pk is not None]
        keep_all(ids, by=None)
        objects = super().change(rows)
        keep_all(ids, by=self.importer.by, at=self.now)
        forget_limited(objects)
        return objects

    def fill(self, each: Record, data: Shape, row: PlannedRow) -> None:
        budget = data.get("budget") or {}
        each.kind = data["kind"]
        each.language = parse_code(data["lang"])
        each.title, each.summary = data["title"], data["summary"]
        each.country_id = data["country"]
        each.city_id = self._cities.find(data["country"], data.get("city_native"))
        each.status, each.priority, each.horizon = (
            data.get(name) or "" for name in ("status", "priority", "horizon")
        )
        each.start_year, each.end_year = data.get("start_year"), data.get("end_year")
        each.budget_amount = None if budget.get("amount") is None else Decimal(str(budget["amount"]))
        each.budget_currency = budget.get("currency") or ""
        each.indicators = data.get("indicators") or []
        each.sources = data.get("sources") or []
        each.suggested_topics = data.get("topics") or []
        self._fill_details(each, data)
        self._publish(each)
        self._let_speak(each, data, row)
        if row.pk is not None:
            each.version += 1

    def _fill_details(self, each: Record, data: Shape) -> None:
        parts = {name: data[name] for name in PARTS if data.get(name)}
        beside = {name: value for name, value in each.details.items() if name not in PARTS}
        each.details = {**beside, **parts}
        each.visibility = {limit["field"]: limit["readers"] for limit in data.get("visibility") or ()}

    def _publish(self, each: Record) -> None:
        on_the_way = each.publication_state != PublicationState.ARCHIVED and not each.is_public
        if each.pk is None:
            each.owner, each.publication_state = self.importer.owner, self.importer.state
        elif on_the_way and self.importer.state == PublicationState.PUBLISHED:
            each.publication_state = PublicationState.PUBLISHED
        if each.is_public and each.published_at is None:
            each.published_at = self.now
            each.unreviewed_since = self.now if each.country_id in self._left_to_bodies else None

    def _let_speak(self, each: Record, data: Shape, row: PlannedRow) -> None:
        """A body's own import speaks for it; a confirmation holds only for the words confirmed."""
        if row.pk is None:
            each.standing = data.get("standing") or self.importer.standing
            each.confirmed_on = _day(data.get("confirmed_on"))
        elif self.importer.is_trusted:
            each.standing = data.get("standing") or each.standing
            each.confirmed_on = _day(data.get("confirmed_on"))
        elif self.importer.is_editor and set(row.changes) != {"renderings"}:
            each.standing, each.confirmed_on = Standing.SUBMITTED, None

    def write_parts(self, objects: Sequence[Any], rows: Sequence[PlannedRow], *, new: bool) -> None:
        pairs = list(zip(objects, rows, strict=True))
        if not new:
            bodies = [each.pk for each, row in pairs if {"provider", "organizations"} & set(row.changes)]
            places = [each.pk for each, row in pairs if "deployments" in row.changes]
            Participation.objects.filter(record__in=bodies).delete()
            Deployment.objects.filter(record__in=places).delete()
        bodies_of = [
            (each, row) for each, row in pairs if new or {"provider", "organizations"} & set(row.changes)
        ]
        places_of = [(each, row) for each, row in pairs if new or "deployments" in row.changes]
        Participation.objects.bulk_create(self._participations(bodies_of), batch_size=INSERT_BATCH)
        Deployment.objects.bulk_create(self._deployments(places_of), batch_size=INSERT_BATCH)
        self.write_renderings(objects, rows, record_text)

    def _participations(self, pairs: Iterable[tuple[Record, PlannedRow]]) -> list[Participation]:
        found = []
        for each, row in pairs:
            data = row.data or {}
            provider = data.get("provider")
            named = [{**provider, "role": Participation.Role.PROVIDER.value}] if provider else []
            for position, body in enumerate([*named, *(data.get("organizations") or ())]):
                pk = self._organizations.find(body["name"], body.get("name_en"), country=each.country_id)
                found.append(
                    Participation(
                        record=each, organization_id=pk, name=body["name"], name_en=body.get("name_en") or "",
                        role=body["role"], position=position,
                    )
                )  # fmt: skip
        return found

    def _deployments(self, pairs: Iterable[tuple[Record, PlannedRow]]) -> list[Deployment]:
        return [
            Deployment(
                record=each, city_id=self._cities.find(place["country"], place["city"]), city_name=place["city"],
                country_code=place["country"], year=place.get("year"), position=position,
            )
            for each, row in pairs
            for position, place in enumerate((row.data or {}).get("deployments") or ())
        ]  # fmt: skip


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def changed_meanwhile() -> str:
    return _("Somebody changed one of these rows meanwhile. Nothing was imported; look at the new report.")


WRITERS: Final[tuple[tuple[type[Writer], frozenset[RowKind]], ...]] = (
    (CityWriter, frozenset({RowKind.CITY})),
    (OrganizationWriter, frozenset({RowKind.ORGANIZATION})),
    (RecordWriter, frozenset({RowKind.INITIATIVE, RowKind.NEED, RowKind.SOLUTION})),
)
