"""Asking and moderating. Every deed of a moderator is in the audit trail."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tricity.accounts import throttle
from tricity.activity.actions import record
from tricity.events.models import Event, Session
from tricity.events.roomclock import tick
from tricity.jobs.actions import enqueue
from tricity.live import Audience
from tricity.rooms.actions.stream import tell
from tricity.rooms.errors import MayNotTakePart, NotOpen, TooOften
from tricity.rooms.models import Answer, Question, QuestionState
from tricity.rooms.people import Participant, participant
from tricity.rooms.rules import may_take_part, settings_of

QUESTIONS_ALLOWED = 10  # of one person within a quarter of an hour


@transaction.atomic
def ask(
    event: Event, *, by: Any, text: str, language: str, is_named: bool = False, session: Session | None = None
) -> Question:
    """Take a question down; the same words of the same person are one question. Raises MayNotTakePart, NotOpen, TooOften.

    `by` is a user or a guest. Where the room lets moderators look first, only they and the asker see it until then.
    """
    person = taking_part(by, event)
    room = settings_of(event)
    if not room.takes_questions:
        raise NotOpen(_("No questions are taken now."))
    known = Question.objects.filter(event=event, asker=person.key, text=text).first()
    if known is not None:
        return known
    if throttle.is_used_up("room.question", address=person.key, limit=QUESTIONS_ALLOWED):
        raise TooOften
    throttle.note("room.question", address=person.key)
    moment = tick(event.code)
    question = Question.objects.create(
        event=event,
        session=session,
        seq=moment.seq,
        at_ms=moment.at_ms,
        text=text,
        language=language,
        asker=person.key,
        asker_name=person.name if is_named else "",
        author=person.user,
        state=QuestionState.WAITING if room.holds_questions else QuestionState.OPEN,
    )
    tell_question(question, "asked", moment=moment)
    enqueue("rooms.compare", key=f"rooms.compare:{event.pk}", event=event.pk)
    return question


def taking_part(by: Any, event: Event) -> Participant:
    """Raises MayNotTakePart."""
    person = participant(by)
    if person is None or not may_take_part(by, event):
        raise MayNotTakePart
    return person


@transaction.atomic
def let_through(question: Question, *, by: Any) -> None:
    """Show a question that waits or was hidden; one that is shown stays as it is."""
    verb = "question.shown-again" if question.state == QuestionState.HIDDEN else "question.let-through"
    if _decide(question, QuestionState.OPEN, by=by):
        _note(verb, question, by)
        tell_question(question, "shown")


@transaction.atomic
def hide(question: Question, *, by: Any, reason: str, reason_language: str) -> None:
    """Take a question out of the room; who asked it reads the reason."""
    question.reason, question.reason_language = reason, reason_language
    if _decide(question, QuestionState.HIDDEN, by=by):
        _note("question.hidden", question, by)
        tell_question(question, "hidden")


@transaction.atomic
def pin(question: Question, *, by: Any, is_pinned: bool = True) -> None:
    """Put a question above all others, or back among them."""
    if _only_shown(question).is_pinned == is_pinned:
        return
    question.is_pinned = is_pinned
    question.save(update_fields=["is_pinned", "updated_at"])
    _note("question.pinned" if is_pinned else "question.unpinned", question, by)
    tell_question(question, "pinned" if is_pinned else "unpinned")


@transaction.atomic
def answered_aloud(question: Question, *, by: Any) -> None:
    """Note that the question is answered in the room now; the moment is that of the event clock."""
    if _only_shown(question).answered_at_ms is not None:
        return
    moment = tick(question.event.code)
    question.answered_at_ms = moment.at_ms
    question.answered_by = by
    question.save(update_fields=["answered_at_ms", "answered_by", "updated_at"])
    _note("question.answered-aloud", question, by)
    tell_question(question, "answered", moment=moment)


@transaction.atomic
def not_answered(question: Question, *, by: Any) -> None:
    """Take the mark “answered aloud” back."""
    if question.answered_at_ms is None:
        return
    question.answered_at_ms = None
    question.save(update_fields=["answered_at_ms", "updated_at"])
    _note("question.not-answered", question, by)
    tell_question(question, "asked-again")


@transaction.atomic
def answer(question: Question, *, by: Any, text: str, language: str) -> None:
    """Answer in writing, or change the answer; without text it is taken back."""
    known = _only_shown(question).in_writing
    if not text:
        if known is not None:
            known.delete()
            _note("question.answer-withdrawn", question, by)
            tell_question(question, "asked-again")
        return
    moment = tick(question.event.code)
    values = {"text": text, "language": language, "at_ms": moment.at_ms, "by": by}
    Answer.objects.update_or_create(question=question, defaults=values)
    _note("question.answered", question, by)
    tell_question(question, "answered", moment=moment)


def tell_question(question: Question, change: str, *, moment: Any = None) -> None:
    """What everybody may see is told to everybody, what waits to moderators alone; never its words, for they are read
    in the reader's language.
    """
    is_for_all = question.state == QuestionState.OPEN or change == "hidden"
    tell(
        question.event,
        "question",
        {"code": question.code, "change": change},
        moment=moment,
        audience=Audience.ALL if is_for_all else Audience.MODERATORS,
    )


def _decide(question: Question, state: QuestionState, *, by: Any) -> bool:
    if question.state == state:
        return False
    question.state, question.decided_by = state, by
    if state == QuestionState.OPEN:
        question.reason = question.reason_language = ""
    else:
        question.is_pinned = False
    question.save(
        update_fields=["state", "decided_by", "reason", "reason_language", "is_pinned", "updated_at"]
    )
    return True


def _only_shown(question: Question) -> Question:
    if not question.is_shown:
        raise NotOpen(_("Only a question everybody sees can be pinned or answered."))
    return question


def _note(verb: str, question: Question, by: Any, **details: Any) -> None:
    record(verb, question, by=by, event=question.event.code, **details)
