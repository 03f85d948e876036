from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tricity.events.digests import present
from tricity.events.models import Event
from tricity.events.views.finding import event_to_edit
from tricity.language import INTERFACE_LANGUAGES
from tricity.outcomes import actions, queries, rules
from tricity.outcomes.agenda import points, purposes_of, titles_of
from tricity.outcomes.models import State
from tricity.outcomes.sayings import Saying, of_question, of_row
from tricity.rooms.queries import question_of
from tricity.rooms.rules import may_enter
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest, code: str) -> HttpResponse:
    """Open points of earlier events, by default those of the same series; each becomes a session by one press."""
    event, language = event_to_edit(request, code), reader_language()
    earlier = queries.earlier_events(event, request.user)
    if request.method == "POST":
        saying = _point(request, earlier)
        titles = titles_of(saying)
        purposes = purposes_of(saying, _addresses(request, saying))
        try:
            session = actions.put_on_agenda(saying, event, by=request.user, titles=titles, purposes=purposes)
        except TricityError as refused:
            return from_tricity_error(request, refused)
        messages.success(request, _("On the programme, as its last session. Give it hours and speakers."))
        return redirect("events:session-edit", event.code, session.pk)
    chosen = _chosen(request, event, earlier)
    context = {
        "event": event,
        "earlier": present(earlier, language),
        "chosen": chosen[0].code if len(chosen) == 1 else "",
        "has_series": any(each.series_id == event.series_id for each in earlier) and bool(event.series_id),
        "points": points(chosen, language, request.user),
    }
    return render(request, "outcomes/agenda.html", context)


def _chosen(request: HttpRequest, event: Event, earlier: list[Event]) -> list[Event]:
    """The one asked for; else those of the series; else the last that was held."""
    asked = [each for each in earlier if each.code == request.GET.get("of")]
    of_series = [each for each in earlier if event.series_id and each.series_id == event.series_id]
    return asked or of_series or earlier[:1]


def _point(request: HttpRequest, earlier: list[Event]) -> Saying:
    """What the button names. Raises Http404."""
    event_code, _colon, rest = request.POST.get("point", "").partition(":")
    kind, _colon, code = rest.partition(":")
    event = next((each for each in earlier if each.code == event_code), None)
    if event is None:
        raise Http404
    if kind == "question":
        question = question_of(event, code)
        if question is None or not question.is_shown or not may_enter(request.user, event):
            raise Http404
        return of_question(question)
    row = queries.outcome_of(event, code)
    is_point = row is not None and row.state in (State.OPEN, State.PASSED_ON)
    if row is None or not is_point or not rules.may_quote(request.user, row):
        raise Http404
    return of_row(row)


def _addresses(request: HttpRequest, saying: Saying) -> dict[str, str]:
    """Language → the page that lists what was said there, in it."""
    found = {}
    for language in INTERFACE_LANGUAGES:
        with translation.override(language):
            path = reverse("outcomes:outcomes", args=[saying.event.code])
        found[language] = request.build_absolute_uri(path)
    return found
