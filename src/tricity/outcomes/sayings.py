"""Something said at an event, before anything became of it: a question of the room, or a passage of the transcript."""

from __future__ import annotations

from dataclasses import dataclass, field

from tricity.events.models import Event
from tricity.outcomes.models import Outcome, State
from tricity.replay.models import Replay
from tricity.rooms.models import Question


@dataclass(frozen=True, slots=True)
class Saying:
    """The words, who said them, and when (milliseconds on the event clock). `row` is what is known of it already."""

    event: Event
    text: str
    language: str
    speaker: str
    start_ms: int
    end_ms: int
    session_id: int | None = None
    talk_id: int | None = None
    question: Question | None = None
    replay: Replay | None = None
    row: Outcome | None = field(default=None, compare=False)

    def columns(self) -> dict[str, object]:
        """For a row about it."""
        return {
            "event": self.event,
            "text": self.text,
            "language": self.language,
            "speaker": self.speaker,
            "start_ms": self.start_ms,
            "end_ms": self.end_ms,
            "session_id": self.session_id,
            "talk_id": self.talk_id,
            "question": self.question,
            "replay": self.replay,
        }


def of_question(question: Question) -> Saying:
    """What was asked. Whoever asked is no speaker: the name is shown only where the question is, if they wished it."""
    start = on_event_clock(question.event, question.at_ms)
    answered = question.answered_at_ms
    end = start if answered is None else on_event_clock(question.event, answered)
    return Saying(
        question.event,
        question.text,
        question.language,
        "",
        start,
        end,
        question.session_id,
        question=question,
    )


def of_row(row: Outcome) -> Saying:
    return Saying(
        row.event,
        row.text,
        row.language,
        row.speaker,
        row.start_ms,
        row.end_ms,
        row.session_id,
        row.talk_id,
        row.question,
        row.replay,
        row if row.state != State.TAKEN_UP else None,
    )


def on_event_clock(event: Event, at_ms: int) -> int:
    """Of milliseconds of UTC, as the rooms keep them."""
    return at_ms - round(event.starts_at.timestamp() * 1000)
