"""Which uses are asked of whom, and who must know when somebody on the programme agrees to
something or takes it back.

Apps above register what they show or hide then.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from tricity.events.models import SessionPerson, SpeakerConsent, Talk

Part = Talk | SessionPerson
Use = SpeakerConsent.Use
HEARD: Final = (Use.RECORDING, Use.REPLAY, Use.TRANSCRIPT, Use.PHOTOGRAPH)
# Who is not heard can only be seen.
SEEN: Final = (Use.PHOTOGRAPH,)

# Called with whose answer it is and who wrote it down (None: they themselves), in the transaction of the change.
Listener = Callable[[Part, Any], None]
_listeners: list[Listener] = []


def uses_of(part: Part) -> tuple[SpeakerConsent.Use, ...]:
    """The uses a speaker, or a person of a session by their role, is asked about, in the order they are asked."""
    if isinstance(part, Talk):
        return tuple(Use)
    return SEEN if part.role == SessionPerson.Role.TECHNICIAN else HEARD


def label_of(use: SpeakerConsent.Use, part: Part) -> Any:
    """What the use is called for organizers; people other than speakers have no talk."""
    if use == Use.RECORDING and not isinstance(part, Talk):
        return _("What the person says is recorded")
    return use.label


def register_listener(listener: Listener) -> None:
    if listener not in _listeners:
        _listeners.append(listener)


def tell_listeners(part: Part, by: Any) -> None:
    for each in _listeners:
        each(part, by)
