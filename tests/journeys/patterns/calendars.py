"""Holidays and working days."""

from __future__ import annotations

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import CURATORS_OF_JAPAN, EVERYBODY, Known, Thing, ways
from tests.journeys.site import Site


def _years(site: Site, made: Furnished) -> list[Thing]:
    return [
        Thing("", ()),
        Thing("a year", (), query="?year=2026"),
        Thing("a month", (), query="?month=2026-10"),
        Thing("nothing known", (), query="?month=2099-12"),
        Thing("nonsense", (), query="?month=%00&year=x", roles=("visitor",)),
    ]


def _days(site: Site, made: Furnished) -> list[Thing]:
    rows = site.rows("SELECT id FROM calendars_calendarday WHERE country = 'JP' ORDER BY needs_check, date")
    return [Thing("agreed", rows[0]), Thing("disputed", rows[-1])]


KNOWN: dict[str, Known] = {
    f"{L}calendars/": Known(EVERYBODY, _years),
    f"{L}calendars/days.<file_format>": Known(EVERYBODY, ways(("csv",), ("json",)), is_page=False),
    f"{L}calendars/days/<pk>/": Known(CURATORS_OF_JAPAN, _days),
    f"{L}calendars/<code>/days/new/": Known(CURATORS_OF_JAPAN, ways(("jp",))),
    f"{L}calendars/<code>/known-until/": Known(CURATORS_OF_JAPAN, ways(("jp",))),
}
