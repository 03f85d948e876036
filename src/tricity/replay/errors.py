"""Errors of replays.

TricityError
├── Conflict
│   ├── OtherOffset          a piece of an upload that does not follow what has arrived
│   ├── NothingToMake        no recording is checked
│   ├── NothingToShow        neither sound nor captions: nothing to publish
│   ├── NoSession            the sessions it showed have been deleted: whose consent to ask for is not known
│   ├── EventNotPublic       a replay cannot be published before its event
│   ├── NotAgreed            one who is heard does not agree; `objections` say who to what
│   ├── StillPublic          a published replay cannot be deleted
│   ├── TooMany              an event has as many replays as it can
│   └── CorrectedMeanwhile   somebody else has corrected the same line
└── BadInput
    ├── TooLarge             more than a recording may have, or than the disk holds
    ├── PieceDamaged         a piece whose checksum is another
    └── CaptionsRefused      a caption file that cannot be read
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from tricity.events.consenting import label_of
from tricity.events.digests.texts import language_label
from tricity.events.models import SpeakerConsent
from tricity.media import FLOOR, BadCaptions, CaptionFault
from tricity.replay.chapters import speaker
from tricity.replay.objections import Objection
from tricity.web.errors import BadInput, Conflict
from tricity.web.languages import reader_language


class OtherOffset(Conflict):
    """`offset` is how much has arrived."""

    def __init__(self, offset: int) -> None:
        super().__init__(
            _("This piece does not follow what has arrived. Go on at byte %(offset)s.") % {"offset": offset}
        )
        self.offset = offset


class NothingToMake(Conflict):
    def __init__(self) -> None:
        super().__init__(_("No recording has been uploaded and checked yet. Upload one first."))


class NothingToShow(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("There is nothing to show yet: upload recordings and make the replay, or add captions.")
        )


class NoSession(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The sessions it showed have been deleted. Say under “Change what it shows” which it shows, "
                "or that it shows the whole event."
            )
        )


class EventNotPublic(Conflict):
    def __init__(self) -> None:
        super().__init__(_("The event itself is a draft. Publish the event first."))


class NotAgreed(Conflict):
    def __init__(self, objections: Sequence[Objection]) -> None:
        sentence = _(
            "Not everybody who is heard has agreed: %(people)s. Ask them, leave their talks out, "
            "or delete the recordings on which they are heard and make the replay again."
        )
        people = "; ".join(objection_line(each) for each in objections)
        super().__init__(sentence % {"people": people})
        self.objections = tuple(objections)


def objection_line(objection: Objection) -> str:
    """Who does not agree to what, for organizers."""
    uses = ", ".join(str(label_of(SpeakerConsent.Use(use), objection.part)) for use in objection.uses)
    values = {"speaker": speaker(objection.part, reader_language()), "uses": uses}
    if objection.channels:
        heard = (_("the floor") if each == FLOOR else language_label(each) for each in objection.channels)
        values["channels"] = ", ".join(heard)
        if objection.is_refused:
            return _("%(speaker)s, heard on: %(channels)s (refused: %(uses)s)") % values
        return _("%(speaker)s, heard on: %(channels)s (no answer yet: %(uses)s)") % values
    if objection.is_refused:
        return _("%(speaker)s (refused: %(uses)s)") % values
    return _("%(speaker)s (no answer yet: %(uses)s)") % values


class StillPublic(Conflict):
    def __init__(self) -> None:
        super().__init__(_("The replay is published. Withdraw it before you delete it."))


class TooMany(Conflict):
    def __init__(self, most: int) -> None:
        super().__init__(_("An event has at most %(most)s recordings.") % {"most": most})


class CorrectedMeanwhile(Conflict):
    """`text` is what the line reads now."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("Somebody else has corrected this line meanwhile. It reads now: %(text)s") % {"text": text}
        )
        self.text = text


class TooLarge(BadInput):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE

    def __init__(self, most: int) -> None:
        super().__init__(_("The file is too large: at most %(most)s.") % {"most": filesizeformat(most)})


class PieceDamaged(BadInput):
    def __init__(self) -> None:
        super().__init__(_("A piece arrived damaged. It is sent again."))


class CaptionsRefused(BadInput):
    def __init__(self, error: BadCaptions) -> None:
        sentences = {
            CaptionFault.NOT_TEXT: _(
                "This is not a text in UTF-8. Save the captions as UTF-8 and try again."
            ),
            CaptionFault.NOT_CAPTIONS: _(
                "This is neither WebVTT nor SubRip. A WebVTT file begins with the word WEBVTT, "
                "a SubRip file with a number and a line of times."
            ),
            CaptionFault.BAD_CUE: _(
                "A caption cannot be read. Its times must look like 00:01:02.500 --> 00:01:05.000. It reads: %(quoted)s"
            ),
            CaptionFault.NO_CUE: _("No caption with words was found in the file."),
            CaptionFault.TOO_MANY: _("The file has too many captions: at most %(quoted)s."),
        }
        super().__init__(sentences[error.fault] % {"quoted": error.quoted})
