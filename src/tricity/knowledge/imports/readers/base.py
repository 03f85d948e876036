from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tricity.knowledge.imports.fields import RowKind
from tricity.knowledge.imports.problems import Place, Problem

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to read: where it lies, what the person calls it, and its encoding if the person named one."""

    path: Path
    name: str
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands in its file, unchecked; `data` is None where it could not be read at all."""

    place: Place
    kind: RowKind | None = None
    data: Mapping[str, Any] | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read of one file. `unpacked_bytes` is what a workbook may unpack to."""

    file_bytes: int
    unpacked_bytes: int
    line_bytes: int = 4 * MEGABYTE
    columns: int = 300


# The command line belongs to the operator and streams; only what must be held at once has a limit.
COMMAND_LINE_LIMITS = Limits(file_bytes=64 * 1024 * MEGABYTE, unpacked_bytes=2048 * MEGABYTE)
