"""Forms of rooms, people, join links, series and limits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts.rules import is_operator
from tricity.events import actions, rules
from tricity.events.forms.parts import LimitsForm, LinkForm, RoomForm, SeriesForm, layout
from tricity.events.forms.people import PersonForm
from tricity.events.models import Event, JoinLink, Room, Series, SessionPerson
from tricity.events.views.finding import event_to_edit
from tricity.translation.names import name_in
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText

Save = Callable[[], Any]


@login_required
def room_new(request: HttpRequest, code: str) -> HttpResponse:
    event = event_to_edit(request, code)
    return _room_form(request, Room(event=event), _("New room"))


@login_required
def room_edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_edit(request, code)
    return _room_form(request, get_object_or_404(event.rooms, pk=pk), _("Edit room"))


def _room_form(request: HttpRequest, room: Room, heading: str) -> HttpResponse:
    form = RoomForm(request.POST if request.method == "POST" else None, room=room)
    return _form(request, form, lambda: actions.save_room(form.fill(), by=request.user), room.event, heading)


@login_required
def room_delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_edit(request, code)
    room = get_object_or_404(event.rooms, pk=pk)
    what = name_in(room.names, reader_language())
    warning = _("Its sessions stay, without a room.")
    delete = partial(actions.delete_room, room, by=request.user)
    return _confirm(request, event, delete, _("Delete this room?"), what, warning)


@login_required
def person_new(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_edit(request, code)
    session = get_object_or_404(event.sessions, pk=pk)
    return _person_form(request, SessionPerson(session=session), _("New person of the session"))


@login_required
def person_edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _person_form(
        request, _person(event_to_edit(request, code), pk), _("Edit the person of the session")
    )


def _person(event: Event, pk: int) -> SessionPerson:
    rows = SessionPerson.objects.select_related("session__event", "organization__country", "user")
    return get_object_or_404(rows, pk=pk, session__event=event)


def _person_form(request: HttpRequest, person: SessionPerson, heading: str) -> HttpResponse:
    form = PersonForm(request.POST if request.method == "POST" else None, person=person)

    def save() -> None:
        actions.save_person(form.fill(), by=request.user, answers=form.consents())

    return _form(request, form, save, person.session.event, heading)


@login_required
def person_delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_edit(request, code)
    person = _person(event, pk)
    what = LocalizedText(str(person), person.native_language or "en")
    delete = partial(actions.delete_person, person, by=request.user)
    return _confirm(request, event, delete, _("Take this person off the session?"), what)


@login_required
def link_new(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_edit(request, code)
    session = get_object_or_404(event.sessions, pk=pk)
    return _link_form(request, JoinLink(session=session), _("New link to join"))


@login_required
def link_edit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    return _link_form(request, _link(event_to_edit(request, code), pk), _("Edit the link to join"))


def _link(event: Event, pk: int) -> JoinLink:
    return get_object_or_404(JoinLink.objects.select_related("session__event"), pk=pk, session__event=event)


def _link_form(request: HttpRequest, link: JoinLink, heading: str) -> HttpResponse:
    form = LinkForm(request.POST if request.method == "POST" else None, link=link)
    event = link.session.event
    return _form(request, form, lambda: actions.save_link(form.fill(), by=request.user), event, heading)


@login_required
def link_delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = event_to_edit(request, code)
    link = _link(event, pk)
    what = LocalizedText(link.platform, "en")
    delete = partial(actions.delete_link, link, by=request.user)
    return _confirm(request, event, delete, _("Delete this link to join?"), what)


@login_required
def series_new(request: HttpRequest) -> HttpResponse:
    return _series_form(request, Series(), _("New series of events"))


@login_required
def series_edit(request: HttpRequest, code: str) -> HttpResponse:
    return _series_form(request, get_object_or_404(Series, code=code), _("Edit the series of events"))


def _series_form(request: HttpRequest, series: Series, heading: str) -> HttpResponse:
    if not rules.may_make_events(request.user):
        raise PermissionDenied
    form = SeriesForm(request.POST if request.method == "POST" else None, series=series)
    if form.is_bound and form.is_valid():
        saved = actions.save_series(form.fill(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect(saved)
    back = reverse("events:events") if series._state.adding else series.get_absolute_url()
    return _page(request, form, heading, None, back)


@login_required
def interpreting(request: HttpRequest) -> HttpResponse:
    """The operator says how long one interpreter works."""
    if not is_operator(request.user):
        raise PermissionDenied
    form = LimitsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.set_limits(form.values(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("events:interpreting")
    return _page(request, form, _("How long interpreters work"), None, reverse("events:events"))


def _form(request: HttpRequest, form: Any, save: Save, event: Event, heading: str) -> HttpResponse:
    """A form of a part of an event; it leads back to the preparation of the event."""
    back = reverse("events:preparation", args=[event.code])
    if form.is_bound and form.is_valid():
        save()
        messages.success(request, _("Saved."))
        return redirect(back)
    return _page(request, form, heading, event, back)


def _page(request: HttpRequest, form: Any, heading: str, event: Event | None, back: str) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "layout": layout(form), "heading": heading, "event": event, "back": back}
    return render(request, "events/part_form.html", context, status=status)


def _confirm(
    request: HttpRequest, event: Event, delete: Save, heading: str, what: LocalizedText, warning: str = ""
) -> HttpResponse:
    """Ask first, then delete."""
    if request.method == "POST":
        delete()
        messages.success(request, _("Deleted."))
        return redirect("events:preparation", event.code)
    context = {"event": event, "heading": heading, "what": what, "warning": warning}
    return render(request, "events/confirm.html", context)
