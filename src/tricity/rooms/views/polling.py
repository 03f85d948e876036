"""Polls as moderators make and run them."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tricity.rooms import actions, rules
from tricity.rooms.errors import NotOpen
from tricity.rooms.forms import Options, PollForm
from tricity.rooms.models import Poll, PollState
from tricity.rooms.views.finding import Place, in_room, poll_in


@in_room(rules.may_moderate)
def poll_new(request: HttpRequest, place: Place) -> HttpResponse:
    return _form(request, place, None)


@in_room(rules.may_moderate)
def poll_edit(request: HttpRequest, place: Place, poll: str) -> HttpResponse:
    """Change a poll nobody has been asked yet. Raises NotOpen."""
    row = poll_in(place, poll)
    if row.state != PollState.DRAFT:
        raise NotOpen(_("A poll that has been opened cannot be changed any more. Make a new one."))
    return _form(request, place, row)


def _form(request: HttpRequest, place: Place, poll: Poll | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = PollForm(data, initial={"texts": poll.texts, "kind": poll.kind} if poll else {})
    known = [{"texts": option.texts} for option in poll.options.all()] if poll else []
    options = Options(data, initial=known, prefix="options")
    status = HTTPStatus.OK
    if data is not None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if all([form.is_valid(), options.is_valid()]):
            actions.save_poll(
                place.event,
                poll,
                kind=form.cleaned_data["kind"],
                texts=form.cleaned_data["texts"],
                options=options.values(),
                by=place.person,
            )
            messages.success(request, _("Saved. Nobody sees the poll before you open it."))
            return redirect("rooms:moderate", place.event.code)
    context = {"form": form, "options": options, "event": place.event, "poll": poll}
    return render(request, "rooms/poll_form.html", context, status=status)


@require_POST
@in_room(rules.may_moderate)
def poll_state(request: HttpRequest, place: Place, poll: str) -> HttpResponse:
    """Open, close, show the results, hide them, delete."""
    row, by = poll_in(place, poll), place.person
    deeds = {
        "open": lambda: actions.open_poll(row, by=by),
        "close": lambda: actions.close_poll(row, by=by),
        "show": lambda: actions.show_results(row, by=by),
        "hide": lambda: actions.show_results(row, by=by, are_shown=False),
        "delete": lambda: actions.delete_poll(row, by=by),
    }
    deed = request.POST.get("deed", "")
    if deed not in deeds:
        raise Http404
    deeds[deed]()
    messages.success(request, _("Done. The room has been told."))
    return redirect("rooms:moderate", place.event.code)
