"""A timeline as a picture: a lane for each country, in it a line for each kind of mark, along the same years.

What a mark means is told by the words at the start of its line and by its shape, not by colour; every mark has the same
size, and a number where it stands for several records. The same lanes give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tricity.language import bcp47

if TYPE_CHECKING:
    from tricity.cooperation.digests.timelines import LaneView, MarkRow

WIDTH: Final = 760
MOST_TICKS: Final = 8
_NAMES: Final = 190
_RIGHT: Final = 34
_HEAD, _LINE, _GAP = 30, 24, 12
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Axis:
    """Where a year stands."""

    first: int
    last: int

    def x(self, year: int) -> float:
        return round(
            _NAMES + 12 + (year - self.first) * (WIDTH - _NAMES - 12 - _RIGHT) / (self.last - self.first), 1
        )

    def ticks(self) -> list[int]:
        """At most eight years, in round steps."""
        step = next(
            (each for each in _STEPS if (self.last - self.first) / each < MOST_TICKS), self.last - self.first
        )
        return [year for year in range(self.first, self.last + 1) if year % step == 0]


def figure(lanes: Sequence[LaneView], language: str) -> SafeString:
    """SVG in the active language; nothing where no lane has a year. `language` is the reader's."""
    years = [each.year for lane in lanes for row in lane.rows for each in row.years]
    if not years:
        return SafeString("")
    axis = Axis(min(years) - (min(years) == max(years)), max(years) + (min(years) == max(years)))
    drawn: list[str] = []
    top = _HEAD
    for lane in lanes:
        drawn += _lane(lane, axis, top, language)
        top += _height(lane)
    title = escape(_("Years that the records of each country state"))
    return mark_safe(  # noqa: S308  # words are escaped
        f'<svg class="years-picture" role="img" viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" height="{top}"'
        f' font-size="13" aria-label="{title}"><title>{title}</title>'
        f"<desc>{escape(_('The table below says the same in words.'))}</desc>"
        f"{''.join(_grid(axis, top))}{''.join(drawn)}</svg>"
    )


def _height(lane: LaneView) -> int:
    return _LINE * (1 + max(1, len(lane.rows))) + _GAP


def _grid(axis: Axis, bottom: int) -> Iterator[str]:
    for year in axis.ticks():
        x = axis.x(year)
        yield f'<path class="years-grid" d="M{x:g} {_HEAD - 8}V{bottom}"/>'
        yield f'<text class="years-year" x="{x:g}" y="15" text-anchor="middle">{year}</text>'


def _lane(lane: LaneView, axis: Axis, top: int, language: str) -> Iterator[str]:
    name = lane.country.name
    lang = f' lang="{bcp47(name.language)}"' if name.language != language else ""
    yield f'<path class="years-line" d="M0 {top}H{WIDTH}"/>'
    yield f'<text class="years-country" x="0" y="{top + 18}"{lang}>{escape(str(name))}</text>'
    if not lane.rows:
        words = escape(_("No record states a year."))
        yield f'<text class="years-quiet" x="12" y="{top + _LINE + 16}">{words}</text>'
    for at, row in enumerate(lane.rows):
        yield from _row(row, axis, top + _LINE * (at + 1))


def _row(row: MarkRow, axis: Axis, top: int) -> Iterator[str]:
    yield f'<text class="years-quiet" x="12" y="{top + 16}">{escape(row.label)}</text>'
    for each in row.years:
        x, y = axis.x(each.year), top + 12
        yield _mark(row.mark, x, y)
        if each.count > 1:
            yield f'<text class="years-count" x="{x + 8:g}" y="{y + 4}">{each.count}</text>'


def _mark(mark: str, x: float, y: int) -> str:
    """Full for what is or was, hollow for what is to come."""
    paths = {
        "needed": f"M{x - 5:g} {y - 5}H{x + 5:g}L{x:g} {y + 5}Z",
        "planned": f"M{x:g} {y - 6}L{x + 6:g} {y}L{x:g} {y + 6}L{x - 6:g} {y}Z",
        "pilot": f"M{x:g} {y - 6}L{x + 6:g} {y}L{x:g} {y + 6}L{x - 6:g} {y}Z",
        "started": f"M{x - 5:g} {y + 5}L{x:g} {y - 5}L{x + 5:g} {y + 5}Z",
        "unstated": f"M{x - 5:g} {y + 5}L{x:g} {y - 5}L{x + 5:g} {y + 5}Z",
        "due": f"M{x - 5:g} {y - 5}H{x + 5:g}V{y + 5}H{x - 5:g}Z",
        "ended": f"M{x - 5:g} {y - 5}H{x + 5:g}V{y + 5}H{x - 5:g}Z",
    }
    hollow = " years-hollow" if mark in ("planned", "unstated", "due") else ""
    return f'<path class="years-mark{hollow}" d="{paths[mark]}"/>'
