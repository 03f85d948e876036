from __future__ import annotations

import math
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from tricity.events.models import Event
from tricity.events.views.finding import event_to_see
from tricity.outcomes import queries, rules
from tricity.outcomes.models import Outcome
from tricity.outcomes.replays import passage, replay_named
from tricity.outcomes.sayings import Saying, of_question, of_row
from tricity.replay.rules import may_watch
from tricity.rooms.queries import question_of
from tricity.rooms.rules import sees_question
from tricity.web.languages import reader_language


def event_to_draft_from(request: HttpRequest, code: str) -> Event:
    """Raises Http404, PermissionDenied."""
    event = event_to_see(request, code)
    if not rules.may_draft(request.user, event):
        raise PermissionDenied
    return event


def event_to_settle(request: HttpRequest, code: str) -> Event:
    """Raises Http404, PermissionDenied."""
    event = event_to_see(request, code)
    if not rules.may_settle(request.user, event):
        raise PermissionDenied
    return event


def outcome_to_read(request: HttpRequest, code: str, outcome: str) -> Outcome:
    """For those who may read the words where they were said. Raises Http404."""
    event = event_to_see(request, code)
    row = queries.outcome_of(event, outcome)
    if row is None or not rules.may_quote(request.user, row):
        raise Http404
    return row


def saying_in(request: HttpRequest, event: Event) -> Saying:
    """What the address names: `question`, `outcome`, or `line`s of the `captions` of a `replay`. Raises Http404, NoLine, TooMuch."""
    if code := request.GET.get("outcome", ""):
        return of_row(outcome_to_read(request, event.code, code))
    if code := request.GET.get("question", ""):
        question = question_of(event, code)
        if question is None or not question.is_shown or not sees_question(request.user, question):
            raise Http404
        question.event = event
        return of_question(question)
    return _passage(request, event)


def _passage(request: HttpRequest, event: Event) -> Saying:
    replay = replay_named(event, request.GET.get("replay", ""))
    if replay is None or not may_watch(request.user, event, replay):
        raise Http404
    lines = _seconds(request.GET.getlist("line"))
    return passage(replay, request.GET.get("captions", ""), lines, reader_language())


def _seconds(given: Sequence[str]) -> list[float]:
    """What is no number is left out."""
    found = []
    for text in given:
        try:
            seconds = float(text)
        except ValueError:
            continue
        if math.isfinite(seconds) and 0 <= seconds < 10_000_000:
            found.append(seconds)
    return found
