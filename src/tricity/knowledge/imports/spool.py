"""Rows on their way through an import, kept in a file so that memory does not grow with them."""

from __future__ import annotations

import dataclasses
import json
import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import IO, Any

from tricity.knowledge.imports.fields import RowKind
from tricity.knowledge.imports.problems import Place, Problem


class Action(StrEnum):
    CREATE = "create"
    CHANGE = "change"
    KEEP = "keep"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What an import would do with one row. `changes` names fields; `data` is all that will be written.

    `pk` and `seen` (time of its last change) say which object was compared with.
    """

    action: Action
    place: Place
    kind: RowKind | None
    id: str = ""
    title: str = ""
    changes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    data: dict[str, Any] | None = None
    pk: int | None = None
    seen: str | None = None

    def as_dict(self, *, with_data: bool = True) -> dict[str, Any]:
        place = dataclasses.asdict(self.place)
        return {
            "action": self.action.value,
            "place": place,
            "kind": self.kind and self.kind.value,
            "id": self.id,
            "title": self.title,
            "changes": list(self.changes),
            "problems": [problem.as_dict() for problem in self.problems],
            **({"data": self.data, "pk": self.pk, "seen": self.seen} if with_data else {}),
        }

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> PlannedRow:
        return cls(
            Action(row["action"]),
            Place(**row["place"]),
            row["kind"] and RowKind(row["kind"]),
            row["id"],
            row["title"],
            tuple(row["changes"]),
            tuple(Problem.from_dict(problem) for problem in row["problems"]),
            row.get("data"),
            row.get("pk"),
            row.get("seen"),
        )


class Spool:
    """A list of JSON objects in a temporary file, or in the file named; read from the beginning each time."""

    def __init__(self, path: Path | None = None) -> None:
        # The file lives as long as the spool; a temporary one is deleted with it.
        self._file: IO[str] = (
            path.open("w+", encoding="utf-8") if path else tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        )
        weakref.finalize(self, self._file.close)
        self._length = 0

    def append(self, row: dict[str, Any]) -> None:
        self._file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
        self._length += 1

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self._file.flush()
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line)

    def flush(self) -> None:
        """Let other readers of the file see every row."""
        self._file.flush()

    def close(self) -> None:
        self._file.close()


def batches(rows: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while batch := list(islice(rows, size)):
        yield batch
