"""Events, their sessions, talks and resources."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import (
    EVERYBODY,
    FORMS_ONLY,
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


def _parts(table: str, condition: str = "1") -> Callable[[Site, Furnished], list[Thing]]:
    """Sessions, talks or resources of both events."""
    join = " JOIN events_session s ON s.id = p.session_id" if table == "events_talk" else ""
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


def _stored_files(site: Site, made: Furnished) -> list[Thing]:
    rows = site.rows(
        "SELECT e.code, r.id FROM events_resource r JOIN events_event e ON e.id = r.event_id WHERE r.file <> ''"
    )
    return [Thing("file", row) for row in rows]


OF_EVENT = _events(ORGANIZERS, OF_A_DRAFT_EVENT)


KNOWN: dict[str, Known] = {
    f"{L}events/": Known(EVERYBODY),
    f"{L}events/new/": Known(ORGANIZERS),
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
    f"{L}events/<code>/resources/new/": Known(ORGANIZERS, OF_EVENT),
    f"{L}events/<code>/resources/<pk>/": Known(EVERYBODY, _stored_files, is_page=False),
    f"{L}events/<code>/resources/<pk>/delete/": Known(ORGANIZERS, _parts("events_resource")),
    f"{L}opportunities/<code>/programme/add/": POSTED,
    f"{L}opportunities/<code>/programme/remove/": POSTED,
}
