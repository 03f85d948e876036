from __future__ import annotations

from http import HTTPStatus
from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tricity.accounts import actions, agreements, demo
from tricity.accounts.credentials.views import passkeys_possible
from tricity.accounts.forms import ChangePasswordForm, FirstPasswordForm, ProfileForm, SignInForm


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.user is not None:
        return actions.sign_in(request, form.user, wanted=_wanted(request))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "demo_accounts": demo.accounts(),
        "provider": settings.OIDC_LABEL if settings.OIDC_ISSUER else "",
        "passkeys_possible": passkeys_possible(request),
    }
    return render(request, "accounts/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    actions.sign_out(request)
    return redirect("home")


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            actions.change_profile(form.instance, by=request.user)  # type: ignore[arg-type]
            agreements.note(form, by=request.user)  # type: ignore[arg-type]
        with override(form.instance.language):
            messages.success(request, _("Your profile has been saved."))
        return redirect(translate_url(reverse("accounts:profile"), form.instance.language))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "accounts/profile.html", {"form": form}, status=status)


@login_required
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    if request.user.has_usable_password():  # type: ignore[union-attr]
        form: Any = ChangePasswordForm(request, request.POST or None)
    else:
        # Who came by single sign-on alone has no password to state; a factor, where there is one, is asked for.
        raise_if_reauthentication_required(request, app="allauth.mfa")
        form = FirstPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        ended = actions.change_password(
            request, form.user, form.cleaned_data["new_password1"], end_keys=form.ends_keys
        )
        messages.success(request, _("Your password has been changed. Other sessions have been signed out."))
        if ended:
            said = ngettext("%(count)s token has been revoked.", "%(count)s tokens have been revoked.", ended)
            messages.success(request, said % {"count": ended})
        return redirect("accounts:profile")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "accounts/password.html", {"form": form}, status=status)


def _wanted(request: HttpRequest) -> str:
    """Where the person was going, if that is on this site."""
    wanted = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if allowed else ""
