"""Registering for events, deciding on registrations, the survey."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.events import OF_A_DRAFT_EVENT, ORGANIZERS
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import EVERYBODY, FORMS_ONLY, Known, Thing, by_role, ways
from tests.journeys.site import Site

OF_THE_MEMBER = by_role((404,), visitor=(302,), member=(200,))
OF_PARTICIPANTS = by_role((404,), visitor=(302,), member=(200,), editor=(200,))


def _events(site: Site, made: Furnished) -> list[Thing]:
    """One that is announced and people register for, and a draft nobody has set up yet."""
    return [Thing("open", (made.attending.event,)), Thing("draft", (made.event,), OF_A_DRAFT_EVENT)]


def _event(*more: object) -> Callable[[Site, Furnished], list[Thing]]:
    return lambda site, made: [Thing("open", (made.attending.event, *more))]


def _managed(site: Site, made: Furnished) -> list[Thing]:
    """Those, and one that is on."""
    return [*_events(site, made), Thing("on", (made.running.event,), roles=("organizer",))]


def _to_register(site: Site, made: Furnished) -> list[Thing]:
    past = site.one("SELECT code FROM events_event WHERE source = 'sample' ORDER BY starts_at")
    on = Thing("on", (made.running.event,), roles=("visitor", "member"))
    return [Thing("open", (made.attending.event,)), Thing("past", (past,)), on]


def _registrations(site: Site, made: Furnished) -> list[Thing]:
    return [
        Thing("asked", (made.attending.event, made.attending.registration)),
        Thing("came", (made.running.event, made.running.registration), roles=("organizer",)),
    ]


def _secret(site: Site, made: Furnished) -> list[Thing]:
    """Of somebody who waits for the organizer, and of somebody who came."""
    return [
        Thing("asked", (made.attending.secret,)),
        Thing("came", (made.running.secret,), roles=("visitor",)),
    ]


def _survey(site: Site, made: Furnished) -> list[Thing]:
    """Not open yet; open, where the editor has answered."""
    return [*_event()(site, made), Thing("on", (made.running.event,), OF_PARTICIPANTS)]


def _results(site: Site, made: Furnished) -> list[Thing]:
    """Nobody answered; somebody did; too few of a country to be told apart."""
    answered = ("", "?country=KR")
    return [
        *_event()(site, made),
        *(
            Thing(f"answered {each}", (made.running.event,), query=each, roles=("organizer",))
            for each in answered
        ),
    ]


KNOWN: dict[str, Known] = {
    f"{L}events/<code>/register/": Known(EVERYBODY, _to_register),
    f"{L}events/<code>/register/cancel/": Known(FORMS_ONLY, ways(("CODE",)), is_page=False),
    f"{L}events/<code>/register/certificate.<suffix>": Known(
        by_role((404,), visitor=(302,)), _event("docx"), is_page=False
    ),
    f"{L}events/<code>/survey/": Known(OF_THE_MEMBER, _survey),
    f"{L}events/<code>/survey/results/": Known(by_role((403,), organizer=(200,), operator=(200,)), _results),
    f"{L}events/<code>/registrations/": Known(ORGANIZERS, _managed),
    f"{L}events/<code>/registrations/settings/": Known(ORGANIZERS, _events),
    f"{L}events/<code>/registrations/questions/<part>/": Known(
        ORGANIZERS,
        lambda site, made: [Thing(part, (made.attending.event, part)) for part in ("registration", "survey")],
    ),
    f"{L}events/<code>/registrations/door/": Known(ORGANIZERS, _event()),
    f"{L}events/<code>/registrations/list.xlsx": Known(ORGANIZERS, _event(), is_page=False),
    f"{L}events/<code>/registrations/<registration>/": Known(ORGANIZERS, _registrations),
    f"{L}registrations/": Known(EVERYBODY),
    f"{L}registrations/<secret>/": Known(EVERYBODY, _secret),
    f"{L}registrations/<secret>/cancel/": Known(by_role((405,)), ways(("SECRET",)), is_page=False),
    f"{L}registrations/<secret>/certificate.<suffix>": Known(
        by_role((404,)), lambda site, made: [Thing("", (made.attending.secret, "docx"))], is_page=False
    ),
    f"{L}registrations/<secret>/survey/": Known(EVERYBODY, _secret),
}
