"""Errors of replays.

TricityError
├── Conflict
│   ├── OtherOffset          a piece of an upload that does not follow what has arrived
│   ├── NothingToMake        no recording is checked
│   ├── NothingToShow        neither sound nor captions: nothing to publish
│   └── EventNotPublic       a replay cannot be published before its event
└── BadInput
    ├── TooLarge             more than a recording may have, or than the disk holds
    ├── PieceDamaged         a piece whose checksum is another
    └── CaptionsRefused      a caption file that cannot be read
"""

from __future__ import annotations

from http import HTTPStatus

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from tricity.media import BadCaptions, CaptionFault
from tricity.web.errors import BadInput, Conflict


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


class EventNotPublic(Conflict):
    def __init__(self) -> None:
        super().__init__(_("The event itself is a draft. Publish the event first."))


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
