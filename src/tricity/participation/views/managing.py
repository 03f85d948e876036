"""What organizers do: set up registration, decide, let people in, take the list home."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tricity.activity.actions import record
from tricity.events.models import Event
from tricity.events.views.finding import event_to_see
from tricity.members.models import written
from tricity.participation import actions, exports, queries, rules
from tricity.participation.digests import attendance_view
from tricity.participation.forms import AdmissionForm, DeclineForm, DoorForm, FilterForm, Questions
from tricity.participation.models import Admission, Question, Registration
from tricity.participation.views.registering import event_context
from tricity.participation.views.rows import answers_of, row_view
from tricity.web.errors import TricityError, from_tricity_error
from tricity.web.languages import reader_language
from tricity.web.pages import Page, page_number

ROWS = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@login_required
@require_safe
def registrations(request: HttpRequest, code: str) -> HttpResponse:
    """Who registered, in the order they came, with counts and who came."""
    event = _to_manage(request, code)
    chosen = FilterForm(request.GET)
    values = chosen.cleaned_data if chosen.is_valid() else {}
    rows = queries.registrations_of(event)
    for name in ("state", "way"):
        if values.get(name):
            rows = rows.filter(**{name: values[name]})
    page = Page(page_number(request), ROWS, rows.count())
    language = reader_language()
    numbers = queries.numbers(event)
    states = [(label, numbers.get(state, 0)) for state, label in Registration.State.choices]
    context = event_context(event) | {
        "rows": [row_view(each, language) for each in rows[page.offset : page.offset + page.size]],
        "page": page,
        "filter": FilterForm(initial=values),
        "states": states,
        "admission": queries.admission_of(event),
        "attendance": attendance_view(event, language),
        "is_filtered": any(values.values()),
    }
    return render(request, "participation/registrations.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: HttpRequest, code: str, registration: str) -> HttpResponse:
    """One registration: approve, decline, note that the person came."""
    event = _to_manage(request, code)
    row = get_object_or_404(queries.registrations_of(event).select_related("event"), code=registration)
    deed = request.POST.get("deed", "")
    declining = DeclineForm(request.POST if deed == "decline" else None)
    try:
        if deed == "approve":
            done = actions.approve(row, by=request.user)
            messages.success(request, done.get_state_display())
            return redirect(request.path)
        if deed == "arrive" and rules.takes_part(row):
            actions.arrive(row, "door", by=request.user)
            messages.success(request, _("Noted that this person came."))
            return redirect(request.path)
        if declining.is_bound and declining.is_valid():
            actions.decline(row, declining.cleaned_data["remark"], by=request.user)
            messages.success(request, _("The registration is declined, and the person is told."))
            return redirect(request.path)
    except TricityError as error:
        return from_tricity_error(request, error)
    language = reader_language()
    context = event_context(event) | {
        "row": row_view(row, language),
        "answers": answers_of(row, language),
        "declining": declining,
        "may_approve": row.state == Registration.State.ASKED,
        "may_decline": row.state in rules.STANDING,
        "may_arrive": rules.takes_part(row),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if declining.is_bound else HTTPStatus.OK
    return render(request, "participation/registration.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """How people register for the event."""
    event = _to_manage(request, code)
    admission = queries.admission_of(event) or Admission(event=event)
    form = AdmissionForm(request.POST if request.method == "POST" else None, admission=admission)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_bound and form.is_valid():
        try:
            actions.save_admission(form.fill(), by=request.user, version=form.cleaned_data["version"])
        except TricityError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            messages.success(request, _("Saved."))
            return redirect("participation:registrations", code=event.code)
    context = event_context(event) | {"form": form}
    return render(request, "participation/settings.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """What is asked of those who register, or in the survey."""
    event = _to_manage(request, code)
    if part not in Question.Part.values:
        raise Http404
    admission = queries.admission_of(event)
    if admission is None:
        messages.info(request, _("First say how people register."))
        return redirect("participation:settings", code=event.code)
    rows = Questions(request.POST if request.method == "POST" else None, admission=admission, part=part)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if rows.is_bound else HTTPStatus.OK
    if rows.is_bound and rows.is_valid():
        actions.save_questions(admission, part, rows.questions(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("participation:registrations", code=event.code)
    context = event_context(event) | {"rows": rows, "is_survey": part == Question.Part.SURVEY}
    return render(request, "participation/questions.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, code: str) -> HttpResponse:
    """Let people in by the code on their ticket; made for a phone or a barcode reader that types."""
    event = _to_manage(request, code)
    form = DoorForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        found = actions.arrive_by_code(event, form.cleaned_data["code"], by=request.user)
        if found is not None:
            name = written(found.name, found.reads)
            messages.success(request, _("Welcome: %(name)s") % {"name": name})
            return redirect(request.path)
        form.add_error("code", _("No confirmed registration for this event has this code."))
    if form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    came = attendance_view(event, reader_language()).total
    return render(
        request, "participation/door.html", event_context(event) | {"form": form, "came": came}, status=status
    )


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The list as a workbook; that it was taken is in the audit trail."""
    event = _to_manage(request, code)
    record("event.registrations-taken", event, by=request.user)
    return HttpResponse(
        exports.workbook(event, reader_language()),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{event.code}-registrations.xlsx"'},
    )


def _to_manage(request: HttpRequest, code: str) -> Event:
    event = event_to_see(request, code)
    if not rules.may_manage(request.user, event):
        raise PermissionDenied
    return event
