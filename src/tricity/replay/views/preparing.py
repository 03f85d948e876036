from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tricity.events.models import Event
from tricity.replay import actions, queries
from tricity.replay.digests import mark_choices, present_preparing
from tricity.replay.errors import TooLarge
from tricity.replay.forms import CaptionForm, MarkForm, OffsetForm, RecordingForm
from tricity.replay.views.finding import event_to_prepare
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language


@require_safe
@login_required
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """Recordings, captions, chapters and slides, and how far the making is."""
    return _page(request, event_to_prepare(request, code))


def _page(request: HttpRequest, event: Event, **forms: Any) -> HttpResponse:
    replay = queries.replay_of(event)
    origin = queries.origin_ms(event, replay)
    context = {
        "page": present_preparing(event, replay, reader_language()),
        "event": event,
        "recording_form": RecordingForm(initial=_proposed(request)),
        "caption_form": CaptionForm(offset_ms=origin),
        "mark_form": MarkForm(choices=mark_choices(event, reader_language())),
        **forms,
    }
    is_part = request.method == "GET" and bool(getattr(request, "htmx", None))
    template = "replay/prepare.html#state" if is_part else "replay/prepare.html"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if forms else HTTPStatus.OK
    return render(request, template, context, status=status)


def _proposed(request: HttpRequest) -> dict[str, str]:
    """What a link proposes for the next recording: `channel` and `begins`, as they are written in the form."""
    asked = {"channel": request.GET.get("channel", ""), "offset_ms": request.GET.get("begins", "")}
    return {name: value[:20] for name, value in asked.items() if value}


@require_POST
@login_required
def recording_new(request: HttpRequest, code: str) -> HttpResponse:
    """A small file at once."""
    event = event_to_prepare(request, code)
    form = RecordingForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        upload = given.pop("file")
        try:
            row = actions.begin_upload(
                event, name=upload.name, size_bytes=upload.size, by=request.user, **given
            )
        except TooLarge as large:
            form.add_error("file", large.message)
        else:
            actions.keep_file(row, upload)
            messages.success(request, _("Uploaded. It is being checked now."))
            return _back(event, "recordings")
    return _page(request, event, recording_form=form)


@require_POST
@login_required
def recording_offset(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_prepare(request, code)
    row = get_object_or_404(event.recordings, pk=pk)
    form = OffsetForm(request.POST)
    if form.is_valid():
        actions.change_offset(row, form.cleaned_data["offset_ms"], by=request.user)
        messages.success(request, _("Saved. Make the replay again so that it follows."))
    else:
        messages.error(request, " ".join(map(str, form.errors["offset_ms"])))
    return _back(event, "recordings")


@require_POST
@login_required
def recording_delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_prepare(request, code)
    row = get_object_or_404(event.recordings, pk=pk)
    row.event = event
    actions.delete_recording(row, by=request.user)
    messages.success(request, _("The recording has been deleted."))
    return _back(event, "recordings")


@require_POST
@login_required
def track_new(request: HttpRequest, code: str) -> HttpResponse:
    event = event_to_prepare(request, code)
    form = CaptionForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, event, caption_form=form)
    given = form.cleaned_data
    actions.keep_track(event, given["language"], form.cues(), origin=given["origin"], by=request.user)
    messages.success(request, _("The captions are in place."))
    return _back(event, "captions")


@require_POST
@login_required
def track_delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_prepare(request, code)
    track = get_object_or_404(event.caption_tracks, pk=pk)
    track.event = event
    actions.delete_track(track, by=request.user)
    messages.success(request, _("The captions have been deleted."))
    return _back(event, "captions")


@require_POST
@login_required
def mark_new(request: HttpRequest, code: str) -> HttpResponse:
    event = event_to_prepare(request, code)
    choices: Sequence[tuple[str, Any]] = mark_choices(event, reader_language())
    form = MarkForm(request.POST, choices=choices)
    if not form.is_valid():
        return _page(request, event, mark_form=form)
    origin = queries.origin_ms(event, queries.replay_of(event))
    actions.add_mark(form.mark(event, origin), by=request.user)
    messages.success(request, _("Marked."))
    return _back(event, "marks")


@require_POST
@login_required
def mark_delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_prepare(request, code)
    mark = get_object_or_404(event.marks, pk=pk)
    mark.event = event
    actions.delete_mark(mark, by=request.user)
    messages.success(request, _("The mark has been deleted."))
    return _back(event, "marks")


@require_POST
@login_required
def make(request: HttpRequest, code: str) -> HttpResponse:
    event = event_to_prepare(request, code)
    return _do(
        request, event, lambda: actions.make_later(event, by=request.user), _("The replay is being made.")
    )


@require_POST
@login_required
def publish(request: HttpRequest, code: str) -> HttpResponse:
    event = event_to_prepare(request, code)
    said = _("Published. Everybody can watch the replay now.")
    return _do(request, event, lambda: actions.publish_replay(event, by=request.user), said)


@require_POST
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    event = event_to_prepare(request, code)
    said = _("Withdrawn. Only those who prepare the event see the replay now.")
    return _do(request, event, lambda: actions.withdraw_replay(event, by=request.user), said)


def _do(request: HttpRequest, event: Event, deed: Any, said: str) -> HttpResponse:
    try:
        deed()
    except TricityError as error:
        return from_tricity_error(request, error)
    messages.success(request, said)
    return _back(event, "state")


def _back(event: Event, place: str) -> HttpResponse:
    return redirect(f"{reverse('replay:prepare', args=[event.code])}#{place}")
