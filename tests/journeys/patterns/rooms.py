"""The rooms of events."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.events import A_DRAFT_EVENT, OF_EVENT_OR_NONE, ORGANIZERS
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import EVERYBODY, FORMS_ONLY, Known, Thing, by_role, ways
from tests.journeys.site import Site

# Who has no account cannot have asked anything.
PARTICIPANTS = by_role((200,), visitor=(403,))
ANSWERS_TO_FORMS = Known(FORMS_ONLY, ways(("CODE",)), is_page=False)
DRAFT_POLL = (
    "SELECT p.code FROM rooms_poll p JOIN events_event e ON e.id = p.event_id"
    " WHERE e.code = ? AND p.state = 'draft'"
)
SAMPLE = "SELECT code FROM events_event WHERE publication_state = 'published' ORDER BY id"


def _room(site: Site, made: Furnished) -> list[Thing]:
    return [
        Thing("sample", (site.one(SAMPLE),)),
        Thing("newest first", (site.one(SAMPLE),), query="?order=new&captions=ko", roles=("visitor",)),
        Thing(
            "nonsense", (site.one(SAMPLE),), query="?order=%00&page=x&captions=xx&part=y", roles=("visitor",)
        ),
        Thing("draft", (made.event,), A_DRAFT_EVENT),
        Thing("on", (made.running.event,), roles=("visitor", "member", "organizer")),
    ]


def _worked_in(site: Site, made: Furnished) -> list[Thing]:
    """For those who work in a room: the sample's, a draft's, and one that is on."""
    return [
        *OF_EVENT_OR_NONE(site, made),
        Thing("on", (made.running.event,), ORGANIZERS, roles=("visitor", "member", "organizer")),
    ]


def _sample(site: Site, made: Furnished) -> list[Thing]:
    return [Thing("sample", (site.one(SAMPLE),))]


def _asked(site: Site, made: Furnished) -> list[Thing]:
    """Nothing; and what is shown, hidden with a reason, and waits."""
    of_three = ("member", "editor", "curator")
    return [*_sample(site, made), Thing("asked", (made.running.event,), roles=of_three)]


def _questions(site: Site, made: Furnished) -> list[Thing]:
    """One that was answered in writing, one of which nobody has made a rendering."""
    rows = site.rows(
        "SELECT q.code FROM rooms_question q JOIN events_event e ON e.id = q.event_id WHERE e.code = ? ORDER BY q.id",
        site.one(SAMPLE),
    )
    answered = site.one(
        "SELECT q.code FROM rooms_question q JOIN rooms_answer a ON a.question_id = q.id ORDER BY q.id"
    )
    return [
        Thing(label, (site.one(SAMPLE), code))
        for label, code in (("answered", answered), ("plain", rows[-1][0]))
    ]


def _poll(site: Site, made: Furnished) -> list[Thing]:
    """Only one that nobody was asked yet can be changed."""
    return [
        Thing(
            "draft",
            (made.event, site.one(DRAFT_POLL, made.event)),
            A_DRAFT_EVENT,
        )
    ]


def _forms(*more: str) -> Callable[[Site, Furnished], list[Thing]]:
    return ways(("CODE", *more))


KNOWN: dict[str, Known] = {
    # Leads into the room, and remembers the guest.
    f"{L}registrations/<secret>/room/": Known(
        by_role((302,)), lambda site, made: [Thing("", (made.attending.secret,))], is_page=False
    ),
    f"{L}events/<code>/room/": Known(EVERYBODY, _room),
    f"{L}events/<code>/room/ask/": ANSWERS_TO_FORMS,
    f"{L}events/<code>/room/mine/": Known(PARTICIPANTS, _asked),
    f"{L}events/<code>/room/react/": ANSWERS_TO_FORMS,
    f"{L}events/<code>/room/questions/<question>/vote/": Known(FORMS_ONLY, _forms("Q"), is_page=False),
    f"{L}events/<code>/room/polls/<poll>/answer/": Known(FORMS_ONLY, _forms("P"), is_page=False),
    f"{L}events/<code>/room/stage/": Known(ORGANIZERS, _worked_in),
    f"{L}events/<code>/room/slow-down/": ANSWERS_TO_FORMS,
    f"{L}events/<code>/room/captions/": Known(ORGANIZERS, _worked_in),
    f"{L}events/<code>/room/captions/<seq>/correct/": Known(FORMS_ONLY, _forms("1"), is_page=False),
    f"{L}events/<code>/room/moderate/": Known(ORGANIZERS, _worked_in),
    f"{L}events/<code>/room/moderate/now/": ANSWERS_TO_FORMS,
    f"{L}events/<code>/room/moderate/announce/": ANSWERS_TO_FORMS,
    f"{L}events/<code>/room/moderate/merge/": ANSWERS_TO_FORMS,
    f"{L}events/<code>/room/moderate/questions/<question>/": Known(ORGANIZERS, _questions),
    f"{L}events/<code>/room/moderate/polls/new/": Known(ORGANIZERS, OF_EVENT_OR_NONE),
    f"{L}events/<code>/room/moderate/polls/<poll>/": Known(A_DRAFT_EVENT, _poll),
    f"{L}events/<code>/room/moderate/polls/<poll>/state/": Known(FORMS_ONLY, _forms("P"), is_page=False),
    f"{L}events/<code>/room/settings/": Known(ORGANIZERS, _worked_in),
    f"{L}events/<code>/room/settings/people/": ANSWERS_TO_FORMS,
    f"{L}events/<code>/room/settings/people/<pk>/remove/": Known(FORMS_ONLY, _forms("1"), is_page=False),
}
