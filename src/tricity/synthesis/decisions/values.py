"""A decision on a candidate, and the ids of the parts of a split one."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Final

_PART: Final = re.compile(r"\.part[1-9][0-9]*$")


class Deed(StrEnum):
    """What a curator can decide on a candidate."""

    ACCEPT = "accept"  # it stays, whatever its score
    DISMISS = "dismiss"  # it is not proposed again while it is mostly the same
    MERGE = "merge"  # its records go to another
    SPLIT = "split"  # its records go to two candidates or more
    RENAME = "rename"  # it is called otherwise


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on candidate `id`. `file` and `line` say where it stands, for errors and for which is the later.

    `into` is of a merge, `parts` (of record ids, no record in two) of a split, `titles` (by our code of a language) of a
    renaming. `records` are those that a dismissed candidate named; where they are left out, those of the run before.
    """

    deed: Deed
    id: str
    decided_on: dt.date
    reason: str = ""
    into: str = ""
    parts: tuple[tuple[str, ...], ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    records: tuple[str, ...] = ()
    file: str = ""
    line: int = 0

    def as_row(self) -> dict[str, Any]:
        """Return its values for a file, without where it stood."""
        row = asdict(self)
        del row["file"], row["line"]
        return row


def part_id(candidate_id: str, number: int) -> str:
    """Return the id of part `number` (from 1) of a split candidate."""
    return f"{candidate_id}.part{number}"


def is_part(candidate_id: str) -> bool:
    """Whether it is the id of a part of a split candidate."""
    return _PART.search(candidate_id) is not None
