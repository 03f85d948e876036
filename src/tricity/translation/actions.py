from __future__ import annotations

from typing import Any

from django.db import models, transaction

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
) -> Translation:
    """Keep `text` as the rendering of `subject.field` in `language`, made from `source`; replaces an earlier one."""
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
            "translator": by,
            "reviewer": None,
            "reviewed_at": None,
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
