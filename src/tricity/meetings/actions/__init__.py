"""What participants and organizers do about meetings."""

from tricity.meetings.actions.answering import accept, cancel, decline, propose
from tricity.meetings.actions.arranging import assign, cancel_for_organizer
from tricity.meetings.actions.asking import Request, ask
from tricity.meetings.actions.interpreters import delete_interpreter, save_interpreter, take_over
from tricity.meetings.actions.listing import leave, save_entry, unlist, unlist_everywhere
from tricity.meetings.actions.outcomes import note_outcome
from tricity.meetings.actions.settings import save_arrangement

__all__ = [
    "Request",
    "accept",
    "ask",
    "assign",
    "cancel",
    "cancel_for_organizer",
    "decline",
    "delete_interpreter",
    "leave",
    "note_outcome",
    "propose",
    "save_arrangement",
    "save_entry",
    "save_interpreter",
    "take_over",
    "unlist",
    "unlist_everywhere",
]
