"""Captions of one language to be corrected, beside those of another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from tricity.language import bcp47
from tricity.replay import clocks, queries
from tricity.replay.models import CaptionTrack, Correction, Cue
from tricity.web.languages import NATIVE_NAMES
from tricity.web.pages import PAGE_SIZE


@dataclass(frozen=True, slots=True)
class CorrectedView:
    """An earlier state of a line: its words, and who put others in their place, and when."""

    before: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class LineToCorrect:
    """`was` is what the line reads, `text` what stands in its box; `beside` the words of the other language then."""

    pk: int
    clock: str
    url: str
    speaker: str
    was: str
    text: str
    beside: str
    earlier: tuple[CorrectedView, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """`others` are the languages one may put beside, as (code, tag, name)."""

    language: str
    tag: str
    name: str
    beside: str
    beside_tag: str
    beside_name: str
    others: tuple[tuple[str, str, str], ...]
    lines: tuple[LineToCorrect, ...]
    number: int
    previous: int
    following: int
    pages: int


def present_correcting(
    track: CaptionTrack,
    *,
    beside: str,
    number: int,
    typed: Mapping[int, str],
    problems: Mapping[int, str],
    reads_all: bool,
) -> CorrectionPage:
    """Twenty lines, with what was `typed` and was not kept, and why; the replay of the track is at hand. Six queries.

    `reads_all`: with what is withheld.
    """
    replay = track.replay
    tracks = {row.language: row for row in replay.caption_tracks.all()}
    for row in tracks.values():
        row.replay = replay
    other = tracks.get(beside) if beside != track.language else None
    rows = _rows(track, reads_all)
    total = rows.count()
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(number, pages)
    start = (number - 1) * PAGE_SIZE
    cues = list(rows[start : start + PAGE_SIZE])
    origin = queries.origin_ms(replay)
    earlier = _earlier(cues)
    near = _near(_rows(other, reads_all), cues) if other else []
    lines = tuple(
        LineToCorrect(
            pk=cue.pk,
            clock=clocks.label(cue.start_ms - origin),
            url=f"{replay.get_absolute_url()}?t={max(0, cue.start_ms - origin) // 1000}&captions={track.language}#now",
            speaker=cue.speaker,
            was=cue.text,
            text=typed.get(cue.pk, cue.text),
            beside=" ".join(each.text for each in near if _overlap(each, cue)),
            earlier=earlier.get(cue.pk, ()),
            problem=problems.get(cue.pk, ""),
        )
        for cue in cues
    )
    return CorrectionPage(
        language=track.language,
        tag=bcp47(track.language),
        name=NATIVE_NAMES.get(track.language, track.language),
        beside=other.language if other else "",
        beside_tag=bcp47(other.language) if other else "",
        beside_name=NATIVE_NAMES.get(other.language, other.language) if other else "",
        others=tuple(
            (code, bcp47(code), NATIVE_NAMES.get(code, code))
            for code in sorted(tracks, key=lambda code: NATIVE_NAMES.get(code, code))
            if code != track.language
        ),
        lines=lines,
        number=number,
        previous=number - 1,
        following=number + 1 if number < pages else 0,
        pages=pages,
    )


def _earlier(cues: Sequence[Cue]) -> dict[int, tuple[CorrectedView, ...]]:
    """The original first."""
    found: dict[int, tuple[CorrectedView, ...]] = {}
    for row in Correction.objects.filter(cue__in=[cue.pk for cue in cues]).select_related("by"):
        view = CorrectedView(row.before, row.by.display_name if row.by else "", row.at)
        found[row.cue_id] = (*found.get(row.cue_id, ()), view)
    return found


def _rows(track: CaptionTrack, reads_all: bool) -> QuerySet[Cue]:
    return track.cues.order_by("start_ms", "pk") if reads_all else queries.shown_cues(track)


def _near(rows: QuerySet[Cue], cues: Sequence[Cue]) -> list[Cue]:
    if not cues:
        return []
    end = max(cue.end_ms for cue in cues)
    return list(rows.filter(start_ms__lt=end, end_ms__gt=cues[0].start_ms).exclude(text=""))


def _overlap(one: Cue, other: Cue) -> bool:
    return one.start_ms < other.end_ms and one.end_ms > other.start_ms
