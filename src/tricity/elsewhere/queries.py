from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from tricity.elsewhere.models import BroughtFile, BroughtQuestion, Presence
from tricity.events.models import Event, Session
from tricity.participation.models import Registration
from tricity.rooms.models import Question


def files_of(event: Event) -> QuerySet[BroughtFile]:
    """All that was brought in, the newest first, each with how many stays and questions it tells of."""
    rows = BroughtFile.objects.filter(event=event).select_related("session", "by")
    return rows.annotate(
        people=Count("presences__registration", distinct=True), number_asked=Count("questions", distinct=True)
    )


def standing(session: Session, digest: str, kind: str) -> BroughtFile | None:
    """The same file brought in before, unless it was taken back."""
    rows = BroughtFile.objects.filter(session=session, digest=digest, kind=kind, taken_back_at=None)
    return rows.first()


def to_match(event: Event) -> QuerySet[Registration]:
    """The people a list is compared with: those with a place."""
    rows = Registration.objects.filter(event=event, state=Registration.State.CONFIRMED)
    return rows.select_related("organization", "user").order_by("pk")


def stays_of(event: Event, registrations: Iterable[int]) -> dict[int, list[Presence]]:
    """Registration → all stays the standing files tell of, in all sessions; each told by several files once."""
    rows = Presence.objects.filter(
        file__event=event, file__taken_back_at=None, registration__in=list(registrations)
    ).order_by("pk")
    found: dict[int, dict[str, Presence]] = {}
    for row in rows:
        found.setdefault(row.registration_id, {}).setdefault(row.key, row)
    return {pk: list(stays.values()) for pk, stays in found.items()}


def known_questions(session: Session) -> dict[str, int]:
    """Key → question, of what standing files brought into this session."""
    rows = BroughtQuestion.objects.filter(file__session=session, file__taken_back_at=None)
    return dict(rows.order_by("pk").values_list("key", "question_id"))


def questions_alone(file: BroughtFile) -> QuerySet[Question]:
    """Those no other file tells of."""
    told_by_others = BroughtQuestion.objects.filter(file__event=file.event_id).exclude(file=file)
    rows = Question.objects.filter(pk__in=file.questions.values("question"))
    return rows.exclude(pk__in=told_by_others.values("question")).select_related("event", "merged_into")


@dataclass(frozen=True, slots=True)
class Came:
    """Who came to a session elsewhere: registered people, and how many others, each counted once."""

    session_id: int | None
    registered: int
    others: int


def came(event: Event) -> list[Came]:
    """By session, of those with a list that stands; two queries."""
    lists = _lists(event)
    counts = Presence.objects.filter(file__in=lists).values_list("file__session")
    people = dict(counts.annotate(number=Count("registration", distinct=True)).order_by())
    return [Came(session, people.get(session, 0), others) for session, others in strangers(event).items()]


def strangers(event: Event) -> dict[int | None, int]:
    """Session → how many came of whom nobody was found among the registered; one query."""
    marks: dict[int | None, set[str]] = {}
    for session, unmatched in _lists(event).values_list("session", "unmatched"):
        marks.setdefault(session, set()).update(unmatched)
    return {session: len(found) for session, found in marks.items()}


def _lists(event: Event) -> QuerySet[BroughtFile]:
    return BroughtFile.objects.filter(event=event, kind=BroughtFile.Kind.ATTENDANCE, taken_back_at=None)
