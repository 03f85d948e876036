"""The sample of services and country cards: only what the sources of the sample's bodies and records say.

The author's language is the country's; the other three are renderings by the editor of the sample. What was not found
in a source is not there, so most sections of the cards are empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from tricity.directory.models import Country, Organization
from tricity.directory.statements.actions import load
from tricity.directory.statements.models import Statement
from tricity.translation.models import Translation
from tricity.web.text import Origin, digest

FOLDER: Final = Path(__file__).resolve().parent / "statements"


@transaction.atomic
def load_sample_statements(*, source: str, engine: str) -> int:
    """Load what is missing and change what differs; gives how many were written. The bodies must be there already."""
    bodies = {row.external_id: row for row in Organization.objects.filter(source=source)}
    countries = Country.objects.in_bulk()
    written = 0
    for row in _rows():
        owner: Any = bodies[row["organization"]] if "organization" in row else countries[row["country"]]
        statement, is_written = load(owner, row["values"], source=source, external_id=row["id"])
        if is_written:
            _render(statement, row["renderings"], engine)
            written += 1
    return written


def _render(statement: Statement, renderings: dict[str, dict[str, str]], engine: str) -> None:
    """Keep the renderings; those of people stay. They are no deed of anybody's, so the audit trail has none."""
    kind = statement._meta.label_lower
    Translation.objects.filter(subject_kind=kind, subject_id=statement.pk, engine=engine).delete()
    rows = [
        Translation(
            subject_kind=kind,
            subject_id=statement.pk,
            field=field,
            language=language,
            text=text,
            origin=Origin.MACHINE.value,
            engine=engine,
            source_language=statement.language,
            source_digest=digest(getattr(statement, field)),
            source_text=getattr(statement, field),
        )
        for language, texts in renderings.items()
        for field, text in texts.items()
    ]
    Translation.objects.bulk_create(rows, ignore_conflicts=True)


def _rows() -> Iterator[dict[str, Any]]:
    for path in sorted(FOLDER.glob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)
