"""Pure predicates: who may see and make events; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.accounts.rules import Role, grants, is_organizer
from tricity.cooperation.models import Opportunity
from tricity.cooperation.rules import may_read
from tricity.directory.rules import edits_for
from tricity.events.joining import is_admitted
from tricity.events.models import Event


def may_make_events(user: Any) -> bool:
    return is_organizer(user)


def may_edit(user: Any, event: Event) -> bool:
    """Organizers, and editors of the body an event belongs to."""
    return event.deleted_at is None and (is_organizer(user) or edits_for(user, event.owner))


def may_hand_over(user: Any, event: Event) -> bool:
    """Organizers say to which body an event belongs; its editors cannot give it away."""
    return is_organizer(user)


def may_see(user: Any, event: Event) -> bool:
    return event.deleted_at is None and (event.is_public or may_edit(user, event))


def may_read_brief(user: Any, event: Event) -> bool:
    """Who prepares the event, and interpreters of this site once it is announced."""
    interprets = any(role == Role.TRANSLATOR for role, _ in grants(user))
    return may_edit(user, event) or (interprets and may_see(user, event))


def may_see_join_links(user: Any, event: Event) -> bool:
    """Where a session elsewhere is joined is told to those who are registered, and to those who prepare it."""
    return may_see(user, event) and (may_edit(user, event) or is_admitted(user, event))


def may_schedule(user: Any, opportunity: Opportunity, event: Event) -> bool:
    """Put a candidate on the programme of an event, or take it off: one must be able to read the one and edit the other."""
    return may_read(user, opportunity) and may_edit(user, event)
