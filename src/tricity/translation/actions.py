from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.translation.models import Translation
from tricity.web.text import Origin, digest


@transaction.atomic
def render(
    subject: models.Model,
    field: str,
    *,
    source: str,
    source_language: str,
    language: str,
    text: str,
    origin: Origin,
    engine: str = "",
    by: Any = None,
    reviewer: Any = None,
) -> Translation:
    """Keep `text` as the rendering of `subject.field` in `language`, made from `source`; replaces an earlier one.

    With `reviewer`, a second person has approved it. An official stamp does not pass on to another text.
    """
    row, created = Translation.objects.update_or_create(
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        language=language,
        field=field,
        defaults={
            "text": text,
            "origin": origin.value,
            "engine": engine,
            "source_language": source_language,
            "source_digest": digest(source),
            "source_text": source,
            "translator": by,
            "reviewer": reviewer,
            "reviewed_at": timezone.now() if reviewer is not None else None,
            "official_by": None,
            "official_country": "",
            "official_at": None,
        },
    )
    record(
        "translation.made" if created else "translation.changed",
        subject,
        by=by,
        field=field,
        language=language,
    )
    return row


@transaction.atomic
def stamp(row: Translation, subject: models.Model, *, by: Any, country: str) -> Translation:
    """Make a rendering official in the name of the association of `country` (a country's code)."""
    row.official_by, row.official_country, row.official_at = by, country, timezone.now()
    row.save()
    record("translation.stamped", subject, by=by, field=row.field, language=row.language, country=country)
    return row
