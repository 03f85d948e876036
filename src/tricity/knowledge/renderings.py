"""Which texts of a record have renderings, and under which field names `Translation` keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

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
from tricity.renderings.actions import forget_in_drafts
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
    """Delete the renderings of what not everybody reads any more, finished or begun: they would tell it."""
    kind = Record._meta.label_lower
    for record in records:
        limited = visibility_of(record.kind, record.visibility)
        if limited:
            names = {DETAIL + name for name in limited}
            gone = Q(field__in=names)
            if INDICATORS in limited:
                gone |= Q(field__startswith="indicators.")
            Translation.objects.filter(subject_kind=kind, subject_id=record.pk).filter(gone).delete()
            forget_in_drafts(kind, record.pk, partial(_is_limited, names, INDICATORS in limited))


def _is_limited(names: set[str], are_figures: bool, field: str) -> bool:
    return field in names or (are_figures and field.startswith("indicators."))
