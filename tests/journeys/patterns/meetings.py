"""Bilateral meetings at events: people find one another, ask and answer; organizers see all."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.events import OF_A_DRAFT_EVENT, ORGANIZERS
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import FORMS_ONLY, Known, Thing, by_role, ways
from tests.journeys.site import Site

# The member and the editor are registered, for the example's forum as well.
PARTICIPANTS = by_role((403,), visitor=(302,), member=(200,), editor=(200,))
# Of the editor: nobody meets themselves. And of the member with somebody else.
OF_THE_MEMBER = by_role((403,), visitor=(302,), member=(200,), editor=(404,))
SAMPLE = "SELECT code FROM events_event WHERE source = 'sample' AND external_id = 'example-forum'"
AGREED = (
    "SELECT m.code FROM meetings_meeting m JOIN events_event e ON e.id = m.event_id"
    " WHERE e.external_id = 'example-forum' AND m.state = 'agreed' AND m.language = 'en'"
)


def _events(site: Site, made: Furnished) -> list[Thing]:
    return [Thing("open", (made.meeting.event,)), Thing("sample", (site.one(SAMPLE),))]


def _lists(site: Site, made: Furnished) -> list[Thing]:
    event = (made.meeting.event,)
    return [
        *_events(site, made),
        Thing("narrowed", event, query="?country=KR&language=ko&records=need", roles=("member",)),
        Thing("nonsense", event, query="?country=%00&language=x&role=y&records=z&page=x", roles=("member",)),
    ]


def _meetings(site: Site, made: Furnished) -> list[Thing]:
    return [
        Thing("asked", (made.meeting.event, made.meeting.meeting)),
        Thing("agreed", (site.one(SAMPLE), site.one(AGREED)), OF_THE_MEMBER),
    ]


def _managed(site: Site, made: Furnished) -> list[Thing]:
    return [*_events(site, made), Thing("draft", (made.event,), OF_A_DRAFT_EVENT)]


def _arranged(site: Site, made: Furnished) -> list[Thing]:
    return [
        Thing("asked", (made.meeting.event, made.meeting.meeting)),
        Thing("agreed", (site.one(SAMPLE), site.one(AGREED))),
    ]


def _open(*more: str) -> Callable[[Site, Furnished], list[Thing]]:
    return lambda site, made: [Thing("open", (made.meeting.event, *more))]


KNOWN: dict[str, Known] = {
    f"{L}events/<code>/meetings/": Known(PARTICIPANTS, _events),
    f"{L}events/<code>/meetings/schedule.ics": Known(PARTICIPANTS, _events, is_page=False),
    f"{L}events/<code>/meetings/entry/": Known(PARTICIPANTS, _open()),
    f"{L}events/<code>/meetings/people/": Known(PARTICIPANTS, _lists),
    f"{L}events/<code>/meetings/people/<partner>/": Known(
        OF_THE_MEMBER, lambda site, made: [Thing("", (made.meeting.event, made.meeting.partner))]
    ),
    f"{L}events/<code>/meetings/with/<meeting>/": Known(PARTICIPANTS, _meetings),
    f"{L}events/<code>/meetings/manage/": Known(ORGANIZERS, _managed),
    f"{L}events/<code>/meetings/manage/settings/": Known(ORGANIZERS, _managed),
    f"{L}events/<code>/meetings/manage/list.xlsx": Known(ORGANIZERS, _managed, is_page=False),
    f"{L}events/<code>/meetings/manage/interpreters/": Known(ORGANIZERS, _events),
    f"{L}events/<code>/meetings/manage/interpreters/<pk>/delete/": Known(
        FORMS_ONLY, ways(("CODE", "1")), is_page=False
    ),
    f"{L}events/<code>/meetings/manage/<meeting>/": Known(ORGANIZERS, _arranged),
}
