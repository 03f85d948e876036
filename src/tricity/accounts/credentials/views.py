"""The page “Sign-in and security” and the steps that lead from it; allauth's views with our pages and forms."""

from __future__ import annotations

import ipaddress
import json
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeReauthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from allauth.socialaccount.internal.flows.connect import disconnect
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic.edit import FormView

from tricity.accounts import programs
from tricity.accounts.credentials import factors, forms, sessions
from tricity.activity.actions import record

PAGES = "accounts/credentials/"


@login_required
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Everything that opens the account, and where it is open."""
    user: Any = request.user
    linked = SocialAccount.objects.filter(user=user).first() if settings.OIDC_ISSUER else None
    context = {
        "factors": factors.of(user),
        "must_have_one": factors.must_have_one(user),
        "sessions": sessions.open_sessions(user, request.session.session_key),
        "current": request.session.session_key,
        "provider": settings.OIDC_LABEL if settings.OIDC_ISSUER else "",
        "linked": linked,
        "passkeys_possible": passkeys_possible(request),
        "keys": programs.keys_of(user),
        "keepers": programs.addresses(),
    }
    return render(request, PAGES + "overview.html", context)


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    session = user.sign_ins.filter(pk=pk).exclude(session_key=request.session.session_key).first()
    if session is None:
        raise Http404
    sessions.end(session, by=user)
    messages.success(request, _("That session has been signed out."))
    return redirect("mfa_index")


@require_POST
@login_required
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    count = sessions.end_others(user, request.session.session_key, by=user)
    said = ngettext(
        "%(count)s other session has been signed out.",
        "%(count)s other sessions have been signed out.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("mfa_index")


@require_POST
@reauthentication_required
def unlink(request: HttpRequest) -> HttpResponse:
    """Part the account from the identity of the single sign-on, unless nothing else would open it."""
    user: Any = request.user
    linked = SocialAccount.objects.filter(user=user).first()
    if linked is None:
        raise Http404
    if not user.has_usable_password() and not factors.of(user).passkeys:
        messages.error(
            request, _("Set a password or add a passkey first: nothing else would open your account.")
        )
        return redirect("mfa_index")
    with transaction.atomic():
        disconnect(request, linked)
    return redirect("mfa_index")


def passkeys_possible(request: HttpRequest) -> bool:
    """Browsers refuse passkeys where the address holds a number instead of a name."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False


def _json(options: Any) -> str:
    return json.dumps(options, cls=DjangoJSONEncoder)


class _Page:
    """A refused form answers 422, as everywhere on the site."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == 200:
            response.status_code = 422
        return response


@method_decorator(never_cache, name="dispatch")
class SecondFactor(_Page, AuthenticateView):
    form_class = forms.CodeForm
    webauthn_form_class = forms.PasskeyForm
    template_name = PAGES + "second_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        mine = factors.of(self.stage.login.user)
        options = context["js_data"]["request_options"]
        return {**context, "factors": mine, "options": _json(options)}


@method_decorator(never_cache, name="dispatch")
class PasswordAgain(_Page, ReauthenticateView):
    form_class = forms.PasswordAgainForm
    template_name = PAGES + "confirm.html"


@method_decorator(never_cache, name="dispatch")
class CodeAgain(_Page, CodeReauthenticateView):
    form_class = forms.CodeAgainForm
    template_name = PAGES + "confirm.html"


@method_decorator(never_cache, name="dispatch")
class PasskeyAgain(ReauthenticateWebAuthnView):
    form_class = forms.PasskeyAgainForm
    template_name = PAGES + "confirm.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Ask again: the question a passkey answered is worth nothing any more."""
        for error in form.errors.get("credential", []):
            messages.error(self.request, error)
        return redirect(self.request.get_full_path())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "options": _json(context["js_data"]["request_options"])}


class PasskeySignIn(LoginWebAuthnView):
    """A passkey alone opens the account: GET hands its script the question, POST takes the answer."""

    form_class = forms.PasskeySignInForm


class AddApp(_Page, ActivateTOTPView):
    form_class = forms.AddAppForm
    template_name = PAGES + "add_app.html"


class RemoveApp(_Page, DeactivateTOTPView):
    template_name = PAGES + "remove.html"
    extra_context = {"what": "app"}


class AddPasskey(_Page, AddWebAuthnView):
    form_class = forms.AddPasskeyForm
    template_name = PAGES + "add_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The question for the device: it must keep the passkey itself and check who holds it."""
        context = FormView.get_context_data(self, **kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        return {**context, "options": _json(options), "passkeys_possible": passkeys_possible(self.request)}


class NamePasskey(_Page, EditWebAuthnView):
    form_class = forms.NamePasskeyForm
    template_name = PAGES + "name_passkey.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record("account.passkey-renamed", self.request.user, by=self.request.user)
        return response


class RemovePasskey(RemoveWebAuthnView):
    template_name = PAGES + "remove.html"
    success_url = reverse_lazy("mfa_index")
    extra_context = {"what": "passkey"}


@method_decorator(never_cache, name="dispatch")
class Codes(ViewRecoveryCodesView):
    template_name = PAGES + "codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        grouped = [f"{code[:4]} {code[4:]}" for code in context["unused_codes"]]
        return {**context, "codes": grouped if context["can_view_codes"] else []}


class NewCodes(_Page, GenerateRecoveryCodesView):
    template_name = PAGES + "new_codes.html"
