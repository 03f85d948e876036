"""The crosswalk as a file: one row for each indicator, every text in all languages, in order of theme and framework."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tricity.indicators.reading import registry
from tricity.indicators.values import Indicator, Texts, Theme
from tricity.language import bcp47

TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}
# What a spreadsheet would take for a formula.
_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def crosswalk(request: HttpRequest, file_format: str) -> HttpResponse:
    """The same in every language."""
    if file_format not in TYPES:
        raise Http404
    rows = list(_rows())
    content = _csv(rows) if file_format == "csv" else _json_lines(rows)
    response = HttpResponse(content, content_type=TYPES[file_format])
    response["Content-Disposition"] = f'attachment; filename="tricity-indicators.{file_format}"'
    return response


def _rows() -> Iterator[dict[str, Any]]:
    for theme in sorted(registry().themes.values(), key=lambda each: each.id):
        for each in sorted(theme.indicators, key=lambda one: (one.framework.id, one.number, one.name.text)):
            yield _row(theme, each)


def _row(theme: Theme, indicator: Indicator) -> dict[str, Any]:
    return {
        "theme": theme.id,
        **_spread("theme_name", theme.names),
        **_spread("measure", theme.measure),
        "topic": theme.topic,
        "framework": indicator.framework.id,
        **_spread("framework_name", indicator.framework.names),
        "country": indicator.framework.country or "",
        "edition": indicator.edition,
        "number": indicator.number,
        "name": indicator.name.text,
        "language": bcp47(indicator.name.language),
        **_spread("definition", indicator.definition),
        "relation": indicator.relation.value,
        **_spread("reason", _joined(indicator)),
        "source": indicator.source.url,
        "verified": indicator.source.is_verified,
        "read_on": indicator.source.read_on.isoformat() if indicator.source.read_on else "",
    }


def _joined(indicator: Indicator) -> Texts:
    return {
        language: " ".join(each[language] for each in indicator.reasons) for language in indicator.definition
    }


def _spread(name: str, texts: Texts) -> dict[str, str]:
    return {f"{name}_{bcp47(language)}": texts[language] for language in sorted(texts)}


def _json_lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _csv(rows: list[dict[str, Any]]) -> str:
    """With the mark of UTF-8, by which spreadsheet programs of all three countries read it rightly."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(rows[0]))
    writer.writeheader()
    writer.writerows({name: _guarded(value) for name, value in row.items()} for row in rows)
    return "\ufeff" + buffer.getvalue()


def _guarded(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"'{value}" if value.startswith(_LIKE_FORMULA) else value
