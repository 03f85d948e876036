"""What became of what was asked and said at events."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.events import A_DRAFT_EVENT, OF_A_DRAFT_EVENT, ORGANIZERS
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import DESKS, EVERYBODY, FORMS_ONLY, Known, Statuses, Thing, ways
from tests.journeys.site import Site

SAMPLE = "SELECT code FROM events_event WHERE publication_state = 'published' ORDER BY id"
QUESTION = "SELECT q.code FROM rooms_question q JOIN rooms_answer a ON a.question_id = q.id ORDER BY q.id"
REPLAY = "SELECT r.id FROM replay_replay r JOIN events_event e ON e.id = r.event_id WHERE e.code = ?"


def _lists(site: Site, made: Furnished) -> list[Thing]:
    return [Thing("sample", (site.one(SAMPLE),)), Thing("draft", (made.event,), A_DRAFT_EVENT)]


def _sayings(statuses: Statuses) -> Callable[[Site, Furnished], list[Thing]]:
    """A question that was answered in writing, and two lines of the transcript."""

    def find(site: Site, made: Furnished) -> list[Thing]:
        asked = f"?question={site.one(QUESTION)}"
        code = site.one(SAMPLE)
        said = f"?replay={site.one(REPLAY, code)}&captions=ja&line=24.000&line=36.000"
        return [Thing(label, (code,), statuses, query) for label, query in (("asked", asked), ("said", said))]

    return find


def _each(site: Site, made: Furnished) -> list[Thing]:
    """The demo's: an idea, a draft, something passed on, an open point."""
    rows = site.rows("SELECT e.code, o.code FROM outcomes_outcome o JOIN events_event e ON e.id = o.event_id")
    return [Thing(f"{number}", row) for number, row in enumerate(rows)]


def _agendas(site: Site, made: Furnished) -> list[Thing]:
    """Of an event to come, which the sample's precedes; of the sample's, which none precedes."""
    return [
        Thing("to come", (made.attending.event,)),
        Thing("sample", (site.one(SAMPLE),)),
        Thing("draft", (made.event,), OF_A_DRAFT_EVENT),
    ]


_R = f"{L}events/<code>/outcomes"
KNOWN: dict[str, Known] = {
    f"{_R}/": Known(EVERYBODY, _lists),
    f"{_R}/new/": Known(DESKS, _sayings(DESKS)),
    f"{_R}/settle/": Known(ORGANIZERS, _sayings(ORGANIZERS)),
    f"{_R}/<outcome>/": Known(EVERYBODY, _each),
    f"{_R}/<outcome>/remove/": Known(FORMS_ONLY, ways(("CODE", "X")), is_page=False),
    f"{L}events/<code>/agenda/": Known(ORGANIZERS, _agendas),
}
