"""Bilateral meetings at an event: how they are held, who may be met, who meets whom and what came of it."""

from tricity.meetings.models.arrangement import Arrangement, Interpreter, Slot
from tricity.meetings.models.meetings import Booking, Meeting, Outcome
from tricity.meetings.models.partners import Partner

__all__ = ["Arrangement", "Booking", "Interpreter", "Meeting", "Outcome", "Partner", "Slot"]
