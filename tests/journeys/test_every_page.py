"""Every URL pattern × language × role × object, first over plain HTTP, then in Chromium.

Over HTTP every combination is read: status, language, structure, names, marked fragments, other origins, inline code, headers,
size. In Chromium each pattern is opened in each language as a visitor and as every role that gets another page, and each page
that shows a form of element (tag, classes, role, names of attributes, and where it stands) not seen before in that language
goes through axe-core; pages that have nothing new to axe are left to the checks over HTTP. A pattern the tests do not know fails.
"""

from __future__ import annotations

import pytest
from _pytest.mark.structures import ParameterSet

from tests.journeys.chromium import Reader
from tests.journeys.patterns import KNOWN, patterns
from tests.journeys.site import LANGUAGES
from tests.journeys.sweep import Sweep

pytestmark = pytest.mark.browser
ROUTES = list(patterns())
HALVES = 2  # so that two processes share the work, each with a site of its own


def _shared(routes: list[str]) -> list[ParameterSet]:
    """A route keeps to one process, which knows what it has read of it."""
    half = {route: position % HALVES for position, route in enumerate(ROUTES)}
    return [
        pytest.param(route, marks=pytest.mark.xdist_group(f"sweep-{half[route]}"), id=f"/{route}")
        for route in routes
    ]


KNOWN_ROUTES = _shared([route for route in ROUTES if route in KNOWN])
PAGES = _shared([route for route in ROUTES if route in KNOWN and KNOWN[route].is_page])


def test_every_pattern_is_known() -> None:
    assert sorted(set(ROUTES) - set(KNOWN)) == []
    assert sorted(set(KNOWN) - set(ROUTES)) == []


@pytest.mark.parametrize("route", KNOWN_ROUTES)
def test_every_role_reads_it_in_every_language(route: str, sweep: Sweep) -> None:
    found = [f"{visit}: {problem}" for visit in sweep.of(route) for problem in visit.problems]

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("route", PAGES)
def test_chromium_opens_it_without_a_complaint(
    route: str, language: str, sweep: Sweep, reader: Reader
) -> None:
    found = [
        f"{visit}: {problem}"
        for visit in reader.worth_opening(sweep.of(route), language)
        for problem in reader.open(visit)
    ]

    assert found == []
