"""Meetings and partners as a reader of one language gets them, ready for templates."""

from tricity.meetings.digests.meetings import MeetingView, meeting_view, meeting_views
from tricity.meetings.digests.partners import PartnerView, partner_view, suggested
from tricity.meetings.digests.slots import SlotDay, SlotView, slot_days

__all__ = [
    "MeetingView",
    "PartnerView",
    "SlotDay",
    "SlotView",
    "meeting_view",
    "meeting_views",
    "partner_view",
    "slot_days",
    "suggested",
]
