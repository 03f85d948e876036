"""Captions as passages: long enough to say something, short enough to lead to the second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tricity.media import Cue

LONGEST_MS: Final = 30_000
ENOUGH_MS: Final = 20_000
# A silence after which something else is being said.
PAUSE_MS: Final = 6_000
_ENDS = tuple("。．.!?！？…」”\"'")
# Written without spaces between sentences.
_DENSE = ("zh-hans", "zh-hant", "ja")


@dataclass(frozen=True, slots=True)
class Group:
    """Cues in a row, by one speaker, within one chapter."""

    cues: tuple[Cue, ...]
    chapter: int

    @property
    def start_ms(self) -> int:
        return self.cues[0].start_ms

    @property
    def end_ms(self) -> int:
        return max(cue.end_ms for cue in self.cues)

    @property
    def speaker(self) -> str:
        return next((cue.speaker for cue in self.cues if cue.speaker), "")

    def text(self, language: str) -> str:
        """All words in a row."""
        between = "" if language in _DENSE else " "
        return between.join(" ".join(cue.text.split()) for cue in self.cues)


def groups(cues: Sequence[Cue], chapters_ms: Sequence[int]) -> list[Group]:
    """Cues (in order of time) put together; chapters begin at these times, and no group reaches over one.

    A group ends where 20 seconds are full and a sentence ends, at 30 seconds at the latest, and wherever somebody else
    speaks or nobody does.
    """
    found: list[Group] = []
    row: list[Cue] = []
    for cue in cues:
        chapter = chapter_at(cue.start_ms, chapters_ms)
        if row and _is_over(row, cue, chapter_at(row[0].start_ms, chapters_ms) != chapter):
            found.append(Group(tuple(row), chapter_at(row[0].start_ms, chapters_ms)))
            row = []
        row.append(cue)
    if row:
        found.append(Group(tuple(row), chapter_at(row[0].start_ms, chapters_ms)))
    return found


def chapter_at(ms: int, chapters_ms: Sequence[int]) -> int:
    """Number of the chapter that is on, counted from 0; -1 before the first."""
    return sum(start <= ms for start in chapters_ms) - 1


def _is_over(row: Sequence[Cue], following: Cue, is_other_chapter: bool) -> bool:
    last = row[-1]
    length = last.end_ms - row[0].start_ms
    speaks_other = bool(following.speaker and last.speaker and following.speaker != last.speaker)
    return (
        is_other_chapter
        or speaks_other
        or following.start_ms - last.end_ms > PAUSE_MS
        or following.end_ms - row[0].start_ms > LONGEST_MS
        or (length >= ENOUGH_MS and last.text.rstrip().endswith(_ENDS))
    )
