"""Renderings in a table: a column for each text and language, and one that says where they come from."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from tricity.knowledge.imports.cells import TAGS, Cell, Cells, is_empty, join_lines, read_text, split_lines

_INDICATOR: Final = re.compile(r"indicators\.(\d{1,3})\.(name|unit)")
_PROVENANCE: Final = ("origin", "engine", "reviewed_on", "stale")
EVERYTHING: Final = "*"
_DETAIL: Final = "details."


@dataclass(frozen=True, slots=True)
class RenderingColumns:
    """`title_ja`, `summary_ja`, `details_ja` (a line `problem | text` for each part of the template), `indicators_ja`
    (a line `name | unit` for each indicator), and `origin_ja`.

    The last says `* | machine | engine | reviewed on | stale`, or a line for each field where they differ.
    """

    texts: tuple[str, ...]
    has_indicators: bool

    def columns(self, name: str) -> tuple[str, ...]:
        stems = (*self.texts, *(("details", "indicators") if self.has_indicators else ()), "origin")
        return tuple(f"{stem}_{tag}" for tag in TAGS for stem in stems)

    def write(self, name: str, value: Any) -> dict[str, Cell]:
        by_tag: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for rendering in value or []:
            by_tag[rendering["language"]].append(rendering)
        cells: dict[str, Cell] = {}
        for tag, renderings in by_tag.items():
            texts = {each["field"]: each["text"] for each in renderings}
            cells |= {f"{field}_{tag}": texts[field] for field in self.texts if field in texts}
            cells |= _details_cell(tag, texts) | _indicator_cell(tag, texts)
            cells[f"origin_{tag}"] = _provenance_cell(renderings)
        return cells

    def read(self, name: str, cells: Cells) -> Any:
        return [rendering for tag in TAGS for rendering in self._of_language(tag, cells)]

    def _of_language(self, tag: str, cells: Cells) -> list[dict[str, Any]]:
        texts = {field: read_text(cells.get(f"{field}_{tag}")) for field in self.texts}
        if self.has_indicators:
            texts |= _details(cells.get(f"details_{tag}"))
        if self.has_indicators and not is_empty(cells.get(f"indicators_{tag}")):
            lines = split_lines(str(cells[f"indicators_{tag}"]), keep_empty=True)
            for position, parts in enumerate(lines):
                texts |= {
                    f"indicators.{position}.{part}": text
                    for part, text in zip(("name", "unit"), parts, strict=False)
                }
        origins = _provenance(cells.get(f"origin_{tag}"))
        return [
            {"field": field, "language": tag, "text": text, **origins.get(field, origins.get(EVERYTHING, {}))}
            for field, text in texts.items()
            if not is_empty(text)
        ]


def _details_cell(tag: str, texts: dict[str, str]) -> dict[str, Cell]:
    lines = [
        [field.removeprefix(_DETAIL), text] for field, text in texts.items() if field.startswith(_DETAIL)
    ]
    return {f"details_{tag}": join_lines(lines)} if lines else {}


def _details(cell: Any) -> dict[str, Any]:
    if is_empty(cell):
        return {}
    lines = split_lines(str(read_text(cell)))
    return {f"{_DETAIL}{parts[0]}": " | ".join(part or "" for part in parts[1:]) for parts in lines}


def _indicator_cell(tag: str, texts: dict[str, str]) -> dict[str, Cell]:
    found = {
        (int(match[1]), match[2]): text
        for field, text in texts.items()
        if (match := _INDICATOR.fullmatch(field))
    }
    if not found:
        return {}
    count = max(position for position, _part in found) + 1
    lines = [[found.get((position, part)) for part in ("name", "unit")] for position in range(count)]
    return {f"indicators_{tag}": join_lines(lines)}


def _provenance_cell(renderings: list[dict[str, Any]]) -> str:
    lines = [
        [each["field"], *(("yes" if each[part] is True else each[part] or None) for part in _PROVENANCE)]
        for each in renderings
    ]
    if all(line[1:] == lines[0][1:] for line in lines):
        lines = [[EVERYTHING, *lines[0][1:]]]
    return join_lines(lines)


def _provenance(cell: Any) -> dict[str, dict[str, Any]]:
    if is_empty(cell):
        return {}
    origins: dict[str, dict[str, Any]] = {}
    for parts in split_lines(str(cell)):
        values = dict(zip(_PROVENANCE, parts[1:], strict=False))
        origins[parts[0] or EVERYTHING] = {**values, "stale": values.get("stale") == "yes"}
    return origins
