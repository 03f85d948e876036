"""What organizers bring in from meeting platforms."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.events import ORGANIZERS
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import Known, Thing, by_role
from tests.journeys.site import Site

# A file somebody has brought is there for that person alone.
OF_WHO_BROUGHT_IT = by_role((403,), visitor=(302,), organizer=(200,), operator=(404,))


def _event(site: Site, made: Furnished) -> list[Thing]:
    """With a file that stands and one that was taken back; and one for which nothing was brought in."""
    return [Thing("brought", (made.attending.event,)), Thing("nothing", (_sample(site),))]


def _of_event(*parts: str) -> Callable[[Site, Furnished], list[Thing]]:
    def find(site: Site, made: Furnished) -> list[Thing]:
        brought = made.attending.brought
        return [Thing("", (made.attending.event, *(getattr(brought, part) for part in parts)))]

    return find


def _looked_at(site: Site, made: Furnished) -> list[Thing]:
    """A list with people to choose, questions in several languages, and a table nobody can read yet."""
    brought = made.attending.brought
    return [
        Thing(label, (made.attending.event, brought.session, token))
        for label, token in brought.tokens.items()
    ]


def _sample(site: Site) -> str:
    return str(site.one("SELECT code FROM events_event WHERE source = 'sample' ORDER BY starts_at"))


KNOWN: dict[str, Known] = {
    f"{L}events/<code>/elsewhere/": Known(ORGANIZERS, _event),
    f"{L}events/<code>/elsewhere/recordings/": Known(ORGANIZERS, _event),
    f"{L}events/<code>/elsewhere/files/<pk>/take-back/": Known(ORGANIZERS, _of_event("file")),
    f"{L}events/<code>/elsewhere/<session>/": Known(ORGANIZERS, _of_event("session")),
    f"{L}events/<code>/elsewhere/<session>/<token>/": Known(OF_WHO_BROUGHT_IT, _looked_at),
}
