"""Which account an identity of the single sign-on belongs to."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext

from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.language import INTERFACE_LANGUAGES


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Raises ImmediateHttpResponse where the answer is not ours or belongs to nobody we let in."""
        claims = getattr(request, "id_token_claims", None)
        nonce = sociallogin.state.get("nonce")
        if not claims or not nonce or not secrets.compare_digest(str(claims.get("nonce")), nonce):
            raise _refused(
                request, gettext("The answer of the provider does not belong to this sign-in. Try again.")
            )
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        if settings.OIDC_LINK == "username" and (account := _named(claims)):
            sociallogin.connect(request, account)
        elif settings.OIDC_LINK != "create":
            raise _refused(
                request,
                gettext(
                    "No account here is linked to this identity. Sign in with your password and link it under “Sign-in and security”."
                ),
            )

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("mfa_index")

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return settings.OIDC_LINK == "create"

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:
        """Nothing but the name is taken over, and only for a new account."""
        return sociallogin.user

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Any:
        """Make the account of an unknown person; an existing account is never taken for theirs."""
        claims = request.id_token_claims  # type: ignore[attr-defined]
        user = sociallogin.user
        assert isinstance(user, User)
        wanted = User.normalize_username(str(claims.get("preferred_username") or "sso"))[:140]
        taken = User.objects.filter(username__iexact=wanted).exists()
        user.username = f"{wanted}-{user.code[:6].lower()}" if taken else wanted
        user.native_name = str(claims.get("name") or "")[:200]
        user.language = get_language() if get_language() in INTERFACE_LANGUAGES else "en"
        user.set_unusable_password()
        sociallogin.save(request)
        record("account.made", user, by=user, method="single-sign-on")
        return user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        # Some providers forget to send the state back with a refusal, which allauth then calls unknown.
        if error == AuthError.CANCELLED or request.GET.get("error") == "access_denied":
            raise _refused(request, gettext("The sign-in was cancelled at the provider."))
        raise _refused(
            request, gettext("The single sign-on did not succeed. Try again, or sign in with your password.")
        )


def _named(claims: dict[str, Any]) -> User | None:
    """The account with the user name the provider states, unless another identity holds it already."""
    name = claims.get("preferred_username")
    account = User.objects.filter(username=str(name), is_active=True).first() if name else None
    if account is None or SocialAccount.objects.filter(user=account).exists():
        return None
    return account


def _refused(request: HttpRequest, message: str) -> ImmediateHttpResponse:
    messages.error(request, message)
    target = "mfa_index" if request.user.is_authenticated else "accounts:sign-in"
    return ImmediateHttpResponse(redirect(target))
