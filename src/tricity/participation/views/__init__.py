"""Pages of taking part: for participants, and for organizers."""

from tricity.participation.views.certificates import certificate, own_certificate
from tricity.participation.views.managing import (
    door,
    export,
    questions,
    registration,
    registrations,
    settings,
)
from tricity.participation.views.own import find, own, own_cancel, own_survey
from tricity.participation.views.registering import cancel_own, register
from tricity.participation.views.surveys import survey, survey_results

__all__ = [
    "cancel_own",
    "certificate",
    "door",
    "export",
    "find",
    "own",
    "own_cancel",
    "own_certificate",
    "own_survey",
    "questions",
    "register",
    "registration",
    "registrations",
    "settings",
    "survey",
    "survey_results",
]
