"""Which texts of a record have renderings, and under which field names `Translation` keeps them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.knowledge.models import Record


def rendered_fields(record: Record) -> dict[str, str]:
    """Field name → the author's words, of everything a rendering may exist of; empty texts are left out.

    `title`, `summary`, and for each indicator, counted from 0, `indicators.0.name` and `indicators.0.unit`.
    """
    texts = {"title": record.title, "summary": record.summary}
    for position, indicator in enumerate(record.indicators):
        texts[f"indicators.{position}.name"] = str(indicator.get("name") or "")
        texts[f"indicators.{position}.unit"] = str(indicator.get("unit") or "")
    return {field: text for field, text in texts.items() if text}


def field_label(field: str) -> str:
    """What people call such a field, in the active language."""
    if field == "title":
        return _("Title")
    if field == "summary":
        return _("Summary")
    _indicators, position, part = field.split(".")
    number = int(position) + 1
    if part == "unit":
        return _("Unit of figure %(number)d") % {"number": number}
    return _("Figure %(number)d") % {"number": number}
