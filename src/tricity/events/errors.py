"""Errors of events.

TricityError
├── Conflict
│   ├── ChangedMeanwhile   somebody saved the event after this person opened the form
│   └── EventIsOver        a programme is closed once the event has ended
├── PaperNotMade           a paper could not be written in the format asked for
└── BadInput
    ├── NoSuchHour         the clocks of that zone skip this time
    ├── HourTwice          the clocks of that zone show this time twice
    └── FileRefused        an upload that is too large, of another kind, or not what its name says
"""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext as _

from tricity.publishing import CannotPrint, PublishingError, TooLarge, without_engine
from tricity.web.errors import BadInput, Conflict, TricityError


class ChangedMeanwhile(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this event while you were writing. Your words are still here: "
                "look at the event, then save again."
            )
        )


class EventIsOver(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This event is over. Choose a session of an event still to come."))


class PaperNotMade(TricityError):
    """Says why, and what works instead; `problem` is what the writer said."""

    status = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self, problem: PublishingError) -> None:
        super().__init__(_sentence(problem))


def _sentence(problem: PublishingError) -> str:
    if isinstance(problem, TooLarge):
        return _(
            "This paper would be too large. Divide the event into several, or take its programme as an export."
        )
    reason = problem.reason if isinstance(problem, CannotPrint) else ""
    if reason == "missing":
        return without_pdf()
    if reason == "busy":
        return _("Other PDF files are being made at the moment. Try again in a minute, or take DOCX or HWPX.")
    if reason == "too-slow":
        return _("The PDF took too long to make. Take DOCX or HWPX, or print the page.")
    return _(
        "The PDF could not be made. Take DOCX or HWPX, or print the page; who runs this site finds the cause in its log."
    )


def without_pdf() -> str:
    return _(
        "This site cannot make PDF files, for these packages are not installed: %(packages)s."
        " DOCX, HWPX and the page to print work without them."
    ) % {"packages": ", ".join(without_engine())}


class NoSuchHour(BadInput):
    def __init__(self, zone: str) -> None:
        super().__init__(
            _(
                "In %(zone)s the clocks are set forward and skip this time. "
                "Give an earlier or later time, or choose UTC."
            )
            % {"zone": zone}
        )


class HourTwice(BadInput):
    def __init__(self, zone: str) -> None:
        super().__init__(
            _(
                "In %(zone)s the clocks are set back and show this time twice, so it is not clear which is meant. "
                "Give an earlier or later time, or choose UTC."
            )
            % {"zone": zone}
        )


class FileRefused(BadInput):
    """Carries the sentence for the form."""
