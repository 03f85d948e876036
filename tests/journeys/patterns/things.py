"""What may be put into a pattern, and who may open it: the words the apps' own modules describe their addresses with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.journeys.furnished import Furnished
from tests.journeys.site import Site

ROLES = ("visitor", "member", "editor", "curator", "organizer", "operator")

Statuses = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Thing:
    """An object to open a pattern with; `statuses` where they differ from the pattern's."""

    label: str
    values: tuple[object, ...]
    statuses: Statuses | None = None
    query: str = ""
    roles: tuple[str, ...] = ROLES


@dataclass(frozen=True, slots=True)
class Known:
    """`things` finds the objects; `is_page` is False for files and for what answers only to forms."""

    statuses: Statuses
    things: Callable[[Site, Furnished], list[Thing]] = lambda site, made: [Thing("", ())]
    is_page: bool = True


def by_role(default: tuple[int, ...], **of: tuple[int, ...]) -> Statuses:
    return {role: frozenset(of.get(role, default)) for role in ROLES}


EVERYBODY = by_role((200,))
SIGNED_IN = by_role((200,), visitor=(302,))
DESKS = by_role((200,), visitor=(302,), member=(403,))
CURATORS = by_role((403,), visitor=(302,), curator=(200,), organizer=(200,), operator=(200,))
FORMS_ONLY = by_role((405,), visitor=(302, 405))
# The organizer of the demo is the secretariat as well.
OPERATORS = by_role((403,), visitor=(302,), organizer=(200, 403), operator=(200,))
OPERATORS_ALONE = by_role((403,), visitor=(302,), operator=(200,))
CURATORS_OF_JAPAN = by_role((403,), visitor=(302,), curator=(200,), organizer=(200,), operator=(200,))


def shortest_and_longest(site: Site, query: str, *values: object) -> list[Thing]:
    """First and last of what the query gives (value, length), and those named “extremes”."""
    rows = site.rows(query, *values)
    assert rows, query
    return [Thing("shortest", (rows[0][0],)), Thing("longest", (rows[-1][0],))]


def ways(*ways: tuple[str, ...], roles: tuple[str, ...] = ROLES) -> Callable[[Site, Furnished], list[Thing]]:
    return lambda site, made: [Thing(".".join(way), way, roles=roles) for way in ways]


def any_opportunity(site: Site, made: Furnished) -> list[Thing]:
    return [
        Thing(
            "",
            (
                site.one(
                    "SELECT code FROM cooperation_opportunity WHERE publication_state = 'published' ORDER BY code"
                ),
            ),
        )
    ]


def lists(site: Site, made: Furnished) -> list[Thing]:
    return [
        Thing("first page", ()),
        *(
            Thing(label, (), query=query, roles=("visitor",))
            for label, query in {
                "second page": "?page=2",
                "narrowed": "?country=KR",
                "found": "?q=smart",
                "nothing": "?q=zzzzqqqq",
                "nonsense": "?page=x&country=XX&sort=%27&topic=%00",
            }.items()
        ),
    ]


FILE = Known(EVERYBODY, is_page=False)
POSTED = Known(FORMS_ONLY, any_opportunity, is_page=False)
