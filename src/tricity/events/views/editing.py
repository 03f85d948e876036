from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tricity.events import actions, rules
from tricity.events.errors import ChangedMeanwhile
from tricity.events.forms import AskedFor, Attendance, EventForm, Organizers, SourcesForm, address_of
from tricity.events.models import Event
from tricity.events.views.finding import event_to_edit
from tricity.web.identity import Standing


@login_required
def event_new(request: HttpRequest) -> HttpResponse:
    if not rules.may_make_events(request.user):
        raise PermissionDenied
    return _event_form(request, Event(standing=Standing.SUBMITTED))


@login_required
def event_edit(request: HttpRequest, code: str) -> HttpResponse:
    return _event_form(request, event_to_edit(request, code))


def _event_form(request: HttpRequest, event: Event) -> HttpResponse:
    is_new = event._state.adding
    data = request.POST if request.method == "POST" else None
    form = EventForm(
        data,
        event=event,
        may_hand_over=rules.may_hand_over(request.user, event),
        proposed=request.GET if is_new else None,
    )
    organizers = Organizers(
        data, initial=[{"names": names} for names in event.organizer_names], prefix="organizers"
    )
    status = HTTPStatus.OK
    if data is not None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if all([form.is_valid(), organizers.is_valid()]):
            try:
                saved = actions.save_event(
                    form.fill(organizers.values()), by=request.user, version=form.cleaned_data["version"]
                )
            except ChangedMeanwhile as conflict:
                status = conflict.status
                form.add_error(None, conflict.message)
                form.start_from(Event.objects.get(pk=event.pk).version)
            else:
                messages.success(
                    request,
                    _("Saved as a draft. Add sessions and speakers, then publish it.")
                    if is_new
                    else _("Saved."),
                )
                return redirect(saved)
    context = {"form": form, "organizers": organizers, "event": None if is_new else event}
    return render(request, "events/event_form.html", context, status=status)


@login_required
def event_results(request: HttpRequest, code: str) -> HttpResponse:
    """What came of an event: attendance, what participants asked for, sources."""
    event = event_to_edit(request, code)
    data = request.POST if request.method == "POST" else None
    form = SourcesForm(data, initial={"sources": "\n".join(map(address_of, event.sources))})
    attendance = Attendance(data, initial=event.attendance, prefix="attendance")
    asked_for = AskedFor(data, initial=[{"texts": texts} for texts in event.asked_for], prefix="asked")
    if data is not None and all([form.is_valid(), attendance.is_valid(), asked_for.is_valid()]):
        actions.change_results(
            event,
            by=request.user,
            attendance=attendance.values(),
            asked_for=asked_for.values(),
            sources=form.values(event.sources),
        )
        messages.success(request, _("Saved."))
        return redirect(event)
    status = HTTPStatus.OK if data is None else HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"form": form, "attendance": attendance, "asked_for": asked_for, "event": event}
    return render(request, "events/results_form.html", context, status=status)


@require_POST
@login_required
def event_publish(request: HttpRequest, code: str) -> HttpResponse:
    event = event_to_edit(request, code)
    actions.publish(event, by=request.user)
    messages.success(request, _("Published. Everybody can see the event now."))
    return redirect(event)


@require_POST
@login_required
def event_withdraw(request: HttpRequest, code: str) -> HttpResponse:
    event = event_to_edit(request, code)
    actions.withdraw(event, by=request.user)
    messages.success(request, _("Withdrawn. Only organizers see the event now."))
    return redirect(event)
