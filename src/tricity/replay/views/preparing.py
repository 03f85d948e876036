from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tricity.replay import actions, queries
from tricity.replay.digests import mark_choices, present_preparing, spoken_choices
from tricity.replay.errors import TooLarge
from tricity.replay.forms import CaptionForm, MarkForm, OffsetForm, RecordingForm, WithheldForm
from tricity.replay.models import Replay
from tricity.replay.views.finding import replay_to_prepare
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language


@require_safe
@login_required
def prepare(request: HttpRequest, code: str, which: int) -> HttpResponse:
    """Recordings, captions, chapters and slides, and how far the making is."""
    return page(request, replay_to_prepare(request, code, which))


def page(request: HttpRequest, replay: Replay, **forms: Any) -> HttpResponse:
    programme = queries.own_programme(replay)
    shown = present_preparing(replay, programme, reader_language())
    context = {
        "page": shown,
        "event": replay.event,
        "number": replay.number,
        "recording_form": RecordingForm(initial=_proposed(request)),
        "caption_form": CaptionForm(offset_ms=shown.origin_ms),
        "mark_form": MarkForm(choices=mark_choices(replay.event, programme, reader_language())),
        "withheld_form": WithheldForm(spoken=spoken_choices(replay, programme, reader_language())),
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
def recording_new(request: HttpRequest, code: str, which: int) -> HttpResponse:
    """A small file at once."""
    replay = replay_to_prepare(request, code, which)
    form = RecordingForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        upload = given.pop("file")
        try:
            row = actions.begin_upload(
                replay, name=upload.name, size_bytes=upload.size, by=request.user, **given
            )
        except TooLarge as large:
            form.add_error("file", large.message)
        else:
            actions.keep_file(row, upload)
            messages.success(request, _("Uploaded. It is being checked now."))
            return back(replay, "recordings")
    return page(request, replay, recording_form=form)


@require_POST
@login_required
def recording_offset(request: HttpRequest, code: str, which: int, pk: int) -> HttpResponse:
    replay = replay_to_prepare(request, code, which)
    row = get_object_or_404(replay.recordings, pk=pk)
    form = OffsetForm(request.POST)
    if form.is_valid():
        actions.change_offset(row, form.cleaned_data["offset_ms"], by=request.user)
        messages.success(request, _("Saved. Make the replay again so that it follows."))
    else:
        messages.error(request, " ".join(map(str, form.errors["offset_ms"])))
    return back(replay, "recordings")


@require_POST
@login_required
def recording_delete(request: HttpRequest, code: str, which: int, pk: int) -> HttpResponse:
    replay = replay_to_prepare(request, code, which)
    row = get_object_or_404(replay.recordings, pk=pk)
    row.replay = replay
    actions.delete_recording(row, by=request.user)
    messages.success(request, _("The recording has been deleted."))
    return back(replay, "recordings")


@require_POST
@login_required
def track_new(request: HttpRequest, code: str, which: int) -> HttpResponse:
    replay = replay_to_prepare(request, code, which)
    form = CaptionForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, replay, caption_form=form)
    given = form.cleaned_data
    actions.keep_track(replay, given["language"], form.cues(), origin=given["origin"], by=request.user)
    messages.success(request, _("The captions are in place."))
    return back(replay, "captions")


@require_POST
@login_required
def track_delete(request: HttpRequest, code: str, which: int, pk: int) -> HttpResponse:
    replay = replay_to_prepare(request, code, which)
    track = get_object_or_404(replay.caption_tracks, pk=pk)
    track.replay = replay
    actions.delete_track(track, by=request.user)
    messages.success(request, _("The captions have been deleted."))
    return back(replay, "captions")


@require_POST
@login_required
def mark_new(request: HttpRequest, code: str, which: int) -> HttpResponse:
    replay = replay_to_prepare(request, code, which)
    choices: Sequence[tuple[str, Any]] = mark_choices(
        replay.event, queries.own_programme(replay), reader_language()
    )
    form = MarkForm(request.POST, choices=choices)
    if not form.is_valid():
        return page(request, replay, mark_form=form)
    actions.add_mark(form.mark(replay, queries.origin_ms(replay)), by=request.user)
    messages.success(request, _("Marked."))
    return back(replay, "marks")


@require_POST
@login_required
def mark_delete(request: HttpRequest, code: str, which: int, pk: int) -> HttpResponse:
    replay = replay_to_prepare(request, code, which)
    mark = get_object_or_404(replay.marks, pk=pk)
    mark.replay = replay
    actions.delete_mark(mark, by=request.user)
    messages.success(request, _("The mark has been deleted."))
    return back(replay, "marks")


@require_POST
@login_required
def make(request: HttpRequest, code: str, which: int) -> HttpResponse:
    replay = replay_to_prepare(request, code, which)
    return do(
        request, replay, lambda: actions.make_later(replay, by=request.user), _("The replay is being made.")
    )


@require_POST
@login_required
def publish(request: HttpRequest, code: str, which: int) -> HttpResponse:
    replay = replay_to_prepare(request, code, which)
    said = _("Published. Everybody can watch the replay now.")
    return do(request, replay, lambda: actions.publish_replay(replay, by=request.user), said)


@require_POST
@login_required
def withdraw(request: HttpRequest, code: str, which: int) -> HttpResponse:
    replay = replay_to_prepare(request, code, which)
    said = _("Withdrawn. Only those who prepare the event see the replay now.")
    return do(request, replay, lambda: actions.withdraw_replay(replay, by=request.user), said)


def do(request: HttpRequest, replay: Replay, deed: Any, said: str, place: str = "state") -> HttpResponse:
    try:
        deed()
    except TricityError as error:
        return from_tricity_error(request, error)
    messages.success(request, said)
    return back(replay, place)


def back(replay: Replay, place: str) -> HttpResponse:
    return redirect(f"{replay.address('prepare')}#{place}")
