"""Text of organizers turned into clean values; nothing here saves."""

from tricity.events.forms.event import EventForm, Organizers
from tricity.events.forms.plan import PlanForm
from tricity.events.forms.resource import ResourceForm
from tricity.events.forms.results import AskedFor, Attendance, SourcesForm, address_of
from tricity.events.forms.session import SessionForm
from tricity.events.forms.talk import TalkForm

__all__ = [
    "AskedFor",
    "Attendance",
    "EventForm",
    "Organizers",
    "PlanForm",
    "ResourceForm",
    "SessionForm",
    "SourcesForm",
    "TalkForm",
    "address_of",
]
