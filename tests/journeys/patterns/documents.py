"""Documents somebody has brought in."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import Known, Thing, by_role
from tests.journeys.site import Site

# Who edits for a body: the organizer and the operator of the demo act for none.
BODIES = by_role((403,), visitor=(302,), editor=(200,), curator=(200,))
A_DOCUMENT = by_role((404,), visitor=(302,), editor=(200,))


def _documents(*states: str) -> Callable[[Site, Furnished], list[Thing]]:
    return lambda site, made: [Thing(state, (made.documents[state],)) for state in states]


KNOWN: dict[str, Known] = {
    f"{L}documents/": Known(BODIES),
    f"{L}documents/<code>/": Known(A_DOCUMENT, _documents("read", "refused")),
    f"{L}documents/<code>/text/": Known(A_DOCUMENT, _documents("read", "refused")),
    f"{L}documents/<code>/file/": Known(A_DOCUMENT, _documents("read"), is_page=False),
    f"{L}documents/<code>/delete/": Known(A_DOCUMENT, _documents("read")),
}
