"""Make the land of the locator map: `python -m tricity.directory.build_land node_modules/world-atlas/land-50m.json`.

Reads Natural Earth's land (public domain) as packed by world-atlas and writes `data/land.json`: rings as differences
of hundredths of a degree. Land only: no boundaries.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tricity.directory.geometry import Bounds, Ring, area, clip, decode, simplify

LAND = Path(__file__).parent / "data" / "land.json"
# Larger than any view, so that the edge of the cut is never seen.
EAST_ASIA = Bounds(west=60.0, south=5.0, east=165.0, north=65.0)
STEPS_PER_DEGREE = 100
TOLERANCE_DEGREES = 0.004
SMALLEST_ISLAND = 0.001  # square degrees, about 10 km²
MOST_BYTES = 60_000


def build(topology: dict[str, object]) -> bytes:
    """The land of East Asia as JSON, as fine as `MOST_BYTES` allows."""
    rings = [clipped for ring in decode(topology, "land") if (clipped := clip(ring, EAST_ASIA))]
    tolerance = TOLERANCE_DEGREES
    while True:
        kept = [simplify(ring, tolerance) for ring in rings if area(ring) >= SMALLEST_ISLAND]
        text = json.dumps({"rings": [_steps(ring) for ring in kept]}, separators=(",", ":"))
        if len(text) <= MOST_BYTES:
            return text.encode()
        tolerance *= 1.1


def _steps(ring: Ring) -> list[int]:
    """x, y of the first point, then the differences to each next one, in hundredths of a degree."""
    steps: list[int] = []
    last_x = last_y = 0
    for x, y in ((round(x * STEPS_PER_DEGREE), round(y * STEPS_PER_DEGREE)) for x, y in ring):
        steps += [x - last_x, y - last_y]
        last_x, last_y = x, y
    return steps


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tricity.directory.build_land", description=__doc__)
    parser.add_argument("topology", type=Path, help="land-50m.json of the npm package world-atlas")
    parser.add_argument("--out", type=Path, default=LAND)
    options = parser.parse_args(arguments)
    try:
        land = build(json.loads(options.topology.read_text(encoding="utf-8")))
    except (OSError, ValueError, AttributeError) as error:
        sys.stderr.write(f"{options.topology}: {error}\n")
        return 1
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(land)
    return 0


if __name__ == "__main__":
    sys.exit(main())
