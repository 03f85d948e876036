"""A registration found by its code, without an account."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tricity.members import pace
from tricity.participation import actions, queries
from tricity.participation.forms.finding import FindForm
from tricity.participation.models import Registration
from tricity.participation.views.registering import form_of, own_page
from tricity.participation.views.surveys import survey_page
from tricity.web.errors import TricityError, from_tricity_error

PACE = "registration-code"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Find one's registration by the code that was noted down."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if pace.is_too_fast(request, PACE):
            return from_tricity_error(request, pace.too_fast())
        if queries.by_secret(form.cleaned_data["code"]) is not None:
            return redirect("participation:own", secret=form.cleaned_data["code"])
        pace.note(request, PACE)
        form.add_error("code", _("There is no registration with this code."))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "participation/find.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """How one's registration stands, with the form to change it."""
    row = by_secret(request, secret)
    admission = queries.admission_of(row.event)
    return own_page(request, row, admission, form_of(request, row.event, admission, row), secret=secret)


@require_POST
def own_cancel(request: HttpRequest, secret: str) -> HttpResponse:
    row = by_secret(request, secret)
    try:
        actions.cancel(row)
    except TricityError as error:
        return from_tricity_error(request, error)
    messages.success(request, _("Your registration is cancelled."))
    return redirect("participation:own", secret=secret)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_survey(request: HttpRequest, secret: str) -> HttpResponse:
    return survey_page(request, by_secret(request, secret))


def by_secret(request: HttpRequest, secret: str) -> Registration:
    """Raises Http404; whoever tries codes is slowed down."""
    if pace.is_too_fast(request, PACE):
        raise Http404
    row = queries.by_secret(secret)
    if row is None:
        pace.note(request, PACE)
        raise Http404
    return row
