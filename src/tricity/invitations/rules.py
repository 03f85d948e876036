"""Pure predicates of inviting; `user` may be anonymous."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tricity.events.models import Event
from tricity.events.rules import may_edit
from tricity.invitations.models import Invitation, SpeakerLink


def may_invite(user: Any, event: Event) -> bool:
    """Invite, see who answered, give speakers their links: whoever may edit the event."""
    return may_edit(user, event)


def is_open(invitation: Invitation, now: dt.datetime) -> bool:
    """Whether it can still be answered: until the event is over, even after the day one had wished for."""
    event = invitation.event
    return invitation.state in ANSWERABLE and event.is_public and now < event.ends_at


def may_write(link: SpeakerLink, now: dt.datetime) -> bool:
    """Whether the speaker may still write about the talk. Consent can be taken back at any time."""
    return now < link.closes_at


# Who could not come may change their mind.
ANSWERABLE = (Invitation.State.OPEN, Invitation.State.DECLINED)
