"""Events, their sessions, rooms, people, talks and resources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import (
    EVERYBODY,
    FORMS_ONLY,
    OPERATORS_ALONE,
    POSTED,
    Known,
    Statuses,
    Thing,
    by_role,
    ways,
)
from tests.journeys.site import Site

ORGANIZERS = by_role((403,), visitor=(302,), organizer=(200,), operator=(200,))
OF_A_DRAFT_EVENT = by_role((404,), visitor=(302,), organizer=(200,), operator=(200,))
A_DRAFT_EVENT = by_role((404,), organizer=(200,), operator=(200,))


def _sample_event(site: Site) -> str:
    return str(site.one("SELECT code FROM events_event WHERE publication_state = 'published' ORDER BY id"))


def _events(public: Statuses, draft: Statuses) -> Callable[[Site, Furnished], list[Thing]]:
    def find(site: Site, made: Furnished) -> list[Thing]:
        return [Thing("sample", (_sample_event(site),), public), Thing("draft", (made.event,), draft)]

    return find


def _papers(site: Site, made: Furnished) -> list[Thing]:
    """Every paper as a page; in a language that is not that of the page around it, and for two languages."""
    events = (("sample", _sample_event(site), ORGANIZERS), ("draft", made.event, OF_A_DRAFT_EVENT))
    kinds = (("run-of-show", "?language=zh-hans"), ("interpreters-brief", ""), ("report", "?language=ko"))
    found = [
        Thing(f"{label} {kind}", (code, kind, "html"), statuses, query)
        for label, code, statuses in events
        for kind, query in kinds
    ]
    sample = (_sample_event(site), "interpreters-brief", "html")
    return [*found, Thing("sample pair", sample, ORGANIZERS, "?between=ja,ko")]


OF_SESSIONS = ("events_talk", "events_sessionperson", "events_joinlink")


def _parts(table: str, condition: str = "1") -> Callable[[Site, Furnished], list[Thing]]:
    """Parts of both events: those that have an event, or a session of one."""
    join = " JOIN events_session s ON s.id = p.session_id" if table in OF_SESSIONS else ""
    owner = "s.event_id" if join else "p.event_id"

    def find(site: Site, made: Furnished) -> list[Thing]:
        query = f"SELECT p.id FROM {table} p{join} JOIN events_event e ON e.id = {owner} WHERE e.code = ? AND {condition} ORDER BY p.id"
        found = [
            (code, row[0]) for code in (_sample_event(site), made.event) for row in site.rows(query, code)[:1]
        ]
        return [
            Thing(
                f"{'sample' if code != made.event else 'draft'}",
                (code, pk),
                ORGANIZERS if code != made.event else OF_A_DRAFT_EVENT,
            )
            for code, pk in found
        ]

    return find


def _sample_session(site: Site, made: Furnished) -> list[Thing]:
    found = [thing for thing in _parts("events_session")(site, made) if thing.label == "sample"]
    return [replace(thing, statuses=EVERYBODY) for thing in found]


def _series(site: Site, made: Furnished) -> list[Thing]:
    return [Thing("", (site.one("SELECT code FROM events_series ORDER BY id"),))]


PLAN_A_QUARTER = (
    "?minutes=120&first=2027-09-01&last=2027-11-30&notice_days=0&avoid_lunch=on&zone_1=Europe/Berlin"
    "&countries=CN&countries=JP&countries=KR&languages=zh-hans&languages=ja&languages=en"
)


def _stored_files(site: Site, made: Furnished) -> list[Thing]:
    rows = site.rows(
        "SELECT e.code, r.id FROM events_resource r JOIN events_event e ON e.id = r.event_id"
        " WHERE r.file <> '' AND e.publication_state = 'published'"
    )
    return [Thing("file", row) for row in rows]


OF_EVENT = _events(ORGANIZERS, OF_A_DRAFT_EVENT)
# What does not even ask a visitor to sign in.
OF_EVENT_OR_NONE = _events(ORGANIZERS, A_DRAFT_EVENT)


KNOWN: dict[str, Known] = {
    f"{L}events/": Known(EVERYBODY),
    f"{L}events/new/": Known(ORGANIZERS),
    f"{L}events/plan/": Known(
        ORGANIZERS, lambda site, made: [Thing("", ()), Thing("a quarter", (), query=PLAN_A_QUARTER)]
    ),
    f"{L}events/interpreting/": Known(OPERATORS_ALONE),
    f"{L}event-series/new/": Known(ORGANIZERS),
    f"{L}event-series/<code>/": Known(EVERYBODY, _series),
    f"{L}event-series/<code>/edit/": Known(ORGANIZERS, _series),
    f"{L}events/<code>/preparation/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/rooms/new/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/rooms/<pk>/edit/": Known(ORGANIZERS, _parts("events_room")),
    f"{L}events/<code>/rooms/<pk>/delete/": Known(ORGANIZERS, _parts("events_room")),
    f"{L}events/<code>/sessions/<pk>.ics": Known(EVERYBODY, _sample_session, is_page=False),
    f"{L}events/<code>/sessions/<pk>/people/new/": Known(ORGANIZERS, _parts("events_session")),
    f"{L}events/<code>/people/<pk>/edit/": Known(ORGANIZERS, _parts("events_sessionperson")),
    f"{L}events/<code>/people/<pk>/delete/": Known(ORGANIZERS, _parts("events_sessionperson")),
    f"{L}events/<code>/sessions/<pk>/links/new/": Known(ORGANIZERS, _parts("events_session")),
    f"{L}events/<code>/links/<pk>/edit/": Known(ORGANIZERS, _parts("events_joinlink")),
    f"{L}events/<code>/links/<pk>/delete/": Known(ORGANIZERS, _parts("events_joinlink")),
    f"{L}events/<code>.ics": Known(EVERYBODY, _events(EVERYBODY, A_DRAFT_EVENT), is_page=False),
    f"{L}events/<code>/": Known(EVERYBODY, _events(EVERYBODY, A_DRAFT_EVENT)),
    f"{L}events/<code>/edit/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/results/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/publish/": POSTED,
    f"{L}events/<code>/withdraw/": POSTED,
    f"{L}events/<code>/sessions/new/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/sessions/<pk>/edit/": Known(ORGANIZERS, _parts("events_session")),
    f"{L}events/<code>/sessions/<pk>/delete/": Known(ORGANIZERS, _parts("events_session")),
    f"{L}events/<code>/sessions/<pk>/move/": Known(FORMS_ONLY, ways(("CODE", "1")), is_page=False),
    f"{L}events/<code>/sessions/<pk>/talks/new/": Known(ORGANIZERS, _parts("events_session")),
    f"{L}events/<code>/talks/<pk>/edit/": Known(ORGANIZERS, _parts("events_talk")),
    f"{L}events/<code>/talks/<pk>/delete/": Known(ORGANIZERS, _parts("events_talk")),
    f"{L}events/<code>/talks/<pk>/move/": Known(FORMS_ONLY, ways(("CODE", "1")), is_page=False),
    f"{L}events/<code>/papers/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/papers/<kind>.<suffix>": Known(ORGANIZERS, _papers),
    f"{L}events/<code>/resources/new/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/resources/<pk>/": Known(EVERYBODY, _stored_files, is_page=False),
    f"{L}events/<code>/resources/<pk>/delete/": Known(ORGANIZERS, _parts("events_resource")),
    f"{L}opportunities/<code>/programme/add/": POSTED,
    f"{L}opportunities/<code>/programme/remove/": POSTED,
}
