"""The home page, what tells whether the site is well, and its operation."""

from __future__ import annotations

from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import EVERYBODY, FILE, FORMS_ONLY, Known, by_role, ways

KNOWN: dict[str, Known] = {
    "": Known(by_role((302,)), is_page=False),
    "health/live/": FILE,
    "health/ready/": FILE,
    # 503 where a part is away; the sweep's site has no worker.
    "healthz": Known(by_role((200, 503)), is_page=False),
    "robots.txt": FILE,
    L: Known(EVERYBODY),
    f"{L}about/": Known(EVERYBODY),
    f"{L}setup/": Known(by_role((404,)), is_page=False),
    f"{L}samples/": Known(by_role((403,), visitor=(302,), operator=(200,))),
    f"{L}health/": Known(by_role((403,), visitor=(302,), operator=(200,))),
    f"{L}health/work/<pk>/retry/": Known(FORMS_ONLY, ways(("1",)), is_page=False),
    f"{L}health/work/<pk>/dismiss/": Known(FORMS_ONLY, ways(("1",)), is_page=False),
}
