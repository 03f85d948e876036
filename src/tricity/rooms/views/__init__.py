"""Pages of a room: for everybody, for those who work in it."""

from tricity.rooms.views.arranging import person_add, person_remove, settings, slow_down, stage
from tricity.rooms.views.captioning import caption_correct, captions
from tricity.rooms.views.entering import enter
from tricity.rooms.views.moderating import announce, merge, moderate, now, question
from tricity.rooms.views.polling import poll_edit, poll_new, poll_state
from tricity.rooms.views.room import room
from tricity.rooms.views.taking_part import ask, mine, poll_answer, react, vote

__all__ = [
    "announce",
    "ask",
    "caption_correct",
    "captions",
    "enter",
    "merge",
    "mine",
    "moderate",
    "now",
    "person_add",
    "person_remove",
    "poll_answer",
    "poll_edit",
    "poll_new",
    "poll_state",
    "question",
    "react",
    "room",
    "settings",
    "slow_down",
    "stage",
    "vote",
]
