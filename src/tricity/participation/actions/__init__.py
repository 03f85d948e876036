"""What people and organizers do about taking part."""

from tricity.participation.actions.arriving import arrive, arrive_by_code, forget_presence, note_presence
from tricity.participation.actions.deciding import approve, decline, promote
from tricity.participation.actions.registering import Wish, cancel, change, register
from tricity.participation.actions.settings import save_admission, save_questions
from tricity.participation.actions.surveying import answer_survey

__all__ = [
    "Wish",
    "answer_survey",
    "approve",
    "arrive",
    "arrive_by_code",
    "cancel",
    "change",
    "decline",
    "forget_presence",
    "note_presence",
    "promote",
    "register",
    "save_admission",
    "save_questions",
]
