"""Every URL pattern × language × role × object, first over plain HTTP, then in Chromium.

Over HTTP every combination is read: status, language, structure, names, marked fragments, other origins, inline code, headers,
size. What refuses somebody who has signed in is the same in all languages and read in the one the pattern begins with; so
is what shows a role no more and no less than it shows another.
In Chromium each pattern is opened on a phone in each language, and wide as well in the one it begins with: the first page
that is there, and in that language every role's that looks otherwise. Whatever has a form of element (tag, classes, role,
names of attributes, and where it stands) not seen before, in whichever language, is opened too, wide and on a phone, and
goes through axe-core; what has nothing new to axe is left to the checks over HTTP. A pattern the tests do not know fails.
"""

from __future__ import annotations

import pytest

from tests.journeys.chromium import Reader
from tests.journeys.patterns import KNOWN, patterns
from tests.journeys.sweep import Sweep, spoken

pytestmark = pytest.mark.browser
ROUTES = list(patterns())
# Two processes share them, each with a site of its own; many parts, so that both end at the same time.
PARTS = 12


def _part(route: str) -> pytest.MarkDecorator:
    """A route keeps to one process, which knows what it has read of it."""
    return pytest.mark.xdist_group(f"sweep-{ROUTES.index(route) % PARTS}")


DESCRIBED = [route for route in ROUTES if route in KNOWN]
READ = [pytest.param(route, marks=_part(route), id=f"/{route}") for route in DESCRIBED]
OPENED = [
    pytest.param(route, language, marks=_part(route), id=f"/{route}-{language}")
    for route in DESCRIBED
    if KNOWN[route].is_page
    for language in spoken(route)
]


def test_every_pattern_is_known() -> None:
    assert sorted(set(ROUTES) - set(KNOWN)) == []
    assert sorted(set(KNOWN) - set(ROUTES)) == []


@pytest.mark.parametrize("route", READ)
def test_every_role_reads_it_in_every_language(route: str, sweep: Sweep) -> None:
    found = [f"{visit}: {problem}" for visit in sweep.of(route) for problem in visit.problems]

    assert found == []


@pytest.mark.parametrize(("route", "language"), OPENED)
def test_chromium_opens_it_without_a_complaint(
    route: str, language: str, sweep: Sweep, reader: Reader
) -> None:
    found = [
        f"{visit}: {problem}"
        for visit in reader.worth_opening(sweep.of(route), language)
        for problem in reader.open(visit)
    ]

    assert found == []
