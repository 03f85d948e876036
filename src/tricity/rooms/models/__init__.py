"""What happens in the room of an event: its settings and people, captions, questions, polls, and the stream of it all."""

from tricity.rooms.models.captions import Caption
from tricity.rooms.models.polls import Ballot, Choice, Poll, PollKind, PollOption, PollState
from tricity.rooms.models.questions import (
    Answer,
    Question,
    QuestionOrigin,
    QuestionPair,
    QuestionState,
    Vote,
)
from tricity.rooms.models.room import Access, Announcement, ReactionCount, Room, RoomRole
from tricity.rooms.models.stream import RoomEvent

__all__ = [
    "Access",
    "Announcement",
    "Answer",
    "Ballot",
    "Caption",
    "Choice",
    "Poll",
    "PollKind",
    "PollOption",
    "PollState",
    "Question",
    "QuestionOrigin",
    "QuestionPair",
    "QuestionState",
    "ReactionCount",
    "Room",
    "RoomEvent",
    "RoomRole",
    "Vote",
]
