from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tricity.accounts import actions, demo
from tricity.accounts.forms import ProfileForm, SignInForm


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.user is not None:
        actions.sign_in(request, form.user)
        return redirect(_after_sign_in(request))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "demo_accounts": demo.accounts(),
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
        actions.change_profile(form.instance, by=request.user)  # type: ignore[arg-type]
        with override(form.instance.language):
            messages.success(request, _("Your profile has been saved."))
        return redirect(translate_url(reverse("accounts:profile"), form.instance.language))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "accounts/profile.html", {"form": form}, status=status)


@login_required
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    form = PasswordChangeForm(request.user, request.POST or None)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        actions.change_password(form.user, form.cleaned_data["new_password1"], by=request.user)  # type: ignore[arg-type]
        update_session_auth_hash(request, form.user)
        messages.success(request, _("Your password has been changed. Other sessions have been signed out."))
        return redirect("accounts:profile")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "accounts/password.html", {"form": form}, status=status)


def _after_sign_in(request: HttpRequest) -> str:
    """Where the person was going, if that is on this site; otherwise the desk. In the person's own language."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return translate_url(reverse("accounts:home"), request.user.language)  # type: ignore[union-attr]
