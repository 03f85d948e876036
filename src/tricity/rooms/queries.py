from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from tricity.events.models import Event, RoomClock
from tricity.rooms.models import (
    Announcement,
    Caption,
    Choice,
    Poll,
    PollOption,
    PollState,
    Question,
    QuestionPair,
    QuestionState,
    RoomEvent,
    RoomRole,
    Vote,
)

LATELY_MS = 10 * 60_000  # captions on the room page
MOST_LINES = 200
MOST_EVENTS = 1000  # of one answer to the hub


_alongside: dict[str, Any] = {}


def read_alongside(name: str, expression: Any) -> None:
    """Have an app above read something about the event (an annotation) together with the room."""
    _alongside[name] = expression


def event_with_room(code: str) -> Event | None:
    """The event at this address, with its room, its admission, the body it belongs to, and `head`, the last number
    given out in the room; one query.
    """
    clock = RoomClock.objects.filter(room=OuterRef("code")).values("seq")[:1]
    rows = Event.objects.filter(code=code, deleted_at=None).annotate(head=Coalesce(Subquery(clock), Value(0)))
    rows = rows.annotate(**_alongside)
    return rows.select_related("owner__country", "room__announcement", "admission").first()


def shown_questions(event: Event) -> QuerySet[Question]:
    """What everybody in the room sees: pinned first, then the most wanted, then the earliest."""
    rows = Question.objects.filter(event=event, state=QuestionState.OPEN, merged_into=None)
    return rows.select_related("written_answer").order_by("-is_pinned", "-votes", "seq")


def unanswered(rows: QuerySet[Question]) -> QuerySet[Question]:
    return rows.filter(answered_at_ms=None, written_answer=None)


def with_own_vote(rows: QuerySet[Question], voter: str) -> QuerySet[Question]:
    """Each with `has_voted`: whether a vote of this person counts for it."""
    return rows.annotate(has_voted=Exists(Vote.objects.filter(question=OuterRef("pk"), voter=voter)))


def waiting_questions(event: Event) -> QuerySet[Question]:
    return Question.objects.filter(event=event, state=QuestionState.WAITING).order_by("seq")


def hidden_questions(event: Event) -> QuerySet[Question]:
    return Question.objects.filter(event=event, state=QuestionState.HIDDEN).order_by("-seq")


def own_questions(event: Event, asker: str) -> QuerySet[Question]:
    rows = Question.objects.filter(event=event, asker=asker).select_related("merged_into", "written_answer")
    return rows.order_by("-seq")


def question_of(event: Event, code: str) -> Question | None:
    """The question, with `event` itself at hand, so that its room is not asked for again."""
    rows = Question.objects.filter(event=event, code=code)
    # By its row id: the usual order would have the database read the event, too.
    found = rows.select_related("merged_into", "written_answer").order_by("pk").first()
    if found is not None:
        found.event = event
    return found


def open_pairs(event: Event) -> QuerySet[QuestionPair]:
    """Questions that may ask the same, both still standing on their own; the likeliest first."""
    rows = QuestionPair.objects.filter(
        event=event,
        state=QuestionPair.State.OPEN,
        first__merged_into=None,
        second__merged_into=None,
    ).exclude(Q(first__state=QuestionState.HIDDEN) | Q(second__state=QuestionState.HIDDEN))
    return rows.select_related("first", "second").order_by("-score", "pk")


def polls_of(event: Event, voter: str = "", *, drafts: bool = False) -> list[PollOption]:
    """The options of all polls in order, each with its `poll` and `own_rank` (of this person's ballot, 0: not chosen).

    One query. Polls not opened yet only with `drafts`.
    """
    own = Choice.objects.filter(option=OuterRef("pk"), ballot__voter=voter).values("rank")[:1]
    rows = PollOption.objects.filter(poll__event=event).select_related("poll")
    if not drafts:
        rows = rows.exclude(poll__state=PollState.DRAFT)
    return list(
        rows.annotate(own_rank=Coalesce(Subquery(own), Value(0))).order_by("poll_id", "position", "pk")
    )


def poll_of(event: Event, code: str) -> Poll | None:
    rows = Poll.objects.filter(event=event, code=code).select_related("event")
    return rows.prefetch_related(Prefetch("options", PollOption.objects.order_by("position", "pk"))).first()


def captions_lately(event: Event, now_ms: int) -> list[Caption]:
    """Rows of the last ten minutes in all languages, the oldest first; at most 200."""
    rows = Caption.objects.filter(event=event, at_ms__gte=now_ms - LATELY_MS).order_by("-seq")[:MOST_LINES]
    return list(rows)[::-1]


def transcript(event: Event, language: str) -> list[Caption]:
    """The lines of a language as they stand now, in order: corrections applied, lines taken back left out. Two queries."""
    rows = Caption.objects.filter(event=event, language=language)
    return latest_texts(rows.order_by("seq"))


def latest_texts(rows: Iterable[Caption]) -> list[Caption]:
    """First rows of lines, in order, each with the text of its newest correction among `rows`."""
    lines: dict[int, Caption] = {}
    for row in rows:
        if row.corrects_id is None:
            lines[row.pk] = row
        elif row.corrects_id in lines:
            lines[row.corrects_id].text = row.text
    return [line for line in lines.values() if line.text]


def announcements(event: Event) -> QuerySet[Announcement]:
    return Announcement.objects.filter(event=event).order_by("-seq")


def people_of(event: Event) -> QuerySet[RoomRole]:
    return RoomRole.objects.filter(event=event).select_related("user").order_by("role", "user__username")


def after(room: str, seq: int) -> QuerySet[RoomEvent]:
    """What happened in a room after this number, in order."""
    return RoomEvent.objects.filter(room=room, seq__gt=seq).order_by("seq")[:MOST_EVENTS]


def last_slow_down(event: Event) -> RoomEvent | None:
    return RoomEvent.objects.filter(room=event.code, type="slow-down").order_by("-seq").first()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was shown, for the time line of the replay and the report: the row, and those merged into it."""

    question: Question
    also: tuple[Question, ...]


def questions_of(event: Event) -> list[Asked]:
    """What was asked and shown, in order of asking, each with what was merged into it; two queries.

    `question.at_ms` is when it was asked and `question.answered_at_ms` when it was answered aloud, both on the event
    clock; `question.session` is the session it was asked in.
    """
    rows = Question.objects.filter(event=event, state=QuestionState.OPEN).select_related(
        "session", "written_answer"
    )
    merged: dict[int, list[Question]] = {}
    roots = []
    for row in rows.order_by("seq"):
        if row.merged_into_id is None:
            roots.append(row)
        else:
            merged.setdefault(row.merged_into_id, []).append(row)
    return [Asked(row, tuple(merged.get(row.pk, ()))) for row in roots]


def has_questions(event: Event) -> bool:
    return Question.objects.filter(event=event, state=QuestionState.OPEN).exists()


def voted_for(event: Event, voter: str, questions: Iterable[Any]) -> set[int]:
    """Row ids among these for which the person's vote counts."""
    return set(
        Vote.objects.filter(question__event=event, question__in=questions, voter=voter).values_list(
            "question_id", flat=True
        )
    )
