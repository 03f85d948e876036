"""Names of files that every system takes: ASCII, lower case, short, and none that Windows keeps for itself."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 40
# Devices of Windows, whatever suffix follows (learn.microsoft.com/windows/win32/fileio/naming-a-file).
RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
SAFE: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]{1,8})?")
_OTHER = re.compile(r"[^a-z0-9]+")


def stem(text: str, *, instead: str) -> str:
    """The Latin letters and figures of a text, joined by hyphens; `instead` (a stem itself) where that names nothing."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = _OTHER.sub("-", plain).strip("-")[:LONGEST].strip("-")
    return found if len(found) > 1 and found not in RESERVED else instead


def suffix(text: str) -> str:
    """A suffix as it may stand in a name; “bin” for what is none."""
    found = _OTHER.sub("", text.lower())
    return found if 0 < len(found) <= 8 else "bin"


def is_safe(name: str) -> bool:
    """Whether a name (without folders) is one that `Names` could have given."""
    return bool(SAFE.fullmatch(name)) and len(name) <= LONGEST + 15 and name.partition(".")[0] not in RESERVED


class Names:
    """Names in one folder, each given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str, ending: str) -> str:
        """`wanted` (a stem) with the suffix, numbered where it is taken."""
        name, number = f"{wanted}.{ending}", 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}.{ending}"
        self._taken.add(name)
        return name
