"""What is counted where: frameworks of indicators and their themes."""

from __future__ import annotations

from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import EVERYBODY, Known, Thing, ways

KNOWN: dict[str, Known] = {
    f"{L}indicators/": Known(
        EVERYBODY,
        lambda site, made: [
            Thing("", ()),
            Thing("two themes", (), query="?theme=open-data&theme=particulates"),
            Thing("nonsense", (), query="?theme=%00&theme=x", roles=("visitor",)),
        ],
    ),
    f"{L}indicators/<theme>/": Known(EVERYBODY, ways(("health-records",), ("broadband",))),
    f"{L}indicators/crosswalk.<file_format>": Known(EVERYBODY, ways(("csv",), ("jsonl",)), is_page=False),
}
