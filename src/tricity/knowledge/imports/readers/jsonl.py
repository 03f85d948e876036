"""JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tricity.knowledge.imports.problems import Place, Problem, Wrong, shown
from tricity.knowledge.imports.readers.base import Limits, RawRow, Upload
from tricity.knowledge.imports.readers.lines import Unreadable, lines


def read_jsonl(upload: Upload, limits: Limits) -> Iterator[RawRow]:
    for number, line in lines(upload, limits):
        place = Place(upload.name, number)
        if isinstance(line, Problem):
            yield RawRow(place, problems=(line,))
        elif line.strip():
            if number == 1 and line.lstrip().startswith("["):
                raise Unreadable(Problem("json-array", place))
            yield _row(place, line)


def _row(place: Place, line: str) -> RawRow:
    try:
        data = json.loads(line, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        return RawRow(place, problems=(Problem("not-json", place, values={"column": error.pos + 1}),))
    except Wrong as error:
        return RawRow(place, problems=(Problem(error.code, place, values=error.values),))
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets nested too deep
        return RawRow(place, problems=(Problem("not-json", place, values={"column": 1}),))
    if not isinstance(data, dict):
        return RawRow(place, problems=(Problem("not-object", place),))
    return RawRow(place, data=data)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Wrong("repeated-key", found=shown(name))
        found[name] = value
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)
