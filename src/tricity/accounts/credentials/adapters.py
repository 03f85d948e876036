"""Where django-allauth asks us: what to say, where to go, whom to let in."""

from __future__ import annotations

from typing import Any, Final

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, translate_url
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tricity.accounts.credentials import sessions
from tricity.activity.actions import record
from tricity.web.chosen import site_name

# allauth's messages by the name of their template; what is not here is not said.
SAID: Final = {
    "mfa/messages/totp_activated.txt": _("Your authenticator app has been added."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator app has been removed."),
    "mfa/messages/webauthn_added.txt": _("Your passkey has been added."),
    "mfa/messages/webauthn_removed.txt": _("Your passkey has been removed."),
    "socialaccount/messages/account_connected.txt": _("Your account has been linked."),
    "socialaccount/messages/account_connected_updated.txt": _("Your account was linked already."),
    "socialaccount/messages/account_connected_other.txt": _(
        "That identity is linked to another account of this site."
    ),
    "socialaccount/messages/account_disconnected.txt": _("Your account is no longer linked."),
}

# Ways to confirm who one is.
WAYS: Final = {
    "reauthenticate": _("Password"),
    "mfa_reauthenticate": _("Code of the authenticator app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": _("This is not your password."),
    }

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: Any = None,
    ) -> None:
        said = message or SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @transaction.atomic
    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        record("account.signed-in", user, by=user, method=sessions.how(request, user))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk, in the person's own language."""
        return translate_url(reverse("accounts:home"), request.user.language)  # type: ignore[union-attr]

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        messages.error(request, gettext("This account has been closed."))
        return redirect("accounts:sign-in")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        return [{**way, "description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No account needs an e-mail address; the audit trail keeps what happened."""


class FactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or it has been used already."),
        "cannot_generate_recovery_codes": _("Recovery codes need an authenticator app or a passkey first."),
    }

    def _get_site_name(self) -> str:
        return site_name()

    def _get_user_identifier(self, user: Any) -> str:
        return user.get_username()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        number = user.authenticator_set.filter(type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def build_totp_svg(self, url: str) -> str:
        """The picture as a bare `svg` element without styles, to stand in the page itself."""
        code = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_M)
        code.add_data(url)
        rows = code.get_matrix()
        size = len(rows)
        dots = "".join(
            f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, filled in enumerate(row) if filled
        )
        title = gettext("QR code for your authenticator app")
        return (
            f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-labelledby="qr-title">'
            f'<title id="qr-title">{title}</title>'
            f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{dots}" fill="#000"/></svg>'
        )
