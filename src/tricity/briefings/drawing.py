"""The overlaps as a picture: a row for each topic, a column for each country, a mark with its number for each kind.

What is there is told by the shape of the mark and by the number, not by colour or size, so that the picture prints in
grey and no country looks larger than another. The same rows give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from tricity.briefings.measure import lines
from tricity.web.text import LocalizedText

PARTS: Final = ("needs", "plans", "running")
WIDTH: Final = 656  # the text of an A4 page at 96 pixels to the inch
_NAMES: Final = 232
_HEAD, _ROW, _LEGEND = 28, 30, 32
_LETTER: Final = 6.6  # of half a Han character at 12 pixels, with a little room
_LINE: Final = 15
_INK, _QUIET, _LINE_COLOUR, _SHARED = "#1a1a1a", "#555555", "#b8c0c8", "#eef3f8"
_COLOURS: Final[Mapping[str, str]] = {"needs": "#1a4f8b", "plans": "#1a4f8b", "running": "#3f6212"}


@dataclass(frozen=True, slots=True)
class Charted:
    """`counts`: for each country, how many of each of `PARTS`."""

    topic: LocalizedText
    counts: tuple[tuple[int, int, int], ...]


def picture(
    rows: Sequence[Charted], countries: Sequence[LocalizedText], legend: Mapping[str, str], language: str
) -> str:
    """SVG; `legend` says what each of `PARTS` is called. Texts in another language than `language` say so."""
    height = _HEAD + _ROW * len(rows) + _LEGEND
    column = (WIDTH - _NAMES) / max(1, len(countries))
    drawn = [
        *_heads(countries, column, language),
        *(part for at, row in enumerate(rows) for part in _row(row, _HEAD + at * _ROW, column, language)),
        *_legend(legend, _HEAD + _ROW * len(rows)),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
        f' viewBox="0 0 {WIDTH} {height}" font-size="12" fill="{_INK}">{"".join(drawn)}</svg>'
    )


def _heads(countries: Sequence[LocalizedText], column: float, language: str) -> Iterator[str]:
    for at, name in enumerate(countries):
        yield _text(_NAMES + at * column + 8, 20, [str(name)], name.language, language, weight="bold")


def _row(row: Charted, top: int, column: float, language: str) -> Iterator[str]:
    said = lines(str(row.topic), int((_NAMES - 12) / _LETTER), 2)
    first = top + _ROW / 2 + 4 - _LINE * (len(said) - 1) / 2
    yield f'<path d="M0 {top}H{WIDTH}" stroke="{_LINE_COLOUR}"/>'
    yield _text(0, first, said, row.topic.language, language)
    for at, counts in enumerate(row.counts):
        yield from _cell(counts, _NAMES + at * column, top, column)


def _cell(counts: tuple[int, int, int], left: float, top: int, column: float) -> Iterator[str]:
    if counts[0] or counts[1]:
        # Where a country needs or plans it, whatever the number.
        yield (
            f'<rect x="{left + 2:g}" y="{top + 3}" width="{column - 6:g}" height="{_ROW - 6}" fill="{_SHARED}"/>'
        )
    if not any(counts):
        yield f'<text x="{left + 8:g}" y="{top + _ROW / 2 + 4:g}" fill="{_QUIET}">–</text>'
    step = (column - 10) / len(PARTS)
    for at, (part, count) in enumerate(zip(PARTS, counts, strict=True)):
        if count:
            x, y = left + 14 + at * step, top + _ROW / 2
            yield _mark(part, x, y)
            yield f'<text x="{x + 10:g}" y="{y + 4:g}">{count}</text>'


def _mark(part: str, x: float, y: float) -> str:
    colour = _COLOURS[part]
    if part == "running":
        return f'<path d="M{x - 5.5:g} {y + 5:g}L{x:g} {y - 5:g}L{x + 5.5:g} {y + 5:g}Z" fill="{colour}"/>'
    inside = colour if part == "needs" else "#ffffff"
    return f'<circle cx="{x:g}" cy="{y:g}" r="5" fill="{inside}" stroke="{colour}" stroke-width="1.6"/>'


def _legend(legend: Mapping[str, str], top: int) -> Iterator[str]:
    yield f'<path d="M0 {top}H{WIDTH}" stroke="{_LINE_COLOUR}"/>'
    for at, part in enumerate(PARTS):
        x = 8 + at * WIDTH / len(PARTS)
        yield _mark(part, x, top + 20)
        yield f'<text x="{x + 12:g}" y="{top + 24}" fill="{_QUIET}">{escape(legend[part])}</text>'


def _text(
    x: float, y: float, said: Iterable[str], spoken: str, language: str, *, weight: str = "normal"
) -> str:
    lang = f' xml:lang="{spoken}"' if spoken != language else ""
    return "".join(
        f'<text x="{x:g}" y="{y + at * _LINE:g}" font-weight="{weight}"{lang}>{escape(each)}</text>'
        for at, each in enumerate(said)
    )
