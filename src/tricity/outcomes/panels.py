"""What was followed up, on the pages of the event, its room's questions, its replay, and what was made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.directory.panels import Panel
from tricity.events.models import Event
from tricity.outcomes import rules
from tricity.outcomes.digests import deeds, followed
from tricity.replay.models import Replay
from tricity.replay.panels import Picking
from tricity.rooms.following import NOTHING, FollowUp
from tricity.rooms.models import Question


def follow_questions(
    event: Event, questions: Sequence[Question], language: str, user: Any
) -> Mapping[int, FollowUp]:
    """What became of questions; for those who may follow them up, the deeds beside each."""
    known = followed(event, language, user).questions
    return {
        each.pk: FollowUp(known.get(each.pk, NOTHING).became, deeds(event, f"question={each.code}", user))
        for each in questions
    }


def event_panel(event: Event, language: str, user: Any) -> Panel | None:
    """What was said, beside what was asked: passages somebody followed up."""
    passages = followed(event, language, user).passages
    return Panel("outcomes/passages_panel.html", {"event": event, "passages": passages}) if passages else None


def replay_panel(replay: Replay, language: str, user: Any) -> Panel | None:
    """The way to them, read when it is opened: the page of a replay asks enough without."""
    return Panel("outcomes/replay_panel.html", {"event": replay.event})


def link_panel(event: Event, language: str, user: Any) -> Panel | None:
    """For organizers: the list of everything, and the open points of earlier events."""
    return Panel("outcomes/organize.html", {"event": event})


def picking(replay: Replay, user: Any) -> Picking | None:
    """On the replay's page: lines of the transcript for a draft, or for the list of open points."""
    event = replay.event
    if rules.may_draft(user, event):
        address, label = "outcomes:new", _("Make a draft of the ticked lines")
    elif rules.may_settle(user, event):
        address, label = "outcomes:settle", _("Say what became of the ticked lines")
    else:
        return None
    return Picking(
        reverse(address, args=[event.code]), label, _("Tick the first and the last line of a passage.")
    )
