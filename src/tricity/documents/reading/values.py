from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

MEGABYTE: Final = 1024 * 1024


class Kind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    NOTE = "note"  # speaker notes of a slide


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands. All numbers count from 1; 0 and "" mean that the format does not say.

    `paragraph` counts on the page or slide where there is one, else in the whole document. Cells of a table have
    `table` with `row` and `column`; those of a spreadsheet `sheet` and `cell` (B7).
    """

    page: int = 0
    slide: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    sheet: str = ""
    cell: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Only what is known."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a cell; `text` is never empty."""

    text: str
    place: Place
    kind: Kind = Kind.PARAGRAPH

    def as_dict(self) -> dict[str, Any]:
        return {"text": self.text, "kind": self.kind.value, "place": self.place.as_dict()}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Block:
        return cls(row["text"], Place(**row["place"]), Kind(row["kind"]))


@dataclass(frozen=True, slots=True)
class Text:
    """What was read of a document. `title` is the one in its properties; `pages` is 0 where there are none.

    `notes` are codes of what the reader of the result should know: "scripts" (left out, not run), "scanned" (pages
    without text).
    """

    format: str
    title: str
    pages: int
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read of one document; what is larger is refused, never cut in silence.

    `ratio` is how many times its packed size one part of a ZIP may have, asked of parts above `least_bomb_bytes`;
    honest office files reach 30 to 60 in XML, and a bomb 1,000.
    """

    file_bytes: int = 50 * MEGABYTE
    unpacked_bytes: int = 400 * MEGABYTE
    part_bytes: int = 150 * MEGABYTE
    ratio: int = 200
    least_bomb_bytes: int = 5 * MEGABYTE
    parts: int = 5_000
    pages: int = 2_000
    blocks: int = 200_000
    characters: int = 5_000_000


LIMITS: Final = Limits()
