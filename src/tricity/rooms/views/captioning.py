"""The captioner's page: a line is kept before the answer says so, and one that is sent twice is kept once."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tricity.events.digests import present
from tricity.events.roomclock import now_ms
from tricity.language import LANGUAGES
from tricity.rooms import actions, queries, rules
from tricity.rooms.digests import captions_view, is_on, languages_without
from tricity.rooms.forms import CaptionForm, CorrectionForm
from tricity.rooms.models import Caption
from tricity.rooms.views.finding import Place, in_room
from tricity.web.errors import TricityError
from tricity.web.languages import NATIVE_NAMES, reader_language

SHOWN = 30


@never_cache
@in_room(rules.may_caption)
def captions(request: HttpRequest, place: Place) -> HttpResponse:
    if request.method == "POST":
        form = CaptionForm(request.POST)
        if form.is_valid():
            language = form.cleaned_data["language"]
            row, _is_new = actions.add_caption(
                place.event,
                _source(place),
                language=language,
                text=form.cleaned_data["text"],
                client_id=form.cleaned_data["client_id"] or uuid.uuid4().hex,
            )
            if _wants_json(request):
                return _kept(row)
            return redirect(_address(place, language))
        if _wants_json(request):
            return JsonResponse({"errors": form.errors}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return _page(request, place, form)
    return _page(request, place, CaptionForm(initial={"language": _language(request, place)}))


@require_POST
@in_room(rules.may_caption)
def caption_correct(request: HttpRequest, place: Place, seq: int) -> HttpResponse:
    """Other words in place of one's own line, within ten seconds; none take it back."""
    line = Caption.objects.filter(event=place.event, seq=seq, by=place.person).select_related("event").first()
    if line is None:
        raise Http404
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        if _wants_json(request):
            return JsonResponse({"errors": form.errors}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return redirect(_address(place, line.language))
    client_id = form.cleaned_data["client_id"] or uuid.uuid4().hex
    try:
        row = actions.correct(line, _source(place), text=form.cleaned_data["text"], client_id=client_id)
    except TricityError as error:
        if _wants_json(request):
            return JsonResponse({"message": error.message}, status=int(error.status))
        raise
    return _kept(row) if _wants_json(request) else redirect(_address(place, line.language))


def _page(request: HttpRequest, place: Place, form: CaptionForm) -> HttpResponse:
    event, now = place.event, now_ms()
    rows = queries.captions_lately(event, now)
    language = form["language"].value() or reader_language()
    (view,) = present([event], reader_language())
    is_live = is_on(event, rules.settings_of(event), timezone.now())
    context = {
        "event": event,
        "view": view,
        "form": form,
        "language": language,
        "lines": captions_view(event, rows, language, language).lines,
        "own": _own(place, rows, language, now),
        "silent": [
            (code, NATIVE_NAMES[code]) for code in (languages_without(event, rows, now) if is_live else ())
        ],
        "correct_address": reverse("rooms:caption-correct", args=[event.code, 0]),
        "within_ms": actions.CORRECTED_WITHIN_MS,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "rooms/captioner.html", context, status=status)


def _own(place: Place, rows: list[Caption], language: str, now: int) -> list[Caption]:
    """Own lines that can still be corrected, the newest first."""
    mine = [row for row in rows if row.by_id == place.person.pk and row.language == language]
    lines = queries.latest_texts(mine)
    return [row for row in lines if now - row.at_ms < actions.CORRECTED_WITHIN_MS][::-1]


def _language(request: HttpRequest, place: Place) -> str:
    """What was chosen last, else one of the event that nobody captions, else the reader's."""
    given = request.GET.get("language", "")
    if given in LANGUAGES:
        return given
    return (
        reader_language()
        if reader_language() in place.event.languages
        else next((code for code in place.event.languages if code in LANGUAGES), reader_language())
    )


def _source(place: Place) -> actions.Source:
    return actions.Source(Caption.Origin.CAPTIONER, by=place.person)


def _kept(row: Caption) -> JsonResponse:
    line = row.corrects.seq if row.corrects else row.seq
    return JsonResponse({"seq": row.seq, "line": line, "at_ms": row.at_ms, "text": row.text})


def _address(place: Place, language: str) -> str:
    query: dict[str, Any] = {"language": language}
    return f"{reverse('rooms:captions', args=[place.event.code])}?{urlencode(query)}"


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
