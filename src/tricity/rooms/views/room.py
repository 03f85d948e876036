from __future__ import annotations

from http import HTTPStatus
from typing import Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tricity.events.digests import present
from tricity.events.digests.pages import resource_views
from tricity.events.models import Resource
from tricity.events.roomclock import now_ms
from tricity.language import LANGUAGES
from tricity.participation.models import Arrival
from tricity.rooms import queries, rules, streaming
from tricity.rooms.attending import came
from tricity.rooms.digests import (
    captions_view,
    is_on,
    languages_without,
    poll_views,
    programme,
    question_views,
    session_now,
)
from tricity.rooms.forms import AskForm
from tricity.rooms.models import ReactionCount
from tricity.rooms.panels import player
from tricity.rooms.people import participant
from tricity.rooms.views.finding import Place, in_room
from tricity.translation.names import name_in
from tricity.web.languages import NATIVE_NAMES, reader_language
from tricity.web.pages import PAGE_SIZE, page_number

CAPTIONS_COOKIE = "room_captions"
# What the script fetches anew by itself when the stream says that it has changed.
PARTS = {
    "questions": "rooms/questions.html",
    "polls": "rooms/polls.html",
    "captions": "rooms/captions_panel.html",
    "programme": "rooms/programme.html",
}


@never_cache
@require_safe
@in_room()
def room(request: HttpRequest, place: Place) -> HttpResponse:
    """The room: what is on, captions, polls, questions; or one part of it."""
    part = request.GET.get("part", "")
    if part in PARTS:
        response = render(request, PARTS[part], part_context(request, place, part))
    else:
        response = room_page(request, place)
        _note_arrival(request, place)
    chosen = request.GET.get("captions", "")
    if chosen in LANGUAGES:
        response.set_cookie(CAPTIONS_COOKIE, chosen, max_age=30 * 24 * 3600, samesite="Lax", httponly=True)
    return response


def room_page(request: HttpRequest, place: Place, *, form: AskForm | None = None) -> HttpResponse:
    """The whole page, with a form that was refused where there is one (422)."""
    language, event = reader_language(), place.event
    context = part_context(request, place, *PARTS)
    (view,) = present([event], language)
    resources = resource_views(event, language)
    announcement = rules.settings_of(event).announcement
    panel = player(event, language=language, person=place.person)
    context |= {
        "view": view,
        "announcement": name_in(announcement.texts, language) if announcement else None,
        "player": panel,
        "resources": [each for each in resources if each.kind != Resource.Kind.REPLAY],
        "replays": [each for each in resources if each.kind == Resource.Kind.REPLAY],
        "form": form or AskForm(reader=language),
        "stream": streaming.address(event, place.person, captions=context["captions"].language),
        "may_moderate": rules.may_moderate(place.person, event),
        "may_arrange": rules.may_arrange(place.person, event),
        "may_caption": rules.may_caption(place.person, event),
        "may_slow_down": rules.may_slow_down(place.person, event),
        "may_stand_on_stage": rules.may_stand_on_stage(place.person, event),
        "reactions": _reactions(event),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.errors else HTTPStatus.OK
    response = render(request, "rooms/room.html", context, status=status)
    needs = panel.context.get("policy") if panel is not None else None
    widened: Any = csp_update(needs or {})(lambda _request: response)
    return widened(request)


def _note_arrival(request: HttpRequest, place: Place) -> None:
    """While the event takes place; who looks into the room before or after it has not come to it."""
    event = place.event
    if request.method == "GET" and is_on(event, rules.settings_of(event), timezone.now()):
        came(place.person, event, Arrival.Channel.ROOM)


def part_context(request: HttpRequest, place: Place, *parts: str) -> dict[str, Any]:
    event, room = place.event, rules.settings_of(place.event)
    context: dict[str, Any] = {
        "event": event,
        "room": room,
        "takes_part": rules.may_take_part(place.person, event),
    }
    for part in parts:
        context |= _PARTS[part](request, place)
    return context


def _questions(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Twenty at a time; three queries at most."""
    rows = queries.shown_questions(place.event)
    known = participant(place.person)
    if known is not None:
        rows = queries.with_own_vote(rows, known.key)
    order = "new" if request.GET.get("order") == "new" else "top"
    if order == "new":
        rows = rows.order_by("-seq")
    is_open_only = request.GET.get("show") == "open"
    if is_open_only:
        rows = queries.unanswered(rows)
    number = page_number(request)
    start = (number - 1) * PAGE_SIZE
    found = list(rows[start : start + PAGE_SIZE + 1])
    return {
        "questions": question_views(found[:PAGE_SIZE], reader_language()),
        "order": order,
        "is_open_only": is_open_only,
        "previous_page": number - 1,
        "next_page": number + 1 if len(found) > PAGE_SIZE else 0,
    }


def _polls(request: HttpRequest, place: Place) -> dict[str, Any]:
    known = participant(place.person)
    options = queries.polls_of(place.event, known.key if known else "")
    return {"polls": poll_views(options, reader_language())}


def _captions(request: HttpRequest, place: Place) -> dict[str, Any]:
    event, now = place.event, now_ms()
    rows = queries.captions_lately(event, now)
    wanted = request.GET.get("captions") or request.COOKIES.get(CAPTIONS_COOKIE, "")
    is_live = is_on(event, rules.settings_of(event), timezone.now())
    return {
        "captions": captions_view(event, rows, wanted, reader_language()),
        "silent": [
            (code, NATIVE_NAMES[code]) for code in (languages_without(event, rows, now) if is_live else ())
        ],
        "is_live": is_live,
    }


def _programme(request: HttpRequest, place: Place) -> dict[str, Any]:
    event = place.event
    sessions = list(event.sessions.all())
    now = session_now(event, rules.settings_of(event), sessions, timezone.now())
    items = programme(sessions, now, reader_language())
    return {"items": items, "now": next((each for each in items if each.is_now), None)}


_PARTS = {"questions": _questions, "polls": _polls, "captions": _captions, "programme": _programme}


def _reactions(event: Any) -> list[tuple[str, str, int]]:
    """(kind, label, how many) in the order they are shown."""
    totals = rules.settings_of(event).reaction_totals
    return [(kind.value, str(kind.label), int(totals.get(kind.value, 0))) for kind in ReactionCount.Kind]
