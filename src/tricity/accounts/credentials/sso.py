"""Single sign-on: to the operator's provider and back."""

from __future__ import annotations

import secrets

import requests
from allauth.account.decorators import reauthentication_required
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tricity.accounts.credentials.provider import PROVIDER, ProviderAdapter

LANGUAGE = "sso_language"


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the provider."""
    wanted = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        wanted = ""
    return _to_provider(request, AuthProcess.LOGIN, wanted)


@require_POST
@reauthentication_required
def link(request: HttpRequest) -> HttpResponse:
    """Send a person who has signed in to the provider, to link the account with the identity there."""
    return _to_provider(request, AuthProcess.CONNECT, reverse("mfa_index"))


@never_cache
def answer(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The provider sends the person back here; one address for all languages, as providers want it registered."""
    if provider_id != PROVIDER or not settings.OIDC_ISSUER:
        return redirect("accounts:sign-in")
    translation.activate(request.session.get(LANGUAGE) or translation.get_language())
    view = OAuth2CallbackView.adapter_view(ProviderAdapter(request, PROVIDER))
    return view(request)


def _to_provider(request: HttpRequest, process: str, wanted: str) -> HttpResponse:
    """A page that leads on, not a redirect: browsers let a form lead only to where `form-action` allows."""
    if not settings.OIDC_ISSUER:
        raise Http404
    provider = get_adapter().get_provider(request, PROVIDER)
    provider.oauth2_adapter_class = ProviderAdapter
    request.session[LANGUAGE] = translation.get_language()
    nonce = secrets.token_urlsafe(24)
    try:
        onward = provider.redirect(request, process, wanted, auth_params={"nonce": nonce}, nonce=nonce)
    except (OAuth2Error, requests.RequestException):
        messages.error(
            request, _("The provider of the single sign-on cannot be reached. Sign in with your password.")
        )
        return redirect("mfa_index" if request.user.is_authenticated else "accounts:sign-in")
    address = onward["Location"]
    response = render(
        request, "accounts/credentials/onward.html", {"address": address, "label": settings.OIDC_LABEL}
    )
    response.headers["Refresh"] = f"0; url={address}"
    return response
