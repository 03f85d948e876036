"""Which texts of a record have renderings, and under which field names `Translation` keeps them."""

from __future__ import annotations

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
