"""Harvested sources and duplicates."""

from __future__ import annotations

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import CURATORS, DESKS, FORMS_ONLY, POSTED, Known, Thing, by_role, ways
from tests.journeys.site import Site

# A source of Suwon: its editor sees it; the curator of these roles is of Japan.
OF_A_SOURCE = by_role((404,), visitor=(302,), editor=(200,), organizer=(200,), operator=(200,))


def _source(site: Site, made: Furnished) -> list[Thing]:
    return [Thing("of Suwon", (made.harvest[0],))]


KNOWN: dict[str, Known] = {
    f"{L}harvest/": Known(DESKS),
    f"{L}harvest/new/": Known(CURATORS),
    f"{L}harvest/sources/<code>/": Known(OF_A_SOURCE, _source),
    f"{L}harvest/sources/<code>/edit/": Known({**OF_A_SOURCE, "editor": frozenset((403,))}, _source),
    f"{L}harvest/sources/<code>/try/": Known(
        by_role((404,), visitor=(302,), editor=(403,), organizer=(302,), operator=(302,)),
        _source,
        is_page=False,
    ),
    f"{L}harvest/sources/<code>/run/": POSTED,
    f"{L}harvest/runs/<code>/": Known(OF_A_SOURCE, lambda site, made: [Thing("refused", (made.harvest[1],))]),
    # Made only by a catalogue that answers, or by comparing all records: tests/harvest opens these.
    f"{L}harvest/entries/<pk>/": Known(OF_A_SOURCE, lambda site, made: []),
    f"{L}duplicates/": Known(DESKS),
    f"{L}duplicates/find/": Known(FORMS_ONLY, is_page=False),
    f"{L}duplicates/<pk>/": Known(OF_A_SOURCE, lambda site, made: []),
    f"{L}duplicates/joined/<pk>/undo/": Known(FORMS_ONLY, ways(("1",)), is_page=False),
}
