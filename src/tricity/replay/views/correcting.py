"""Correcting the captions of a replay, twenty lines at a time, beside those of another language."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tricity.media.captions import LONGEST_CUE
from tricity.replay import actions, queries, rules
from tricity.replay.digests import present_correcting
from tricity.replay.errors import CorrectedMeanwhile
from tricity.replay.forms import Line, lines_of
from tricity.replay.models import CaptionTrack
from tricity.replay.views.finding import track_to_correct
from tricity.web.pages import page_number


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: HttpRequest, code: str, which: int, spoken: str) -> HttpResponse:
    """Every changed line is kept by itself; one that cannot be stays in its box, with the reason."""
    track = track_to_correct(request, code, which, spoken)
    if request.method != "POST":
        return _page(request, track, {}, {})
    typed: dict[int, str] = {}
    problems: dict[int, str] = {}
    kept = 0
    for line in lines_of(request.POST):
        problem = _keep(track, line, request)
        if problem:
            typed[line.pk], problems[line.pk] = line.text, problem
        else:
            kept += 1
    said = ngettext("%(number)s line corrected.", "%(number)s lines corrected.", kept) % {"number": kept}
    if problems:
        if kept:
            messages.success(request, said)
        return _page(request, track, typed, problems)
    messages.success(request, said if kept else _("Nothing was changed."))
    return redirect(f"{track.replay.address('correct', track.language)}?{urlencode(_place(request))}")


def _keep(track: CaptionTrack, line: Line, request: HttpRequest) -> str:
    """What keeps the line from being corrected; empty when it is."""
    if line.is_too_long:
        return _("A caption has at most %(most)s characters.") % {"most": LONGEST_CUE}
    rows = track.cues.all() if _reads_all(request, track) else queries.shown_cues(track)
    cue = rows.filter(pk=line.pk).first()
    if cue is None:
        return _("This line is there no longer: the captions have been replaced.")
    try:
        actions.correct_cue(cue, line.text, before=line.was, by=request.user)
    except CorrectedMeanwhile as error:
        return error.message
    return ""


def _reads_all(request: HttpRequest, track: CaptionTrack) -> bool:
    """What is withheld is for those alone who prepare the replay."""
    return rules.may_prepare(request.user, track.event)


def _place(request: HttpRequest) -> dict[str, Any]:
    return {"beside": request.GET.get("beside", ""), "page": page_number(request)}


def _page(
    request: HttpRequest, track: CaptionTrack, typed: dict[int, str], problems: dict[int, str]
) -> HttpResponse:
    place = _place(request)
    context = {
        "page": present_correcting(
            track,
            beside=place["beside"],
            number=place["page"],
            typed=typed,
            problems=problems,
            reads_all=_reads_all(request, track),
        ),
        "event": track.event,
        "replay": track.replay,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "replay/correct.html", context, status=status)
