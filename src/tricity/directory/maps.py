"""The locator map: land and points as SVG made on the server. No boundaries, no names of land or sea."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import ngettext

from tricity.directory.build_land import LAND, STEPS_PER_DEGREE
from tricity.directory.geometry import Bounds, Ring, clip

WIDTH = 400.0  # of the drawing, in its own units
SHORTEST, TALLEST = 0.6, 1.05  # height as a share of the width
MARGIN_SHARE = 0.06
LEAST_DEGREES = 3.0  # a view is never narrower or lower
MOST_POINTS = 400
CELLS_ACROSS = 28
NEAR = 0.4  # drawing units below which two corners of the coast are one
Position = tuple[float, float]  # latitude, longitude
EVERYWHERE = Bounds(west=73.0, south=18.0, east=147.0, north=54.0)


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place to draw. `name` is shown on pointing; without `url` the point is no link."""

    latitude: float
    longitude: float
    name: str = ""
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in drawing units; `count` is above 1 where it stands for several places."""

    x: str
    y: str
    name: str = ""
    language: str = ""
    url: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class LocatorMap:
    """What `directory/map.html` draws."""

    width: str
    height: str
    land: str
    marks: tuple[Mark, ...]
    current: Mark | None
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class _View:
    """An equirectangular projection, true to scale along the parallel through its middle."""

    bounds: Bounds

    @property
    def shrink(self) -> float:
        return math.cos(math.radians((self.bounds.south + self.bounds.north) / 2))

    @property
    def scale(self) -> float:
        """Drawing units of a degree of latitude."""
        return WIDTH / ((self.bounds.east - self.bounds.west) * self.shrink)

    @property
    def height(self) -> float:
        return (self.bounds.north - self.bounds.south) * self.scale

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        scale = self.scale
        return (longitude - self.bounds.west) * self.shrink * scale, (self.bounds.north - latitude) * scale

    def shows(self, latitude: float, longitude: float) -> bool:
        inside = self.bounds
        return inside.west <= longitude <= inside.east and inside.south <= latitude <= inside.north


def locator(
    points: Sequence[MapPoint],
    *,
    title: str,
    description: str,
    current: MapPoint | None = None,
    bounds: Bounds | None = None,
) -> LocatorMap:
    """A map that shows all the points, or what lies within `bounds`. `current` stands out from the others.

    Above `MOST_POINTS` it is drawn as `crowd` draws it.
    """
    everything = [(point.latitude, point.longitude) for point in [*points, *([current] if current else [])]]
    view = _View(_fitting(bounds) if bounds else view_of(everything))
    shown = [point for point in points if view.shows(point.latitude, point.longitude)]
    if len(shown) > MOST_POINTS:
        marks = _clusters(view, [(point.latitude, point.longitude) for point in shown])
    else:
        marks = [_mark(view, point) for point in shown]
    return _drawn(view, marks, title, description, _mark(view, current) if current else None)


def crowd(positions: Sequence[Position], *, title: str, description: str) -> LocatorMap:
    """A map of many places (latitude, longitude): those of one cell of a grid are drawn as one, without links."""
    view = _View(view_of(positions))
    return _drawn(view, _clusters(view, positions), title, description, None)


def _drawn(
    view: _View, marks: Sequence[Mark], title: str, description: str, current: Mark | None
) -> LocatorMap:
    return LocatorMap(
        width=_number(WIDTH),
        height=_number(view.height),
        land=_land_path(view.bounds),
        marks=tuple(marks),
        current=current,
        title=title,
        description=description,
    )


def view_of(positions: Sequence[Position]) -> Bounds:
    """What a map of these places shows: their extent with a margin; all of East Asia where there are none."""
    if not positions:
        return _fitting(EVERYWHERE)
    souths, wests = zip(*positions, strict=True)
    extent = Bounds(min(wests), min(souths), max(wests), max(souths))
    margin = MARGIN_SHARE * max(extent.east - extent.west, extent.north - extent.south)
    return _fitting(extent.grown(margin))


def _fitting(bounds: Bounds) -> Bounds:
    """The rectangle widened to the least size and a pleasant shape, snapped to half degrees (so that views repeat)."""
    bounds = _widened(bounds, width=LEAST_DEGREES, height=LEAST_DEGREES)
    shrink = math.cos(math.radians((bounds.south + bounds.north) / 2))
    width, height = (bounds.east - bounds.west) * shrink, bounds.north - bounds.south
    bounds = _widened(bounds, width=height / TALLEST / shrink, height=width * SHORTEST)
    return Bounds(
        math.floor(bounds.west * 2) / 2,
        math.floor(bounds.south * 2) / 2,
        math.ceil(bounds.east * 2) / 2,
        math.ceil(bounds.north * 2) / 2,
    )


def _widened(bounds: Bounds, *, width: float, height: float) -> Bounds:
    across = max(0.0, width - (bounds.east - bounds.west)) / 2
    along = max(0.0, height - (bounds.north - bounds.south)) / 2
    return Bounds(bounds.west - across, bounds.south - along, bounds.east + across, bounds.north + along)


def _mark(view: _View, point: MapPoint) -> Mark:
    x, y = view.place(point.longitude, point.latitude)
    return Mark(_number(x), _number(y), point.name, point.language, point.url)


def _clusters(view: _View, positions: Sequence[Position]) -> list[Mark]:
    """One mark for each cell of the grid that has places, in their middle."""
    size = WIDTH / CELLS_ACROSS
    across, along = view.shrink * view.scale, view.scale
    west, north = view.bounds.west, view.bounds.north
    cells: dict[tuple[int, int], tuple[int, float, float]] = {}
    for latitude, longitude in positions:
        x, y = (longitude - west) * across, (north - latitude) * along
        cell = (int(x / size), int(y / size))
        count, sum_x, sum_y = cells.get(cell, (0, 0.0, 0.0))
        cells[cell] = (count + 1, sum_x + x, sum_y + y)
    return [
        Mark(
            _number(sum_x / count),
            _number(sum_y / count),
            ngettext("%(count)d place", "%(count)d places", count) % {"count": count},
            count=count,
        )
        for count, sum_x, sum_y in cells.values()
    ]


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


@lru_cache(maxsize=1)
def land() -> tuple[Ring, ...]:
    """The rings of land in degrees; none where `data/land.json` has not been built (see `checks`)."""
    try:
        data = json.loads(LAND.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(_ring(steps) for steps in data["rings"])


def _ring(steps: Sequence[int]) -> Ring:
    ring: Ring = []
    x = y = 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        ring.append((x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE))
    return ring


@lru_cache(maxsize=256)
def _land_path(bounds: Bounds) -> str:
    """The SVG path of the land in a view, a little larger than it so that the cut edge is not seen."""
    view, frame = _View(bounds), bounds.grown(0.1 * (bounds.north - bounds.south))
    parts = (clip(ring, frame) for ring in land() if frame.touches(ring))
    return "".join(_path(view, ring) for ring in parts if ring)


def _path(view: _View, ring: Ring) -> str:
    corners: list[tuple[float, float]] = []
    for longitude, latitude in ring:
        x, y = view.place(longitude, latitude)
        if not corners or abs(x - corners[-1][0]) + abs(y - corners[-1][1]) >= NEAR:
            corners.append((x, y))
    if len(corners) < 3:
        return ""
    return "M" + "L".join(f"{_number(x)},{_number(y)}" for x, y in corners) + "Z"
