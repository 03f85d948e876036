"""Which recordings an event has, what each shows, and what of it is withheld."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tricity.events.digests.pages import session_title
from tricity.events.models import Event
from tricity.replay import actions, queries
from tricity.replay.digests import spoken_choices
from tricity.replay.forms import DescribeForm, WithheldForm
from tricity.replay.models import Replay, Withheld
from tricity.replay.views.finding import event_to_prepare, replay_to_prepare
from tricity.replay.views.preparing import back, do, page
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def replay_new(request: HttpRequest, code: str) -> HttpResponse:
    """Another recording of the event: of another day or room."""
    event = event_to_prepare(request, code)
    form = _form(request, event)
    if request.method == "POST" and form.is_valid():
        try:
            replay = actions.add_replay(event, by=request.user, **form.values())
        except TricityError as error:
            return from_tricity_error(request, error)
        messages.success(request, _("Added. Upload its recordings now."))
        return redirect(replay.address("prepare"))
    return _page(request, event, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def describe(request: HttpRequest, code: str, which: int) -> HttpResponse:
    """What the recording is called and shows, and whether everybody who is heard must have agreed."""
    replay = replay_to_prepare(request, code, which)
    initial = {
        "titles": replay.titles,
        "sessions": [str(pk) for pk in replay.sessions.values_list("pk", flat=True)],
        "needs_consent": replay.needs_consent,
    }
    form = _form(request, replay.event, initial, only_chosen=replay.only_chosen)
    if request.method == "POST" and form.is_valid():
        needs_consent = form.cleaned_data["needs_consent"]
        actions.describe_replay(replay, by=request.user, needs_consent=needs_consent, **form.values())
        messages.success(request, _("Saved."))
        return back(replay, "state")
    return _page(request, replay.event, form, replay)


@require_POST
@login_required
def delete(request: HttpRequest, code: str, which: int) -> HttpResponse:
    replay = replay_to_prepare(request, code, which)
    try:
        actions.delete_replay(replay, by=request.user)
    except TricityError as error:
        return from_tricity_error(request, error)
    messages.success(request, _("The recording has been deleted."))
    return redirect(replay.event.get_absolute_url())


@require_POST
@login_required
def withheld_new(request: HttpRequest, code: str, which: int) -> HttpResponse:
    replay = replay_to_prepare(request, code, which)
    spoken = spoken_choices(replay, queries.own_programme(replay), reader_language())
    form = WithheldForm(request.POST, spoken=spoken)
    if not form.is_valid():
        return page(request, replay, withheld_form=form)
    part = actions.withhold(form.part(replay, queries.origin_ms(replay)), by=request.user)
    is_made_anew = part.scope == Withheld.Scope.ALL and replay.is_under_way
    said = _("Withheld. Picture and sound are made anew without it.") if is_made_anew else _("Saved.")
    messages.success(request, said)
    return back(replay, "withheld")


@require_POST
@login_required
def withheld_delete(request: HttpRequest, code: str, which: int, pk: int) -> HttpResponse:
    replay = replay_to_prepare(request, code, which)
    part = get_object_or_404(replay.withheld, pk=pk)
    part.replay = replay
    said = _("No longer withheld. Make the replay again so that picture and sound come back.")
    return do(request, replay, lambda: actions.show_again(part, by=request.user), said, "withheld")


def _form(
    request: HttpRequest, event: Event, initial: Any = None, *, only_chosen: bool = False
) -> DescribeForm:
    sessions = [(str(each.pk), session_title(each, reader_language())) for each in event.sessions.all()]
    data = request.POST if request.method == "POST" else None
    return DescribeForm(data, sessions=sessions, initial=initial, only_chosen=only_chosen)


def _page(request: HttpRequest, event: Event, form: DescribeForm, replay: Replay | None) -> HttpResponse:
    context = {"event": event, "form": form, "replay": replay}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "replay/describe.html", context, status=status)
