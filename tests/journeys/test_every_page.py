"""Every URL pattern × language × role × object, first over plain HTTP, then in Chromium.

Over HTTP every combination is read: status, language, structure, names, marked fragments, other origins, inline code, headers,
size. In Chromium each pattern is opened in each language as a visitor and as every role that gets another page, and each page
that shows a form of element (tag, classes, role, names of attributes, and where it stands) not seen before in that language
goes through axe-core; pages that have nothing new to axe are left to the checks over HTTP. A pattern the tests do not know fails.
"""

from __future__ import annotations

import pytest

from tests.journeys.chromium import Reader
from tests.journeys.patterns import KNOWN, patterns
from tests.journeys.site import LANGUAGES
from tests.journeys.sweep import Sweep

pytestmark = pytest.mark.browser
ROUTES = list(patterns())
PAGES = [route for route in ROUTES if route in KNOWN and KNOWN[route].is_page]


def test_every_pattern_is_known() -> None:
    assert sorted(set(ROUTES) - set(KNOWN)) == []
    assert sorted(set(KNOWN) - set(ROUTES)) == []


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route in KNOWN], ids=lambda route: f"/{route}"
)
def test_every_role_reads_it_in_every_language(route: str, sweep: Sweep) -> None:
    found = [f"{visit}: {problem}" for visit in sweep.of(route) for problem in visit.problems]

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("route", PAGES, ids=lambda route: f"/{route}")
def test_chromium_opens_it_without_a_complaint(
    route: str, language: str, sweep: Sweep, reader: Reader
) -> None:
    found = [
        f"{visit}: {problem}"
        for visit in reader.worth_opening(sweep.of(route), language)
        for problem in reader.open(visit)
    ]

    assert found == []
