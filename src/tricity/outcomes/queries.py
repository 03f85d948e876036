from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from tricity.cooperation.models import Idea
from tricity.events.models import Event
from tricity.events.queries import editable_events, past, public_events
from tricity.knowledge.models import Record
from tricity.media import Cue
from tricity.outcomes.errors import NoLine, TooMuch
from tricity.outcomes.models import Outcome, State
from tricity.outcomes.sayings import Saying
from tricity.replay import queries as replays
from tricity.replay.chapters import at, chapters
from tricity.replay.grouping import Group
from tricity.replay.models import CaptionTrack, Replay
from tricity.rooms.models import Question, QuestionState
from tricity.rooms.queries import unanswered

LONGEST_TEXT = 2000  # characters of a passage
MOST_EARLIER = 100  # events to choose from
MOST_POINTS = 100  # open ones, on one page


def whole_outcomes() -> QuerySet[Outcome]:
    """With all that is shown of them, and all that the rules ask."""
    return Outcome.objects.select_related(
        "record__owner",
        "idea__owner",
        "passed_to__country",
        "agenda_session__event__owner",
        "question__written_answer",
    )


def outcomes_of(event: Event) -> list[Outcome]:
    """In order of time, the event at hand; one query."""
    rows = list(whole_outcomes().filter(event=event))
    for row in rows:
        row.event = event
        if row.question is not None:
            row.question.event = event
    return rows


def made_of(made: Record | Idea) -> list[Outcome]:
    """What a record or an idea was made of, with the events and what says who may see them; one query."""
    field = "record" if isinstance(made, Record) else "idea"
    rows = Outcome.objects.filter(**{field: made}).select_related(
        "event__owner", "event__room", "event__replay", "question__written_answer"
    )
    return list(rows)


def outcome_of(event: Event, code: str) -> Outcome | None:
    row = whole_outcomes().filter(event=event, code=code).first()
    if row is not None:
        row.event = event
        if row.question is not None:
            row.question.event = event
    return row


def standing_of(question: Question) -> Outcome | None:
    """The one row of a question that is no draft's."""
    return Outcome.objects.filter(question=question).exclude(state=State.TAKEN_UP).first()


def replay_at_hand(event: Event) -> Replay | None:
    """Of an event read with its replay; another costs one query."""
    try:
        replay: Replay = event.replay
    except Replay.DoesNotExist:
        return None
    replay.event = event
    return replay


def passage(
    event: Event, replay: Replay | None, track: CaptionTrack, lines: Collection[float], reader: str
) -> Saying:
    """The captions from the first to the last of these lines, in seconds of the replay. Raises NoLine, TooMuch."""
    if not lines:
        raise NoLine
    origin = replays.origin_ms(event, replay)
    first, last = (round(each * 1000) for each in (min(lines), max(lines)))
    cues = [cue for cue in replays.cues(track, origin) if first <= cue.start_ms <= last]
    if not cues:
        raise NoLine
    text = Group(tuple(cues), 0).text(track.language)
    if len(text) > LONGEST_TEXT:
        raise TooMuch(LONGEST_TEXT)
    start, end = cues[0].start_ms + origin, max(cue.end_ms for cue in cues) + origin
    session_id, talk_id = _part_of_programme(event, start, reader)
    return Saying(
        event, text, track.language, _speakers(cues), start, end, session_id=session_id, talk_id=talk_id
    )


def _speakers(cues: Sequence[Cue]) -> str:
    names = dict.fromkeys(cue.speaker for cue in cues if cue.speaker)
    return " · ".join(names)[:200]


def _part_of_programme(event: Event, ms: int, reader: str) -> tuple[int | None, int | None]:
    """The session and the talk that were on."""
    chapter = at(ms, chapters(event, reader))
    mark = event.marks.filter(at_ms__lte=ms, resource=None).order_by("-at_ms", "-pk").first()
    return (chapter.session_id if chapter else None), (mark.talk_id if mark else None)


def earlier_events(event: Event, user: Any) -> list[Event]:
    """Events that are over by the time this one begins and that the person may see, the last one first."""
    seen = past(public_events(), now=event.starts_at) | past(editable_events(user), now=event.starts_at)
    rows = seen.exclude(pk=event.pk).select_related("owner", "room", "replay")
    return list(rows[:MOST_EARLIER])


def open_questions(events: Sequence[Event]) -> list[Question]:
    """Shown and not answered, of which nothing became; the most wanted first. One query."""
    shown = Question.objects.filter(event__in=events, state=QuestionState.OPEN, merged_into=None)
    rows = unanswered(shown).filter(outcomes=None).select_related("event", "written_answer")
    return list(rows.order_by("-votes", "seq")[:MOST_POINTS])


def open_rows(events: Sequence[Event]) -> list[Outcome]:
    """Points that are open, were passed on, or stand on an agenda; in order of time. One query."""
    waits = Q(state__in=[State.OPEN, State.PASSED_ON]) | Q(agenda_session__isnull=False)
    is_shown = Q(question=None) | Q(question__state=QuestionState.OPEN)
    rows = whole_outcomes().filter(waits, is_shown, event__in=events)
    return list(rows.order_by("-event__starts_at", "start_ms", "pk")[:MOST_POINTS])
