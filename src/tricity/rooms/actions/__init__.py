"""What people do in a room, one function a verb."""

from tricity.rooms.actions.bringing import AskedElsewhere, bring_questions, take_back_questions
from tricity.rooms.actions.captions import CORRECTED_WITHIN_MS, Source, add_caption, add_cues, correct
from tricity.rooms.actions.counting import tell_counts
from tricity.rooms.actions.merging import merge, part, tell_apart
from tricity.rooms.actions.polls import (
    answer_poll,
    close_poll,
    delete_poll,
    open_poll,
    save_poll,
    show_results,
)
from tricity.rooms.actions.questions import (
    answer,
    answered_aloud,
    ask,
    hide,
    let_through,
    not_answered,
    pin,
)
from tricity.rooms.actions.room import (
    announce,
    change_settings,
    name_person,
    react,
    remove_person,
    set_now,
    slow_down,
    take_down,
)
from tricity.rooms.actions.votes import take_back, vote

__all__ = [
    "CORRECTED_WITHIN_MS",
    "AskedElsewhere",
    "Source",
    "add_caption",
    "add_cues",
    "announce",
    "answer",
    "answer_poll",
    "answered_aloud",
    "ask",
    "bring_questions",
    "change_settings",
    "close_poll",
    "correct",
    "delete_poll",
    "hide",
    "let_through",
    "merge",
    "name_person",
    "not_answered",
    "open_poll",
    "part",
    "pin",
    "react",
    "remove_person",
    "save_poll",
    "set_now",
    "show_results",
    "slow_down",
    "take_back",
    "take_back_questions",
    "take_down",
    "tell_apart",
    "tell_counts",
    "vote",
]
