from __future__ import annotations

from http import HTTPStatus

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tricity.members import actions, pace
from tricity.members.errors import CodeUsed
from tricity.members.forms import ForgotForm, PasswordForm, SheetForm
from tricity.members.queries import codes_of_sheet, recovery_link
from tricity.members.rules import still_opens
from tricity.web.errors import from_tricity_error


@never_cache
@sensitive_post_parameters()
def forgot(request: HttpRequest) -> HttpResponse:
    """A new password for whoever has the user name and a code; says nothing of which names exist."""
    form = ForgotForm(request.POST or None, address=pace.address_of(request))
    if request.method == "POST" and form.is_valid() and form.found is not None:
        try:
            actions.recover(form.found, form.cleaned_data["password"])
        except CodeUsed as error:
            form.add_error("code", error.message)
        else:
            return _done(request)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "members/forgot.html", {"form": form}, status=status)


@never_cache
@sensitive_post_parameters()
def recover(request: HttpRequest, secret: str) -> HttpResponse:
    """A new password for whoever has the link. Looking at the page uses nothing up."""
    if pace.is_too_fast(request, "link"):
        return from_tricity_error(request, pace.too_fast())
    code = recovery_link(secret)
    if code is None or not still_opens(code):
        pace.note(request, "link")
        message = _("This link has been used or is older than a day. Ask for a new one.")
        return render(request, "members/gone.html", {"message": message}, status=404)
    form = PasswordForm(request.POST or None, user=code.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.recover(code, form.cleaned_data["password"])
        except CodeUsed as error:
            return from_tricity_error(request, error)
        return _done(request)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "members/recover.html", {"form": form, "person": code.user}, status=status)


@never_cache
@login_required
@sensitive_post_parameters()
def codes(request: HttpRequest) -> HttpResponse:
    """How many codes of the printed sheet are left; making new ones shows them this once."""
    if not request.user.has_usable_password():  # type: ignore[union-attr]
        # Nobody else at an open session gets codes either: a factor, where there is one, is asked for.
        raise_if_reauthentication_required(request, app="allauth.mfa")
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        user=request.user,  # type: ignore[arg-type]
        address=pace.address_of(request),
    )
    if request.method == "POST" and form.is_valid():
        return render(request, "members/codes_sheet.html", {"codes": actions.make_sheet(request.user)})  # type: ignore[arg-type]
    rows = codes_of_sheet(request.user)  # type: ignore[arg-type]
    context = {"form": form, "left": rows.count(), "made": rows.first()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "members/codes.html", context, status=status)


def _done(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Your new password is set, and all sessions have ended. Sign in with it."))
    return redirect("accounts:sign-in")
