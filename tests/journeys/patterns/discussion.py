"""Discussions, messages and their moderation."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.furnished import Furnished
from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import (
    CURATORS,
    CURATORS_OF_JAPAN,
    EVERYBODY,
    FORMS_ONLY,
    POSTED,
    SIGNED_IN,
    Known,
    Thing,
    by_role,
    ways,
)
from tests.journeys.site import Site


def _discussions(site: Site, made: Furnished) -> list[Thing]:
    empty = site.one("SELECT code FROM knowledge_record WHERE external_id = 'empty-need-CN'")
    candidate = site.one(
        "SELECT code FROM cooperation_opportunity WHERE publication_state = 'published' ORDER BY code"
    )
    return [
        Thing("with answers", ("record", made.talk.need)),
        Thing("answering", ("record", made.talk.need), query=f"?answer={made.talk.post}"),
        Thing("nothing said", ("record", empty)),
        Thing("candidate", ("opportunity", candidate)),
        Thing("idea", ("idea", made.talk.idea)),
    ]


def _said(name: str) -> Callable[[Site, Furnished], list[Thing]]:
    return lambda site, made: [Thing(name, (getattr(made.talk, name),))]


def _addressed(site: Site, made: Furnished) -> list[Thing]:
    """The body of the editor, which has an administrator beside; whom a public idea of the member names."""
    statuses = by_role((200,), visitor=(302,), organizer=(403,), operator=(403,))
    return [
        Thing("body", ("organization", made.talk.body), statuses),
        Thing("idea", ("idea", made.talk.idea), statuses),
    ]


# Of the member, of Korea.
BY_THE_MEMBER = by_role((403,), visitor=(302,), member=(200,))


KNOWN: dict[str, Known] = {
    f"{L}discussions/<kind>/<code>/": Known(EVERYBODY, _discussions),
    f"{L}discussions/<kind>/<code>/follow/": Known(FORMS_ONLY, ways(("record", "CODE")), is_page=False),
    f"{L}posts/<code>/": Known(by_role((302,)), _said("post"), is_page=False),
    f"{L}posts/<code>/edit/": Known(BY_THE_MEMBER, _said("post")),
    f"{L}posts/<code>/delete/": Known(BY_THE_MEMBER, _said("post")),
    f"{L}posts/<code>/report/": Known(
        by_role((403,), visitor=(302,), editor=(200,), curator=(200,)), _said("post")
    ),
    f"{L}posts/<code>/history/": Known(EVERYBODY, _said("post")),
    f"{L}moderation/": Known(CURATORS),
    f"{L}moderation/posts/<code>/": Known(CURATORS_OF_JAPAN, _said("post")),
    f"{L}moderation/messages/<code>/": Known({**CURATORS, "curator": frozenset((404,))}, _said("message")),
    f"{L}blocked/": Known(SIGNED_IN),
    f"{L}blocked/<code>/": POSTED,
    f"{L}messages/": Known(SIGNED_IN),
    f"{L}messages/reachable/": Known(FORMS_ONLY, is_page=False),
    f"{L}messages/new/<kind>/<code>/": Known(SIGNED_IN, _addressed),
    f"{L}messages/reports/<code>/": Known(
        by_role((404,), visitor=(302,), member=(403,), editor=(200,)), _said("message")
    ),
    f"{L}messages/<code>/": Known(
        by_role((404,), visitor=(302,), member=(200,), editor=(200,)), _said("conversation")
    ),
}
