from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tricity.elsewhere.digests import proposals
from tricity.elsewhere.forms import NamesForm
from tricity.elsewhere.views.finding import event_context, event_to_bring
from tricity.events.digests.sessions import session_title
from tricity.web.languages import reader_language


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recordings(request: HttpRequest, code: str) -> HttpResponse:
    """Read the names of recordings; each leads to the form of the replay with its language and beginning filled in."""
    event = event_to_bring(request, code)
    sessions = list(event.sessions.all())
    choices = [(str(each.pk), str(session_title(each, reader_language()))) for each in sessions]
    data = request.POST if request.method == "POST" else None
    form = NamesForm(data, sessions=choices, zone=event.time_zone)
    found = []
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        session = next((each for each in sessions if str(each.pk) == given["session"]), None)
        found = proposals(
            event, session, given["names"].splitlines(), zone=given["zone"], language=reader_language()
        )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = event_context(event) | {"form": form, "proposals": found}
    return render(request, "elsewhere/recordings.html", context, status=status)
