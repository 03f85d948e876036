from __future__ import annotations

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tricity.events.digests import present
from tricity.replay import clocks, finding, panels, player, rules
from tricity.replay.attending import watched
from tricity.replay.digests import present_page, settings_of
from tricity.replay.digests.parts import part_title
from tricity.replay.views.finding import replay_to_watch
from tricity.rooms.people import person_of
from tricity.web.languages import reader_language


@csp_update(player.NEEDS)  # type: ignore[arg-type]  # it takes any view
@require_safe
def replay(request: HttpRequest, code: str, which: int) -> HttpResponse:
    """Picture, sound, captions, chapters, transcript, what happened in the room; what was asked for is found in it."""
    row = replay_to_watch(request, code, which)
    language, event = reader_language(), row.event
    person = person_of(request, event)
    is_part = bool(getattr(request, "htmx", None))
    if request.method == "GET" and not is_part:
        watched(row, person)
    page = present_page(
        row,
        language,
        captions=request.GET.get("captions", ""),
        started_at=clocks.seconds_asked(request.GET.get("t", "")) or 0.0,
        person=person,
    )
    question = request.GET.get("q", "").strip()
    context = {
        "page": page,
        "event": present([event], language)[0],
        "part": part_title(row, language),
        "question": question,
        "results": finding.find(row, question, language=language, captions=page.language, user=request.user)
        if question
        else None,
        "settings": {**settings_of(page), **player.scripts()},
        "player": player.scripts(),
        "speeds": player.SPEEDS,
        "may_prepare": rules.may_prepare(request.user, event),
        "may_correct": rules.may_correct(request.user, event, row),
        "picking": panels.picking(row, request.user) if page.lines else None,
    }
    if not is_part:
        context["panels"] = panels.panels(row, language=language, user=request.user)
    return render(request, "replay/replay.html#transcript" if is_part else "replay/replay.html", context)
