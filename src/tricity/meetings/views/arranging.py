"""What organizers do: switch meetings on, see them all, give tables and interpreters, take the list home."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tricity.activity.actions import record
from tricity.events.models import Event
from tricity.events.times import reader_zone
from tricity.meetings import actions, exports, queries, rules
from tricity.meetings.digests import meeting_view, meeting_views
from tricity.meetings.digests.interpreters import interpreter_views, work_warnings
from tricity.meetings.forms import ArrangementForm, AssignForm, InterpreterForm, ReasonForm, StateForm
from tricity.meetings.models import Arrangement, Interpreter, Meeting, Partner
from tricity.meetings.views.finding import event_context, to_arrange
from tricity.meetings.working import sessions_with_people
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language
from tricity.web.pages import Page, page_number

ROWS = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = ["GET", "HEAD", "POST"]


@never_cache
@login_required
@require_safe
def manage(request: HttpRequest, code: str) -> HttpResponse:
    """All meetings of an event, with what somebody should look at."""
    event = to_arrange(request, code)
    language = reader_language()
    arrangement = queries.arrangement_of(event) or Arrangement(event=event)
    chosen = StateForm(request.GET)
    state = chosen.cleaned_data["state"] if chosen.is_valid() else ""
    rows = queries.meetings_of_event(event)
    rows = rows.filter(state=state) if state else rows
    page = Page(page_number(request), ROWS, rows.count())
    shown = list(rows[page.offset : page.offset + page.size])
    sessions = sessions_with_people(event) if shown else []
    context = event_context(event) | {
        "meetings": meeting_views(shown, arrangement, language, sessions=sessions),
        "page": page,
        "filter": StateForm(initial={"state": state}),
        "is_filtered": bool(state),
        "arrangement": arrangement,
        "listed": Partner.objects.filter(registration__event=event, listed_at__isnull=False).count(),
        "zone": reader_zone(),
    }
    return render(request, "meetings/manage.html", context)


@never_cache
@login_required
@require_http_methods(FORMS)
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """Whether and how participants meet."""
    event = to_arrange(request, code)
    arrangement = queries.arrangement_of(event) or Arrangement(event=event)
    form = ArrangementForm(request.POST if request.method == "POST" else None, arrangement=arrangement)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_bound and form.is_valid():
        try:
            actions.save_arrangement(form.fill(), by=request.user, version=form.cleaned_data["version"])
        except TricityError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            messages.success(request, _("Saved."))
            return redirect("meetings:manage", code=event.code)
    context = event_context(event) | {"form": form, "zone": event.time_zone}
    return render(request, "meetings/settings.html", context, status=status)


@never_cache
@login_required
@require_http_methods(FORMS)
def interpreters(request: HttpRequest, code: str) -> HttpResponse:
    """Who interprets in meetings; those of the programme are taken over with one press."""
    event = to_arrange(request, code)
    arrangement = queries.arrangement_of(event)
    if arrangement is None:
        return _first_settings(request, event)
    if request.POST.get("deed") == "take-over":
        number = actions.take_over(arrangement, by=request.user)
        said = ngettext("%(number)s interpreter taken over.", "%(number)s interpreters taken over.", number)
        messages.success(request, said % {"number": number})
        return redirect("meetings:interpreters", code=event.code)
    language = reader_language()
    form = InterpreterForm(
        request.POST if request.method == "POST" else None, arrangement=arrangement, reader=language
    )
    if form.is_bound and form.is_valid():
        actions.save_interpreter(form.interpreter(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("meetings:interpreters", code=event.code)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = event_context(event) | {
        "form": form,
        "interpreters": interpreter_views(arrangement),
        "has_interpreters": arrangement.has_interpreters,
    }
    return render(request, "meetings/interpreters.html", context, status=status)


@login_required
@require_POST
def interpreter_delete(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    event = to_arrange(request, code)
    rows = Interpreter.objects.select_related("arrangement__event")
    interpreter = get_object_or_404(rows, pk=pk, arrangement__event=event)
    actions.delete_interpreter(interpreter, by=request.user)
    messages.success(request, _("Deleted."))
    return redirect("meetings:interpreters", code=event.code)


@never_cache
@login_required
@require_http_methods(FORMS)
def arrange(request: HttpRequest, code: str, meeting: str) -> HttpResponse:
    """One meeting: another table, another interpreter, or call it off."""
    event = to_arrange(request, code)
    row = get_object_or_404(queries.meetings_of_event(event), code=meeting)
    arrangement = queries.arrangement_of(event)
    assert arrangement is not None
    deed = request.POST.get("deed", "")
    form = AssignForm(request.POST if deed == "assign" else None, meeting=row, arrangement=arrangement)
    cancelling = ReasonForm(request.POST if deed == "cancel" else None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    try:
        if _done(request, row, form, cancelling):
            return redirect(request.path)
    except TricityError as error:
        form.add_error(None, error.message) if form.is_bound else cancelling.add_error(None, error.message)
        status = error.status
    language = reader_language()
    context = event_context(event) | {
        "meeting": meeting_view(row, arrangement, language, sessions=sessions_with_people(event)),
        "form": form,
        "cancelling": cancelling,
        "work": work_warnings(row, event),
        "may_assign": row.state == Meeting.State.AGREED,
        "may_cancel": rules.may_cancel(row, timezone.now()),
    }
    return render(request, "meetings/arrange.html", context, status=status)


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """All meetings as a workbook; that it was taken is in the audit trail."""
    event = to_arrange(request, code)
    arrangement = queries.arrangement_of(event) or Arrangement(event=event)
    record("event.meetings-taken", event, by=request.user)
    return HttpResponse(
        exports.workbook(event, arrangement, reader_language()),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{event.code}-meetings.xlsx"'},
    )


def _done(request: HttpRequest, row: Meeting, form: AssignForm, cancelling: ReasonForm) -> bool:
    """Whether what was sent could be done. Raises TricityError."""
    if form.is_bound and form.is_valid():
        table = form.cleaned_data["table"]
        actions.assign(row, table=table, interpreter=form.chosen, by=request.user)
        messages.success(request, _("Saved, and those who meet are told."))
        return True
    if cancelling.is_bound and cancelling.is_valid():
        actions.cancel_for_organizer(row, cancelling.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Cancelled, and those who meet are told."))
        return True
    return False


def _first_settings(request: HttpRequest, event: Event) -> HttpResponse:
    messages.info(request, _("First say how people meet."))
    return redirect("meetings:settings", code=event.code)
