"""Renderings of texts in other languages."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import EVERYBODY, SIGNED_IN, Known, Thing
from tests.journeys.site import Site


def _rendered(*languages: str) -> Callable[[Site, Furnished], list[Thing]]:
    """Records of Japan and China, the emptiest and the longest, and a body, in each of the languages."""

    def find(site: Site, made: Furnished) -> list[Thing]:
        record = "SELECT code FROM knowledge_record WHERE external_id = ?"
        things: list[tuple[object, ...]] = [
            ("record", site.one(record, name))
            for name in ("empty-need-JP", "long-initiative-CN", "long-solution-JP")
        ]
        body = "SELECT code FROM directory_organization WHERE source = 'sample' AND language = 'ja' ORDER BY code"
        things.append(("organization", site.one(body)))
        for kind, table in (("service", "service"), ("card-entry", "cardentry")):
            things.append(
                (kind, site.one(f"SELECT code FROM directory_{table} WHERE language = 'ja' ORDER BY code"))
            )
        if not languages:
            return [Thing(str(values[1]), values) for values in things]
        return [Thing(f"{values[1]} {code}", (*values, code)) for values in things for code in languages]

    return find


KNOWN: dict[str, Known] = {
    f"{L}renderings/": Known(SIGNED_IN),
    f"{L}renderings/<kind>/<code>/": Known(EVERYBODY, _rendered()),
    f"{L}renderings/<kind>/<code>/<target>/": Known(EVERYBODY, _rendered("ko", "en")),
}
