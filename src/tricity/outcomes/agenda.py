"""Open points of earlier events, and the session a point becomes on the next programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation

from tricity.events.digests.texts import readable
from tricity.events.models import Event
from tricity.language import INTERFACE_LANGUAGES
from tricity.outcomes.digests import became, texts_of, words_of
from tricity.outcomes.drafting import said_where, title_of
from tricity.outcomes.models import Outcome
from tricity.outcomes.queries import open_questions, open_rows
from tricity.outcomes.rules import may_quote
from tricity.outcomes.sayings import Saying
from tricity.rooms.digests import question_views
from tricity.rooms.following import FollowUp
from tricity.rooms.models import Question
from tricity.rooms.rules import may_enter
from tricity.translation.models import Translation
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class PointView:
    """`key` names it in the form; `votes` how many wanted to know (None: a passage); one that `is_planned` is on a programme."""

    key: str
    text: LocalizedText
    url: str
    event: LocalizedText
    votes: int | None
    followed: FollowUp
    is_planned: bool


def points(events: Sequence[Event], language: str, user: Any) -> list[PointView]:
    """Of events read with their rooms: questions nobody answered, then what was noted, open ones first."""
    at_hand = {each.pk: each for each in events}
    rows = [row for row in open_rows(events) if may_quote(user, row)]
    texts = texts_of(rows, language)
    noted = [_noted(row, language, user, texts) for row in rows]
    asked = [each for each in open_questions(events) if may_enter(user, at_hand[each.event_id])]
    views = question_views(asked, language)
    unanswered = [
        PointView(
            key_of(row),
            view.text,
            f"{reverse('outcomes:outcomes', args=[row.event.code])}#question-{row.code}",
            _title(row.event, language),
            row.votes,
            FollowUp(),
            False,
        )
        for row, view in zip(asked, views, strict=True)
    ]
    return sorted([*unanswered, *noted], key=lambda each: each.is_planned)


def key_of(point: Question | Outcome) -> str:
    kind = "question" if isinstance(point, Question) else "outcome"
    return f"{point.event.code}:{kind}:{point.code}"


def titles_of(saying: Saying) -> dict[str, str]:
    """Of a session about it: the first sentence, in the original and in every rendering there is. One query."""
    return {language: title_of(text) for language, text in _in_all_languages(saying).items()}


def purposes_of(saying: Saying, addresses: Mapping[str, str]) -> dict[str, str]:
    """The words, where they were said, and the address there (language → address)."""
    found = {}
    for language, text in _in_all_languages(saying).items():
        address = addresses.get(language) or addresses[translation.get_language() or "en"]
        found[language] = f"{text}\n\n{said_where(saying, language)}\n{address}"
    return found


def _in_all_languages(saying: Saying) -> dict[str, str]:
    subject = saying.question or saying.row
    texts = {saying.language: saying.text}
    if subject is not None:
        rows = Translation.objects.filter(
            subject_kind=subject._meta.label_lower,
            subject_id=subject.pk,
            field="text",
            language__in=INTERFACE_LANGUAGES,
        )
        texts |= {row.language: row.text for row in rows}
    return texts


def _noted(row: Outcome, language: str, user: Any, texts: Any) -> PointView:
    votes = row.question.votes if row.question else None
    lines = became(row, language, user, texts)
    return PointView(
        key_of(row),
        words_of(row, language, texts),
        row.get_absolute_url(),
        _title(row.event, language),
        votes,
        FollowUp(lines),
        row.is_planned,
    )


def _title(event: Event, language: str) -> LocalizedText:
    return readable(event.titles, language) or name_in(event.titles, language)
