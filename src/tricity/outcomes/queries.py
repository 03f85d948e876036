from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from tricity.cooperation.models import Idea
from tricity.events.models import Event
from tricity.events.queries import editable_events, past, public_events
from tricity.knowledge.models import Record
from tricity.outcomes.models import Outcome, State
from tricity.rooms.models import Question, QuestionState
from tricity.rooms.queries import unanswered

MOST_EARLIER = 100  # events to choose from
MOST_POINTS = 100  # open ones, on one page


def whole_outcomes() -> QuerySet[Outcome]:
    """With all that is shown of them, and all that the rules ask; their event has to be at hand."""
    return Outcome.objects.select_related(
        "replay",
        "record__owner",
        "idea__owner",
        "passed_to__country",
        "agenda_session__event__owner",
        "question__written_answer",
    ).prefetch_related("replay__withheld")


def with_events(rows: QuerySet[Outcome]) -> QuerySet[Outcome]:
    """With their events, and what says who may see those and what of a replay is withheld."""
    return rows.select_related("event__owner", "event__room").prefetch_related("replay__withheld")


def outcomes_of(event: Event) -> list[Outcome]:
    """In order of time; one query."""
    return of_event(event, whole_outcomes().filter(event=event))


def outcome_of(event: Event, code: str) -> Outcome | None:
    return next(iter(of_event(event, whole_outcomes().filter(event=event, code=code))), None)


def made_of(made: Record | Idea) -> list[Outcome]:
    """What a record or an idea was made of; one query."""
    field = "record" if isinstance(made, Record) else "idea"
    rows = Outcome.objects.filter(**{field: made}).select_related("replay", "question__written_answer")
    return [_at_hand(row.event, row) for row in with_events(rows)]


def standing_of(question: Question) -> Outcome | None:
    """The one row of a question that is no draft's."""
    return Outcome.objects.filter(question=question).exclude(state=State.TAKEN_UP).first()


def of_event(event: Event, rows: Iterable[Outcome]) -> list[Outcome]:
    """The rows with this very object as their event, which knows what was read of it."""
    return [_at_hand(event, row) for row in rows]


def earlier_events(event: Event, user: Any) -> list[Event]:
    """Events that are over by the time this one begins and that the person may see, the last one first."""
    seen = past(public_events(), now=event.starts_at) | past(editable_events(user), now=event.starts_at)
    return list(seen.exclude(pk=event.pk).select_related("owner", "room")[:MOST_EARLIER])


def open_questions(events: Sequence[Event]) -> list[Question]:
    """Shown and not answered, of which nothing became; the most wanted first. One query."""
    shown = Question.objects.filter(event__in=events, state=QuestionState.OPEN, merged_into=None)
    rows = unanswered(shown).filter(outcomes=None).select_related("event", "written_answer")
    return list(rows.order_by("-votes", "seq")[:MOST_POINTS])


def open_rows(events: Sequence[Event]) -> list[Outcome]:
    """Points that are open, were passed on, or stand on an agenda, of the last event first. One query."""
    waits = Q(state__in=[State.OPEN, State.PASSED_ON]) | Q(agenda_session__isnull=False)
    is_shown = Q(question=None) | Q(question__state=QuestionState.OPEN)
    rows = whole_outcomes().filter(waits, is_shown, event__in=events)
    at_hand = {each.pk: each for each in events}
    ordered = rows.order_by("-event__starts_at", "start_ms", "pk")[:MOST_POINTS]
    return [_at_hand(at_hand[row.event_id], row) for row in ordered]


def _at_hand(event: Event, row: Outcome) -> Outcome:
    row.event = event
    if row.question is not None:
        row.question.event = event
    if row.replay is not None:
        row.replay.event = event
    return row
