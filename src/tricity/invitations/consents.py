"""The words somebody on the programme agrees to, for each use. A change of meaning is a new version: what was agreed to
stays kept with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from tricity.events.consenting import Part, uses_of
from tricity.events.models import SessionPerson, SpeakerConsent, Talk

Use = SpeakerConsent.Use
# The day the words below were last changed in meaning.
VERSION: Final = "2026-11-26"
WORDS: Final[Mapping[SpeakerConsent.Use, Any]] = {
    Use.RECORDING: _(
        "My talk may be recorded in picture and sound, in the languages it is interpreted into."
    ),
    Use.REPLAY: _("The recording may be published on the page of the event."),
    Use.TRANSCRIPT: _("What I say may be published as captions and as a text, also translated."),
    Use.SLIDES: _("My slides may be published on the page of the event under the licence I have named."),
    Use.PHOTOGRAPH: _("Photographs on which I can be recognized may be published with reports of the event."),
}
OF_INTERPRETERS: Final = {
    Use.RECORDING: _("My voice may be recorded while I interpret."),
    Use.REPLAY: _(
        "The recording of my voice may be published on the page of the event, as sound to choose there."
    ),
}
OF_OTHERS: Final = {
    Use.RECORDING: _(
        "What I say may be recorded in picture and sound, in the languages it is interpreted into."
    ),
}


def words_for(part: Part) -> dict[SpeakerConsent.Use, Any]:
    """What a speaker, or a person of a session by their role, is asked, in this order."""
    if isinstance(part, Talk):
        own: Mapping[SpeakerConsent.Use, Any] = {}
    else:
        own = OF_INTERPRETERS if part.role == SessionPerson.Role.INTERPRETER else OF_OTHERS
    return {use: own.get(use, WORDS[use]) for use in uses_of(part)}
