"""Errors of renderings.

TricityError
├── Refused
│   ├── NotATranslator     the person does not write renderings of this object
│   ├── NeedsSecondPerson  who wrote a rendering does not review it
│   └── NotTheirStamp      only curators of the language's country make a rendering official
├── Conflict
│   ├── ChangedMeanwhile   somebody else saved first
│   ├── OriginalMovedOn    the original changed after the rendering was made
│   └── WrongState         the draft or rendering is not in the state the deed needs
├── BadInput
│   └── NothingWritten     a draft without a word
└── EngineError
    ├── EngineFailed       502: the engine did not answer, or not with a rendering
    └── LimitReached       429: as much as may be rendered today has been
"""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext as _

from tricity.web.errors import BadInput, Conflict, Refused, TricityError


class NotATranslator(Refused):
    def __init__(self) -> None:
        super().__init__(_("Your account does not write renderings of this."))


class NeedsSecondPerson(Refused):
    def __init__(self) -> None:
        super().__init__(_("A second person reviews what you wrote."))


class NotTheirStamp(Refused):
    def __init__(self) -> None:
        super().__init__(_("Only curators of this language's country can make a rendering official."))


class ChangedMeanwhile(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("Somebody else saved this rendering while you were writing. What you typed stands below.")
        )


class OriginalMovedOn(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("The original changed after this was written. Look at the difference, mend it and save it.")
        )


class WrongState(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This was decided meanwhile. Reload the page to see how it stands."))


class NothingWritten(BadInput):
    def __init__(self) -> None:
        super().__init__(_("Write at least one text."))


class EngineError(TricityError):
    """The engine has nothing to offer; what people wrote is untouched."""


class EngineFailed(EngineError):
    status = HTTPStatus.BAD_GATEWAY

    def __init__(self, reason: str) -> None:
        super().__init__(
            _("The engine has no rendering to offer (%(reason)s). What you wrote is untouched.")
            % {"reason": reason}
        )


class LimitReached(EngineError):
    status = HTTPStatus.TOO_MANY_REQUESTS
