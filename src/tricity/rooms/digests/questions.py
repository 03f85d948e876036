from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tricity.knowledge.digests.sentences import listed
from tricity.rooms.following import NOTHING, FollowUp
from tricity.rooms.models import Answer, Question, QuestionPair
from tricity.search.suggestions import meant_topics
from tricity.translation.models import Translation
from tricity.translation.queries import Renderings, localized, renderings
from tricity.web.languages import language_name
from tricity.web.text import LocalizedText, Origin


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question for one reader. `also` are the questions merged into it, in order; `reason` why it was hidden;
    `origin` is empty for what was asked in the room itself, `followed` what became of it beyond an answer.
    """

    code: str
    text: LocalizedText
    asker: str
    asked_at: dt.datetime
    session_id: int | None
    state: str
    state_label: str
    is_pinned: bool
    votes: int
    merged_count: int
    has_voted: bool
    is_answered: bool
    answered_at: dt.datetime | None
    answer: LocalizedText | None
    answer_code: str
    reason: LocalizedText | None
    also: tuple[QuestionView, ...] = ()
    merged_into: str = ""
    origin: str = ""
    followed: FollowUp = NOTHING


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence; `here` and `there` are the words of either question, each in its own language."""

    text: str
    here: LocalizedText | None = None
    there: LocalizedText | None = None


@dataclass(frozen=True, slots=True)
class PairView:
    pk: int
    first: QuestionView
    second: QuestionView
    share: int
    reasons: tuple[Said, ...]


def question_views(
    questions: Sequence[Question],
    reader: str,
    *,
    with_merged: bool = False,
    followed: Mapping[int, FollowUp] | None = None,
) -> list[QuestionView]:
    """In the order given, for a reader of the active language. One query for all renderings, and one for what was merged
    into them where it is asked for; `has_voted` is taken from the rows where they have it. `followed` is what
    `following.follow_ups` knows of them.
    """
    known = followed or {}
    roots = [each.pk for each in questions if each.merged_count and with_merged]
    also = list(Question.objects.filter(merged_into__in=roots).order_by("seq")) if roots else []
    answers = [each.in_writing for each in questions]
    rows, written = _renderings([*questions, *also], [each for each in answers if each], reader)
    merged: dict[int | None, list[QuestionView]] = {}
    for each in also:
        merged.setdefault(each.merged_into_id, []).append(_view(each, None, reader, rows, written, ()))
    return [
        replace(
            _view(each, answer, reader, rows, written, tuple(merged.get(each.pk, ()))),
            followed=known.get(each.pk, NOTHING),
        )
        for each, answer in zip(questions, answers, strict=True)
    ]


def pair_views(pairs: Iterable[QuestionPair], reader: str) -> list[PairView]:
    """One query."""
    rows = list(pairs)
    both = [each for pair in rows for each in (pair.first, pair.second)]
    found = renderings(both, language=reader)
    return [
        PairView(
            pair.pk,
            _view(pair.first, None, reader, found, {}, ()),
            _view(pair.second, None, reader, found, {}, ()),
            round(100 * pair.score),
            tuple(_reason(reason, pair) for reason in pair.reasons),
        )
        for pair in rows
    ]


def _renderings(
    questions: Sequence[Question], answers: Sequence[Answer], reader: str
) -> tuple[Renderings, Renderings]:
    """Of questions and of answers, by (row id, field); one query."""
    kinds = (Question._meta.label_lower, Answer._meta.label_lower)
    wanted = Q(subject_kind=kinds[0], subject_id__in=[each.pk for each in questions])
    if answers:
        wanted |= Q(subject_kind=kinds[1], subject_id__in=[each.pk for each in answers])
    found: dict[str, dict[tuple[int, str], Translation]] = {kind: {} for kind in kinds}
    for row in Translation.objects.filter(wanted, language=reader) if questions else ():
        found[row.subject_kind][row.subject_id, row.field] = row
    return found[kinds[0]], found[kinds[1]]


def said(text: str, language: str, row: Translation | None, reader: str) -> LocalizedText:
    """The words, their rendering, else which topics they are about."""
    return localized(text, language, row, language=reader) or _digest(text, language, reader)


def moment_of(at_ms: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(at_ms / 1000, tz=dt.UTC)


def _view(
    question: Question,
    answer: Answer | None,
    reader: str,
    rows: Any,
    written: Any,
    also: tuple[QuestionView, ...],
) -> QuestionView:
    answered = question.answered_at_ms
    return QuestionView(
        code=question.code,
        text=said(question.text, question.language, rows.get((question.pk, "text")), reader),
        asker=question.asker_name,
        asked_at=moment_of(question.at_ms),
        session_id=question.session_id,
        state=question.state,
        state_label=question.get_state_display(),
        is_pinned=question.is_pinned,
        votes=question.votes,
        merged_count=question.merged_count,
        has_voted=bool(getattr(question, "has_voted", False)),
        is_answered=answered is not None or answer is not None,
        answered_at=moment_of(answered) if answered is not None else None,
        answer=said(answer.text, answer.language, written.get((answer.pk, "text")), reader)
        if answer
        else None,
        answer_code=answer.code if answer else "",
        reason=LocalizedText(question.reason, question.reason_language) if question.reason else None,
        also=also,
        merged_into=question.merged_into.code if question.merged_into_id and question.merged_into else "",
        origin=str(question.get_origin_display()) if question.origin else "",
    )


def _digest(text: str, language: str, reader: str) -> LocalizedText:
    topics = listed(topic.label for topic in meant_topics(text, reader))
    sentence = (
        _("In %(language)s, about: %(topics)s.")
        if topics
        else _("In %(language)s. It names none of our topics.")
    )
    values = {"language": language_name(language), "topics": topics}
    return LocalizedText(sentence % values, reader, Origin.DIGEST, text, language)


def _reason(reason: dict[str, Any], pair: QuestionPair) -> Said:
    if reason.get("via") == "words":
        return Said(
            _("Words of the same meaning:"),
            LocalizedText(reason["here"], pair.first.language),
            LocalizedText(reason["there"], pair.second.language),
        )
    if reason.get("via") == "figures":
        return Said(_("Both have the figures %(figures)s.") % {"figures": ", ".join(reason["figures"])})
    share = round(100 * float(reason.get("share", 0)))
    return Said(_("Their texts are alike to %(share)d of 100.") % {"share": share})
