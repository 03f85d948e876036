"""Bundles of events for closed networks, packed for organizers."""

from __future__ import annotations

from tests.journeys.patterns.events import OF_EVENT
from tests.journeys.patterns.replay import ORGANIZERS
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import POSTED, Known, by_role

KNOWN: dict[str, Known] = {
    f"{L}events/<code>/bundle/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/bundle/make/": POSTED,
    f"{L}events/<code>/bundle/file.zip": Known(
        by_role((403,), visitor=(302,), organizer=(404,), operator=(404,)), OF_EVENT, is_page=False
    ),
}
