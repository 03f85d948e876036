"""Bundles of events for closed networks, packed for organizers."""

from __future__ import annotations

from dataclasses import replace

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.events import OF_EVENT
from tests.journeys.patterns.replay import ORGANIZERS
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import POSTED, Known, Thing, by_role
from tests.journeys.site import Site

NONE_THERE = by_role((403,), visitor=(302,), organizer=(404,), operator=(404,))


def _sample(site: Site, made: Furnished) -> list[Thing]:
    """Nobody has had its bundle made."""
    return [replace(each, statuses=NONE_THERE) for each in OF_EVENT(site, made)[:1]]


KNOWN: dict[str, Known] = {
    f"{L}events/<code>/bundle/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/bundle/make/": POSTED,
    f"{L}events/<code>/bundle/file.zip": Known(NONE_THERE, _sample, is_page=False),
}
