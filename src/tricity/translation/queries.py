from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import models

from tricity.translation.models import Translation
from tricity.web.text import LocalizedText, Origin, digest

Renderings = Mapping[tuple[int, str], Translation]


def renderings(subjects: Sequence[models.Model], *, language: str) -> Renderings:
    """Every rendering of objects of one model in `language`, by (row id, field); one query, none for no objects."""
    if not subjects:
        return {}
    rows = Translation.objects.filter(
        subject_kind=subjects[0]._meta.label_lower,
        subject_id__in=[subject.pk for subject in subjects],
        language=language,
    )
    return {(row.subject_id, row.field): row for row in rows}


def renderings_of(*groups: Sequence[models.Model], language: str) -> list[Renderings]:
    """`renderings` of several groups, each of objects of one model of its own; one query for all of them."""
    wanted = models.Q(pk__in=[])
    kinds = [group[0]._meta.label_lower if group else "" for group in groups]
    for kind, group in zip(kinds, groups, strict=True):
        wanted |= models.Q(subject_kind=kind, subject_id__in=[subject.pk for subject in group])
    rows = list(Translation.objects.filter(wanted, language=language)) if any(groups) else []
    return [{(row.subject_id, row.field): row for row in rows if row.subject_kind == kind} for kind in kinds]


def localized(
    source: str, source_language: str, row: Translation | None, *, language: str
) -> LocalizedText | None:
    """A text for a reader of `language`: the original if it is written in it, else its rendering, else None."""
    if not source:
        return LocalizedText("", language)
    if source_language == language:
        return LocalizedText(source, source_language)
    if row is None:
        return None
    return LocalizedText(
        text=row.text,
        language=row.language,
        origin=Origin(row.origin),
        source_text=source,
        source_language=source_language,
        reviewed=row.reviewed_at is not None,
        stale=row.source_digest != digest(source),
        official=row.official_at is not None,
    )


def localize(subjects: Sequence[models.Model], fields: Iterable[str], *, language: str) -> None:
    """Give each object `.localized`: field → LocalizedText in `language`, or None where there is no rendering.

    The objects have a `language` column and one column per field.
    """
    rows = renderings(subjects, language=language)
    names = tuple(fields)
    for subject in subjects:
        written_in = subject.language  # type: ignore[attr-defined]
        subject.localized = {  # type: ignore[attr-defined]
            name: localized(
                getattr(subject, name), written_in, rows.get((subject.pk, name)), language=language
            )
            for name in names
        }
