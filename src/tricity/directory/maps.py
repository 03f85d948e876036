"""The locator map: land and points as SVG made on the server. No boundaries, no names of land or sea."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tricity.directory.build_land import LAND, STEPS_PER_DEGREE
from tricity.directory.geometry import Bounds, Ring, clip

WIDTH = 400.0  # of the drawing, in its own units
SHORTEST, TALLEST = 0.6, 1.05  # height as a share of the width
MARGIN_SHARE = 0.06
LEAST_DEGREES = 3.0  # a view is never narrower or lower
MOST_POINTS = 400
CELLS_ACROSS = 28
NEAR = 0.4  # drawing units below which two corners of the coast are one
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

    def shows(self, point: MapPoint) -> bool:
        inside = self.bounds
        return (
            inside.west <= point.longitude <= inside.east and inside.south <= point.latitude <= inside.north
        )


def locator(
    points: Sequence[MapPoint],
    *,
    title: str,
    description: str,
    current: MapPoint | None = None,
    bounds: Bounds | None = None,
) -> LocatorMap:
    """A map that shows all the points, or what lies within `bounds`. `current` stands out from the others.

    Above `MOST_POINTS` the points of one cell of a grid are drawn as one.
    """
    view = _View(_fitting(bounds) if bounds else view_of([*points, *([current] if current else [])]))
    shown = [point for point in points if view.shows(point)]
    marks = (
        [_mark(view, point) for point in shown] if len(shown) <= MOST_POINTS else list(_clusters(view, shown))
    )
    return LocatorMap(
        width=_number(WIDTH),
        height=_number(view.height),
        land=_land_path(view.bounds),
        marks=tuple(marks),
        current=_mark(view, current) if current else None,
        title=title,
        description=description,
    )


def view_of(points: Sequence[MapPoint]) -> Bounds:
    """What a map of these points shows: their extent with a margin; all of East Asia where there are none."""
    if not points:
        return _fitting(EVERYWHERE)
    wests, souths = [point.longitude for point in points], [point.latitude for point in points]
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


def _mark(view: _View, point: MapPoint, count: int = 1) -> Mark:
    x, y = view.place(point.longitude, point.latitude)
    return Mark(_number(x), _number(y), point.name, point.language, point.url, count)


def _clusters(view: _View, points: Sequence[MapPoint]) -> Iterator[Mark]:
    """One mark for each cell of the grid, in the middle of its points; a cell's only point stays itself."""
    size = WIDTH / CELLS_ACROSS
    cells: defaultdict[tuple[int, int], list[MapPoint]] = defaultdict(list)
    for point in points:
        x, y = view.place(point.longitude, point.latitude)
        cells[int(x / size), int(y / size)].append(point)
    for members in cells.values():
        if len(members) == 1:
            yield _mark(view, members[0])
            continue
        middle = MapPoint(
            _mean(members, lambda each: each.latitude), _mean(members, lambda each: each.longitude)
        )
        yield _mark(view, middle, len(members))


def _mean(points: Sequence[MapPoint], value: Callable[[MapPoint], float]) -> float:
    return sum(map(value, points)) / len(points)


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
