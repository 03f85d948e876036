"""Questions that were asked on a meeting platform, brought in afterwards, and taken back again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tricity.events.models import Event, Session
from tricity.events.roomclock import tick
from tricity.jobs.actions import enqueue
from tricity.rooms import leaving
from tricity.rooms.actions.merging import part
from tricity.rooms.actions.questions import tell_question
from tricity.rooms.models import Answer, Question, QuestionOrigin, QuestionState
from tricity.translation.models import Translation


@dataclass(frozen=True, slots=True)
class AskedElsewhere:
    """A question with its answer; times in milliseconds on the event clock. `asker_name` is empty where it is not shown.

    `answered_at_ms` where it was answered aloud; `answer` where words were written, then at `written_at_ms`.
    """

    text: str
    language: str
    at_ms: int
    asker_name: str = ""
    answered_at_ms: int | None = None
    answer: str = ""
    answer_language: str = ""
    written_at_ms: int = 0


@transaction.atomic
def bring_questions(
    event: Event, session: Session | None, asked: Iterable[AskedElsewhere], *, key: str, by: Any
) -> list[Question]:
    """Put them into the room, shown: who brings them has looked at each. `key` (at most 60 characters) says from where.

    Each stands at the moment it was asked, and comes last in the stream, where nobody has seen it yet.
    """
    found = []
    for number, each in enumerate(asked):
        moment = tick(event.code)
        question = Question.objects.create(
            event=event,
            session=session,
            seq=moment.seq,
            at_ms=each.at_ms,
            text=each.text,
            language=each.language,
            asker=f"elsewhere:{key}:{number}",
            asker_name=each.asker_name[:200],
            origin=QuestionOrigin.ELSEWHERE,
            state=QuestionState.OPEN,
            answered_at_ms=each.answered_at_ms,
            decided_by=by,
        )
        if each.answer:
            Answer.objects.create(
                question=question, text=each.answer, language=each.answer_language, at_ms=each.written_at_ms
            )
        tell_question(question, "asked", moment=moment)
        found.append(question)
    if found:
        enqueue("rooms.compare", key=f"rooms.compare:{event.pk}", event=event.pk)
    return found


@transaction.atomic
def take_back_questions(questions: Sequence[Question], *, by: Any) -> None:
    """Delete questions that were brought in, with what other apps keep about them (`leaving.keys_of` tells it before).

    What was merged with one stands on its own again.
    """
    leaving.forget(questions, by=by)
    for question in questions:
        for merged in [*question.merged.all(), question]:
            part(merged, by=by)
        question.refresh_from_db()
        answer = question.in_writing
        rows = [(Question, question.pk), *([(Answer, answer.pk)] if answer else [])]
        for model, pk in rows:
            Translation.objects.filter(subject_kind=model._meta.label_lower, subject_id=pk).delete()
        tell_question(question, "hidden")
        question.delete()
