"""The words a speaker agrees to, for each use. A change of meaning is a new version: what was agreed to stays kept with it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from tricity.events.models import SpeakerConsent

Use = SpeakerConsent.Use
# The day the words below were last changed in meaning.
VERSION: Final = "2026-11-26"
WORDS: Final = {
    Use.RECORDING: _(
        "My talk may be recorded in picture and sound, in the languages it is interpreted into."
    ),
    Use.REPLAY: _("The recording may be published on the page of the event."),
    Use.TRANSCRIPT: _("What I say may be published as captions and as a text, also translated."),
    Use.SLIDES: _("My slides may be published on the page of the event under the licence I have named."),
    Use.PHOTOGRAPH: _("Photographs on which I can be recognized may be published with reports of the event."),
}
