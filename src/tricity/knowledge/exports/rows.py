"""What is public, as the rows an import reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet

from tricity.directory.models import City, Organization
from tricity.knowledge.imports.fields import RowKind
from tricity.knowledge.imports.shapes import city_shapes, organization_shapes, public_record_shapes
from tricity.knowledge.models import Kind
from tricity.knowledge.queries import public_records

BATCH: Final = 400

Shapes = Callable[[Sequence[Any]], dict[int, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Export:
    """One collection: what it holds, which rows are public, and how they are shaped."""

    kind: RowKind
    rows: Callable[[], QuerySet[Any]]
    shapes: Shapes


def _records_of(kind: Kind) -> Callable[[], QuerySet[Any]]:
    return lambda: public_records().filter(kind=kind)


EXPORTS: Final[Mapping[str, Export]] = {
    "records": Export(RowKind.INITIATIVE, public_records, public_record_shapes),
    "initiatives": Export(RowKind.INITIATIVE, _records_of(Kind.INITIATIVE), public_record_shapes),
    "needs": Export(RowKind.NEED, _records_of(Kind.NEED), public_record_shapes),
    "solutions": Export(RowKind.SOLUTION, _records_of(Kind.SOLUTION), public_record_shapes),
    "organizations": Export(
        RowKind.ORGANIZATION, lambda: Organization.objects.filter(deleted_at=None), organization_shapes
    ),
    "cities": Export(RowKind.CITY, City.objects.all, city_shapes),
}


def exported_rows(what: str, condition: Q | None = None) -> Iterator[dict[str, Any]]:
    """Rows in the order they were made, read in short queries of their own: a slow reader holds no lock.

    `condition` narrows the public rows down.
    """
    export = EXPORTS[what]
    last = 0
    narrowed = Q() if condition is None else condition
    while batch := list(export.rows().filter(narrowed, pk__gt=last).order_by("pk")[:BATCH]):
        yield from export.shapes(batch).values()
        last = batch[-1].pk
