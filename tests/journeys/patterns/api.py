"""Addresses for programs, feeds and tokens."""

from __future__ import annotations

from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import (
    EVERYBODY,
    FILE,
    FORMS_ONLY,
    SIGNED_IN,
    Known,
    Statuses,
    Thing,
    by_role,
    ways,
)


def _interface(query: str = "", *, statuses: Statuses = EVERYBODY) -> Known:
    """An address for programs: of the first thing of a query, or alone."""
    return Known(statuses, lambda site, made: [Thing("", (site.one(query),) if query else ())], is_page=False)


FIRST_RECORD = "SELECT code FROM knowledge_record WHERE publication_state = 'published' ORDER BY code"


KNOWN: dict[str, Known] = {
    "catalog.ttl": FILE,
    "catalog.jsonld": FILE,
    "api/v1/": _interface(),
    "api/v1/openapi.json": _interface(),
    "api/v1/records": _interface(),
    "api/v1/records/<code>": _interface(FIRST_RECORD),
    "api/v1/records/<code>/submission": _interface(FIRST_RECORD, statuses=by_role((405,))),
    "api/v1/organizations": _interface(),
    "api/v1/organizations/<code>": _interface("SELECT code FROM directory_organization ORDER BY code"),
    "api/v1/services": _interface(),
    "api/v1/services/<code>": _interface("SELECT code FROM directory_service ORDER BY code"),
    "api/v1/card-entries": _interface(),
    "api/v1/card-entries/<code>": _interface("SELECT code FROM directory_cardentry ORDER BY code"),
    "api/v1/cities": _interface(),
    "api/v1/cities/<code>": _interface("SELECT code FROM directory_city ORDER BY code"),
    "api/v1/concepts": _interface(),
    "api/v1/concepts/<slug>": _interface("SELECT slug FROM terms_concept ORDER BY slug"),
    "api/v1/search": _interface(),
    "api/v1/events": _interface(),
    "api/v1/events/<code>": _interface(
        "SELECT code FROM events_event WHERE publication_state = 'published' ORDER BY code"
    ),
    "api/v1/events/<code>/captions": _interface(
        "SELECT code FROM events_event WHERE publication_state = 'published' ORDER BY code",
        statuses=by_role((405,)),
    ),
    "api/v1/opportunities": _interface(),
    "api/v1/opportunities/<code>": _interface(
        "SELECT code FROM cooperation_opportunity WHERE publication_state = 'published' ORDER BY code"
    ),
    "api/v1/overlaps": _interface(),
    f"{L}api/": Known(EVERYBODY),
    f"{L}feeds/<what>.atom": Known(
        EVERYBODY,
        ways(("records",), ("initiatives",), ("needs",), ("solutions",), ("events",), roles=("visitor",)),
        is_page=False,
    ),
    f"{L}my/tokens/": Known(SIGNED_IN),
    f"{L}my/tokens/<pk>/revoke/": Known(FORMS_ONLY, ways(("1",)), is_page=False),
}
