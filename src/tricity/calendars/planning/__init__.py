"""PURE: when people of several countries can meet, from dated calendars and working hours. Never imports Django."""

from tricity.calendars.planning.days import Calendar, DayKind, SpecialDay, Standing, standing_of
from tricity.calendars.planning.planning import NearMiss, Plan, Proposal, Wish, plan
from tricity.calendars.planning.reasons import Caution, Hindrance, Reason
from tricity.calendars.planning.sites import Clock, Site

__all__ = [
    "Calendar",
    "Caution",
    "Clock",
    "DayKind",
    "Hindrance",
    "NearMiss",
    "Plan",
    "Proposal",
    "Reason",
    "Site",
    "SpecialDay",
    "Standing",
    "Wish",
    "plan",
    "standing_of",
]
