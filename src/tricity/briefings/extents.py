"""How much a briefing says: two pages to take into a meeting, or up to twenty to prepare one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Extent:
    """Most of each thing. `title` and `quote` are widths in half-width characters (a Han character has two).

    `has_detail`: every record of a candidate has a line and a quotation of its own, and every count of the overlaps a
    footnote; else the lines name cities alone.
    """

    name: str
    most_pages: int
    topics: int
    candidates: int
    per_part: int
    practice: int
    gaps: int
    title: int
    quote: int
    has_detail: bool


SHORT: Final = Extent(
    "short", 2, topics=4, candidates=3, per_part=3, practice=2, gaps=1, title=44, quote=0, has_detail=False
)
LONG: Final = Extent(
    "long", 20, topics=12, candidates=8, per_part=3, practice=8, gaps=6, title=120, quote=240, has_detail=True
)
# What gives way first where texts are long, and how few of it stay.
_LEAST: Final = {"practice": 1, "gaps": 0, "topics": 2, "candidates": 1}
EXTENTS: Final = {each.name: each for each in (SHORT, LONG)}


def narrower(extent: Extent) -> Iterator[Extent]:
    """The extent, then with one thing less each time, as long as there is something to leave out."""
    yield extent
    while any(getattr(extent, name) > least for name, least in _LEAST.items()):
        for name, least in _LEAST.items():
            if (count := getattr(extent, name)) > least:
                extent = replace(extent, **{name: count - 1})
                yield extent
