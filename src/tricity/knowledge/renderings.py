"""Which texts of a record have renderings, and under which field names `Translation` keeps them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from tricity.knowledge.models import Record
from tricity.knowledge.publication.template import (
    DETAIL,
    INDICATORS,
    PARTS,
    public_words,
    tells,
    visibility_of,
)
from tricity.translation.models import Translation


def rendered_fields(record: Record) -> dict[str, str]:
    """Field name → the author's words, of everything a rendering may exist of; empty texts are left out.

    `title`, `summary`, `details.problem` and the like, and for each indicator, counted from 0, `indicators.0.name`
    and `indicators.0.unit`. What is not for everybody has no renderings.
    """
    texts = {"title": record.title, "summary": record.summary}
    words = public_words(record.kind, record.details, record.visibility)
    texts |= {DETAIL + name: text for name, text in words.items()}
    for position, indicator in enumerate(record.indicators if tells(record, INDICATORS) else ()):
        texts[f"indicators.{position}.name"] = str(indicator.get("name") or "")
        texts[f"indicators.{position}.unit"] = str(indicator.get("unit") or "")
    return {field: text for field, text in texts.items() if text}


def field_label(field: str) -> str:
    """What people call such a field, in the active language."""
    if field == "title":
        return _("Title")
    if field == "summary":
        return _("Summary")
    if field.startswith(DETAIL):
        return str(PARTS[field.removeprefix(DETAIL)].label)
    _indicators, position, part = field.split(".")
    number = int(position) + 1
    if part == "unit":
        return _("Unit of figure %(number)d") % {"number": number}
    return _("Figure %(number)d") % {"number": number}


def forget_limited(records: Iterable[Record]) -> None:
    """Delete the renderings of what not everybody reads any more: they would tell it. One statement a limited record."""
    for record in records:
        limited = visibility_of(record.kind, record.visibility)
        if limited:
            gone = Q(field__in=[DETAIL + name for name in limited])
            if INDICATORS in limited:
                gone |= Q(field__startswith="indicators.")
            rows = Translation.objects.filter(subject_kind=Record._meta.label_lower, subject_id=record.pk)
            rows.filter(gone).delete()
