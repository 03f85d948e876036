"""Forms of meetings; nothing here saves."""

from tricity.meetings.forms.arranging import AssignForm, InterpreterForm, StateForm
from tricity.meetings.forms.asking import AcceptForm, AskForm, OutcomeForm, ProposeForm, ReasonForm
from tricity.meetings.forms.listing import EntryForm, WantedForm
from tricity.meetings.forms.settings import ArrangementForm

__all__ = [
    "AcceptForm",
    "ArrangementForm",
    "AskForm",
    "AssignForm",
    "EntryForm",
    "InterpreterForm",
    "OutcomeForm",
    "ProposeForm",
    "ReasonForm",
    "StateForm",
    "WantedForm",
]
