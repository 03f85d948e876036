"""Briefings: the page that offers them, and the briefing as a page and as a file."""

from __future__ import annotations

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import EVERYBODY, FORMS_ONLY, Known, Thing, ways
from tests.journeys.site import Site


def _pages(site: Site, made: Furnished) -> list[Thing]:
    """Both lengths as a page; in a language that is not that of the page around it."""
    return [
        Thing("short", ("short", "html")),
        Thing("long", ("long", "html")),
        Thing("long in another language", ("long", "html"), query="?language=zh-hans"),
    ]


KNOWN: dict[str, Known] = {
    f"{L}briefing/": Known(
        EVERYBODY, lambda site, made: [Thing("", ()), Thing("for another language", (), query="?language=ja")]
    ),
    f"{L}briefing/<extent>.<suffix>": Known(EVERYBODY, _pages),
    f"{L}briefing/<extent>/pdf/": Known(FORMS_ONLY, ways(("short",)), is_page=False),
}
