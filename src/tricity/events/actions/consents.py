"""What somebody on the programme allows to be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tricity.activity.actions import record
from tricity.events.consenting import Part, tell_listeners
from tricity.events.models import SpeakerConsent, Talk

# Use → agreed, refused, or None: not answered.
Answers = Mapping[str, bool | None]


@transaction.atomic
def answer_consents(part: Part, answers: Answers, *, answered_by: str, by: Any) -> None:
    """Keep what a speaker, or a person of a session, allows, by use; None takes an answer back to “not asked”.

    The same answer again changes nothing.
    """
    known = {each.use: each for each in part.consents.select_for_update()}
    changed = []
    for use, is_given in answers.items():
        answer = known.get(use)
        if (answer.is_given if answer else None) == is_given:
            continue
        changed.append(use)
        if is_given is None:
            part.consents.filter(use=use).delete()
        else:
            part.consents.update_or_create(
                use=use, defaults={"is_given": is_given, "answered_by": answered_by}
            )
    if not changed:
        return
    verb = "talk.consents-changed" if isinstance(part, Talk) else "session-person.consents-changed"
    record(verb, part.session.event, by=by, uses=sorted(changed))
    tell_listeners(part, by)


def write_down(part: Part, answers: Answers | None, *, by: Any) -> None:
    """What an organizer says they answered; without `answers` nothing changes."""
    if answers:
        answer_consents(part, answers, answered_by=SpeakerConsent.By.ORGANIZER, by=by)
