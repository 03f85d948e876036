from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tricity.events.digests import present
from tricity.events.models import Event
from tricity.events.views.finding import event_to_see
from tricity.outcomes import rules
from tricity.outcomes.digests import followed, passage_view, texts_of
from tricity.outcomes.panels import follow_questions
from tricity.outcomes.replays import moment_of
from tricity.outcomes.views.finding import outcome_to_read
from tricity.rooms.digests import QuestionView, question_views
from tricity.rooms.queries import shown_questions
from tricity.rooms.rules import may_enter
from tricity.web.languages import reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number


@require_safe
def outcomes(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that was asked at an event, the passages somebody followed up, and what became of either."""
    event, language = event_to_see(request, code), reader_language()
    passages = followed(event, language, request.user).passages
    if getattr(request, "htmx", None):  # the page of the replay asks for the passages alone
        return render(request, "outcomes/outcomes.html#passages", {"passages": passages})
    questions, page = _questions(request, event, language)
    context = {
        "event": event,
        "view": present([event], language)[0],
        "questions": questions,
        "page": page,
        "passages": passages,
    }
    return render(request, "outcomes/outcomes.html", context)


@require_safe
def outcome(request: HttpRequest, code: str, outcome: str) -> HttpResponse:
    """One saying: the address that records and notices name as their source."""
    row, language = outcome_to_read(request, code, outcome), reader_language()
    event = row.event
    moment = moment_of(row, request.user)
    context = {
        "event": event,
        "view": present([event], language)[0],
        "row": row,
        "each": passage_view(row, language, request.user, texts_of([row], language), moment),
        "question": question_views([row.question], language)[0] if row.question else None,
        "may_remove": rules.may_remove(request.user, row),
    }
    return render(request, "outcomes/outcome.html", context)


def _questions(request: HttpRequest, event: Event, language: str) -> tuple[list[QuestionView], Any]:
    """A page of them, the most wanted first; none for those who may not enter the room."""
    if not may_enter(request.user, event):
        return [], None
    rows = shown_questions(event)
    page = Page(page_number(request), PAGE_SIZE, rows.count())
    shown = list(rows[page.offset : page.offset + page.size])
    known = follow_questions(event, shown, language, request.user)
    return question_views(shown, language, with_merged=True, followed=known), page
