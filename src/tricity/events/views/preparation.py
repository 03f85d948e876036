from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tricity.events import queries, rules
from tricity.events.digests import present
from tricity.events.digests.preparation import preparation_page
from tricity.events.digests.texts import readable, said
from tricity.events.models import Series
from tricity.events.views.finding import event_to_edit
from tricity.translation.names import name_in
from tricity.web.languages import reader_language


@require_safe
@login_required
def preparation(request: HttpRequest, code: str) -> HttpResponse:
    """What organizers look at before an event: checks, the balance of voices, people, rooms, links to join."""
    event = event_to_edit(request, code)
    page = preparation_page(event, reader_language(), user=request.user)
    return render(request, "events/preparation.html", {"event": event, "page": page})


@require_safe
def series(request: HttpRequest, code: str) -> HttpResponse:
    """A series with its public events: those to come, then those that were held."""
    row = Series.objects.filter(code=code).first()
    if row is None:
        raise Http404
    language = reader_language()
    events = queries.public_events().filter(series=row)
    context = {
        "series": row,
        "title": readable(row.titles, language) or name_in(row.titles, language),
        "summary": said(row.summaries, language),
        "upcoming": present(queries.upcoming(events), language),
        "past": present(queries.past(events), language),
        "may_edit": rules.may_make_events(request.user),
    }
    return render(request, "events/series.html", context)
