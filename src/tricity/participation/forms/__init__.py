"""Forms of registration and survey."""

from tricity.participation.forms.deciding import DeclineForm, DoorForm, FilterForm
from tricity.participation.forms.questions import AnswersForm, Asked
from tricity.participation.forms.registering import RegistrationForm
from tricity.participation.forms.settings import AdmissionForm, Questions

__all__ = [
    "AdmissionForm",
    "AnswersForm",
    "Asked",
    "DeclineForm",
    "DoorForm",
    "FilterForm",
    "Questions",
    "RegistrationForm",
]
