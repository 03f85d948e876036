"""Pure predicates: who follows up what was said at an event; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.events import rules as events
from tricity.events.models import Event
from tricity.knowledge.publication.reviewers import reviews_anything
from tricity.knowledge.queries import edited_bodies
from tricity.outcomes.models import Outcome
from tricity.replay.queries import spans
from tricity.replay.rules import may_watch
from tricity.rooms import rules as rooms


def may_draft(user: Any, event: Event) -> bool:
    """Make drafts of what was said: editors for their bodies, reviewers of records for their countries, a secretariat."""
    return events.may_see(user, event) and (reviews_anything(user) or bool(edited_bodies(user)))


def may_settle(user: Any, event: Event) -> bool:
    """Say that something is open, passed on or not pursued: organizers, and editors of the body the event belongs to."""
    return events.may_edit(user, event)


def may_remove(user: Any, outcome: Outcome) -> bool:
    """Who settles it, and who noted it while they may still make drafts."""
    own = outcome.by_id is not None and outcome.by_id == user.pk and may_draft(user, outcome.event)
    return own or may_settle(user, outcome.event)


def may_plan(user: Any, event: Event) -> bool:
    """Put open points of earlier events on the programme of this one."""
    return events.may_edit(user, event)


def may_quote(user: Any, outcome: Outcome) -> bool:
    """Read the words: a question where the room is open to the person, a passage where its replay is, unless what was
    said then is withheld.
    """
    event = outcome.event
    if not events.may_see(user, event):
        return False
    if outcome.question is not None:
        return rooms.sees_question(user, outcome.question)
    replay = outcome.replay
    if replay is None or not may_watch(user, event, replay):
        return False
    return not any(start < outcome.end_ms and outcome.start_ms < end for start, end in spans(replay))


def may_point(user: Any, outcome: Outcome) -> bool:
    """Be told of the later event a point was put on the programme of."""
    session = outcome.agenda_session
    return session is not None and events.may_see(user, session.event)
