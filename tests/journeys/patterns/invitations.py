"""Inviting to an event, the pages of those invited and of speakers."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.events import OF_A_DRAFT_EVENT, ORGANIZERS
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import EVERYBODY, Known, Thing, by_role, ways
from tests.journeys.site import Site

REDIRECTED = by_role((405,), visitor=(302, 405))


def _events(site: Site, made: Furnished) -> list[Thing]:
    """One with people invited, and a draft without any."""
    return [Thing("open", (made.attending.event,)), Thing("draft", (made.event,), OF_A_DRAFT_EVENT)]


def _invitation(site: Site, made: Furnished) -> list[Thing]:
    return [Thing("open", (made.attending.event, made.attending.invitation))]


def _talk(site: Site, made: Furnished) -> list[Thing]:
    return [Thing("talk", (made.attending.event, "talk", made.attending.talk))]


def _slides(site: Site, made: Furnished) -> list[Thing]:
    return [Thing("slides", (made.attending.event, "talk", made.attending.talk))]


def _secret(name: str) -> Callable[[Site, Furnished], list[Thing]]:
    return lambda site, made: [Thing("", (getattr(made.attending, name),))]


KNOWN: dict[str, Known] = {
    f"{L}events/<code>/invitations/": Known(ORGANIZERS, _events),
    f"{L}events/<code>/invitations/list/": Known(ORGANIZERS, _events),
    f"{L}events/<code>/invitations/template.xlsx": Known(ORGANIZERS, _events, is_page=False),
    f"{L}events/<code>/invitations/choose/": Known(ORGANIZERS, _events),
    f"{L}events/<code>/invitations/send/": Known(REDIRECTED, ways(("CODE",)), is_page=False),
    f"{L}events/<code>/invitations/<invitation>/": Known(ORGANIZERS, _invitation),
    f"{L}events/<code>/speakers/": Known(ORGANIZERS, _events),
    f"{L}events/<code>/speakers/<kind>/<pk>/": Known(ORGANIZERS, _talk),
    f"{L}events/<code>/speakers/<kind>/<pk>/slides/": Known(ORGANIZERS, _slides, is_page=False),
    f"{L}invited/<secret>/": Known(EVERYBODY, _secret("invited")),
    f"{L}invited/<secret>/register/": Known(EVERYBODY, _secret("invited")),
    f"{L}invited/<secret>/decline/": Known(by_role((405,)), ways(("SECRET",)), is_page=False),
    f"{L}speaking/<secret>/": Known(EVERYBODY, _secret("speaking")),
}
