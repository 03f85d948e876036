"""How the room is run, who works in it, and what the speaker sees."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tricity.events.digests import present
from tricity.events.roomclock import now_ms
from tricity.rooms import actions, queries, rules, streaming
from tricity.rooms.digests import question_views
from tricity.rooms.errors import NoSuchPerson
from tricity.rooms.forms import PersonForm, SettingsForm
from tricity.rooms.models import Room, RoomRole
from tricity.rooms.views.finding import Place, in_room
from tricity.web.languages import reader_language

SLOW_FOR_MS = 30_000
MOST_PINNED = 5


@in_room(rules.may_arrange)
def settings(request: HttpRequest, place: Place) -> HttpResponse:
    room = rules.settings_of(place.event)
    form = SettingsForm(request.POST or None, initial=_initial(room))
    if request.method == "POST" and form.is_valid():
        actions.change_settings(place.event, by=place.person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("rooms:settings", place.event.code)
    return _settings_page(request, place, form, PersonForm())


@require_POST
@in_room(rules.may_arrange)
def person_add(request: HttpRequest, place: Place) -> HttpResponse:
    form = PersonForm(request.POST)
    if form.is_valid():
        try:
            actions.name_person(place.event, by=place.person, **form.cleaned_data)
        except NoSuchPerson as error:
            form.add_error("username", error.message)
        else:
            messages.success(request, _("Named. The person finds the way in on the page of the event."))
            return redirect("rooms:settings", place.event.code)
    return _settings_page(
        request, place, SettingsForm(initial=_initial(rules.settings_of(place.event))), form
    )


@require_POST
@in_room(rules.may_arrange)
def person_remove(request: HttpRequest, place: Place, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.people_of(place.event).select_related("event"), pk=pk)
    actions.remove_person(row, by=place.person)
    messages.success(request, _("Removed from the room."))
    return redirect("rooms:settings", place.event.code)


@require_POST
@in_room(rules.may_slow_down)
def slow_down(request: HttpRequest, place: Place) -> HttpResponse:
    actions.slow_down(place.event)
    messages.success(request, _("The speaker is asked to speak more slowly."))
    return redirect(f"{reverse('rooms:room', args=[place.event.code])}#work")


@never_cache
@require_safe
@in_room(rules.may_stand_on_stage)
def stage(request: HttpRequest, place: Place) -> HttpResponse:
    """For the speaker: whether to speak more slowly, and the questions to be answered next."""
    last = queries.last_slow_down(place.event)
    pinned = list(queries.unanswered(queries.shown_questions(place.event))[:MOST_PINNED])
    (view,) = present([place.event], reader_language())
    context = {
        "event": place.event,
        "view": view,
        "is_slow": last is not None and now_ms() - last.at_ms < SLOW_FOR_MS,
        "slow_for_ms": SLOW_FOR_MS,
        "questions": question_views(pinned, reader_language()),
        "stream": streaming.address(place.event, place.person, captions=""),
    }
    return render(request, "rooms/stage.html", context)


def _initial(room: Room) -> dict[str, object]:
    names = ("open_to", "takes_questions", "holds_questions")
    return {name: getattr(room, name) for name in names}


def _settings_page(
    request: HttpRequest, place: Place, form: SettingsForm, person_form: PersonForm
) -> HttpResponse:
    people: list[RoomRole] = list(queries.people_of(place.event))
    context = {"event": place.event, "form": form, "person_form": person_form, "people": people}
    is_refused = form.is_bound or person_form.is_bound
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, "rooms/settings.html", context, status=status)
