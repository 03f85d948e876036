"""Plane geometry of the locator map, in degrees: TopoJSON in, clipped and simplified rings out.

TopoJSON: https://github.com/topojson/topojson-specification (arcs, quantization, negative arc indexes).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle in degrees."""

    west: float
    south: float
    east: float
    north: float

    def touches(self, ring: Sequence[Point]) -> bool:
        """Whether the rectangle around the ring and this one overlap."""
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        return (
            min(xs) <= self.east and max(xs) >= self.west and min(ys) <= self.north and max(ys) >= self.south
        )

    def grown(self, margin: float) -> Bounds:
        return Bounds(self.west - margin, self.south - margin, self.east + margin, self.north + margin)


def decode(topology: Mapping[str, Any], name: str) -> list[Ring]:
    """The rings (longitude, latitude; first point not repeated) of one object of a TopoJSON topology.

    Raises ValueError when it is no topology or has no such object.
    """
    if topology.get("type") != "Topology" or name not in topology.get("objects", {}):
        raise ValueError(f"expected a TopoJSON topology with an object {name!r}")
    arcs = [list(_arc(arc, topology.get("transform"))) for arc in topology["arcs"]]
    return [_ring(indexes, arcs) for indexes in _rings(topology["objects"][name])]


def _arc(arc: Sequence[Sequence[float]], transform: Mapping[str, Any] | None) -> Iterator[Point]:
    if transform is None:
        yield from ((x, y) for x, y, *_ in arc)
        return
    (scale_x, scale_y), (first_x, first_y) = transform["scale"], transform["translate"]
    x = y = 0.0
    for dx, dy, *_ in arc:
        x, y = x + dx, y + dy
        yield (x * scale_x + first_x, y * scale_y + first_y)


def _rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[int]]:
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _rings(part)
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon
    else:
        raise ValueError(f"expected polygons, found {geometry['type']}")


def _ring(indexes: Sequence[int], arcs: Sequence[Sequence[Point]]) -> Ring:
    ring: Ring = []
    for index in indexes:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(points[1:] if ring else points)
    return ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring


def clip(ring: Sequence[Point], bounds: Bounds) -> Ring:
    """The part of the ring inside the rectangle (Sutherland and Hodgman 1974); empty where nothing is.

    Parts of a concave ring stay joined along the edge of the rectangle, which a fill does not show.
    """
    found = list(ring)
    for axis, limit, keep_above in (
        (0, bounds.west, True), (0, bounds.east, False), (1, bounds.south, True), (1, bounds.north, False),
    ):  # fmt: skip
        found = _clip_side(found, axis, limit, keep_above)
        if not found:
            return []
    return found


def _clip_side(ring: Ring, axis: int, limit: float, keep_above: bool) -> Ring:
    result: Ring = []
    for index, point in enumerate(ring):
        before = ring[index - 1]
        inside, was_inside = (p[axis] >= limit if keep_above else p[axis] <= limit for p in (point, before))
        if inside != was_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            result.append((limit, other) if axis == 0 else (other, limit))
        if inside:
            result.append(point)
    return result


def simplify(ring: Sequence[Point], tolerance: float) -> Ring:
    """The ring without points nearer than `tolerance` to what stays (Douglas and Peucker 1973, without recursion)."""
    if len(ring) < 4:
        return list(ring)
    line = [*ring, ring[0]]
    # A ring needs a second fixed point: the one farthest from the first.
    far = max(range(len(ring)), key=lambda index: _square(line[index], line[0]))
    kept = {0, far, len(line) - 1}
    spans = [(0, far), (far, len(line) - 1)]
    while spans:
        start, end = spans.pop()
        if end - start < 2:
            continue
        distance, index = max(
            (_distance(line[at], line[start], line[end]), at) for at in range(start + 1, end)
        )
        if distance > tolerance:
            kept.add(index)
            spans += [(start, index), (index, end)]
    return [line[index] for index in sorted(kept)][:-1]


def _square(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a segment."""
    length = _square(start, end)
    if length == 0:
        return _square(point, start) ** 0.5
    along = (
        (point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (end[1] - start[1])
    ) / length
    along = min(1.0, max(0.0, along))
    foot = (start[0] + along * (end[0] - start[0]), start[1] + along * (end[1] - start[1]))
    return _square(point, foot) ** 0.5


def area(ring: Sequence[Point]) -> float:
    """Square degrees inside the ring, whichever way it turns."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2
