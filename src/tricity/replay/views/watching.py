from __future__ import annotations

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tricity.events.digests import present
from tricity.replay import clocks, finding, panels, player, rules
from tricity.replay.digests import present_page, settings_of
from tricity.replay.views.finding import replay_to_watch
from tricity.web.languages import reader_language

SPEEDS = ("0.75", "1", "1.25", "1.5", "2")


# hls.js gives the browser what it fetched as a “blob:”, makes the tracks of captions from an empty “data:”, and does its
# work in a worker of our own.
@csp_update({"media-src": ["blob:", "data:"], "worker-src": [SELF]})  # type: ignore[arg-type]  # it takes any view
@require_safe
def replay(request: HttpRequest, code: str) -> HttpResponse:
    """Picture, sound, captions, chapters and transcript; what was asked for is found in it."""
    event, row = replay_to_watch(request, code)
    language = reader_language()
    page = present_page(
        event,
        row,
        language,
        captions=request.GET.get("captions", ""),
        started_at=clocks.seconds_asked(request.GET.get("t", "")) or 0.0,
    )
    question = request.GET.get("q", "").strip()
    context = {
        "page": page,
        "event": present([event], language)[0],
        "question": question,
        "results": finding.find(
            event, row, question, language=language, captions=page.language, user=request.user
        )
        if question
        else None,
        "settings": {**settings_of(page, event), **player.scripts()},
        "player": player.scripts(),
        "speeds": SPEEDS,
        "may_prepare": rules.may_prepare(request.user, event),
        "picking": panels.picking(row, request.user) if page.lines else None,
    }
    is_part = bool(getattr(request, "htmx", None))
    if not is_part:
        context["panels"] = panels.panels(row, language=language, user=request.user)
    return render(request, "replay/replay.html#transcript" if is_part else "replay/replay.html", context)
