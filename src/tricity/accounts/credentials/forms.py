"""allauth's forms with our words and our counters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import ReauthenticateForm as PasswordAgain
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from tricity.accounts import throttle

# Longer than a code of an authenticator app is taken (three times thirty seconds).
CODE_LIFE_SECONDS = 120
CODE_INPUT = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "spellcheck": "false",
    "autocapitalize": "none",
}
NAME_LENGTH = 60


def _address() -> str:
    return context.request.META.get("REMOTE_ADDR", "")


@contextmanager
def _about_passkeys() -> Iterator[None]:
    """Say of a passkey what is wrong with it, and nothing of codes.

    2026-11: fido2 2.2 stumbles over answers with parts missing, which allauth 65 does not catch.
    """
    refused = forms.ValidationError(_("The passkey was not accepted. Try again."), code="refused")
    try:
        yield
    except throttle.TooManyAttempts:
        raise
    except (forms.ValidationError, AttributeError, KeyError, TypeError, ValueError):
        raise refused from None


class _Code:
    """A code of the app or a recovery code: counted, and the app's taken once only."""

    user: Any
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Code"),
            max_length=40,
            help_text=_("Six digits of your authenticator app, or one of your recovery codes."),
            widget=forms.TextInput(attrs={**CODE_INPUT, "autofocus": True}),
        )

    def clean_code(self) -> str:
        with throttle.attempt("code", who=self.user.get_username(), address=_address()):
            code = super().clean_code()  # type: ignore[misc]
            app = self.authenticator.type == Authenticator.Type.TOTP  # type: ignore[attr-defined]
            if app and not throttle.use_once("totp", f"{self.user.pk} {code}", CODE_LIFE_SECONDS):
                raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_Code, codes.AuthenticateForm):
    pass


class CodeAgainForm(_Code, codes.ReauthenticateForm):
    pass


class AddAppForm(totp.ActivateTOTPForm):
    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_("The six digits the app shows now."),
        widget=forms.TextInput(attrs=CODE_INPUT),
    )

    def clean_code(self) -> str:
        with throttle.attempt("code", who=self.user.get_username(), address=_address()):
            return super().clean_code()


class _Passkey:
    """What the browser answers for a passkey; counted for the person where one is known, else for the address."""

    user: Any

    def clean_credential(self) -> Authenticator:
        who = self.user.get_username() if self.user is not None else None
        with throttle.attempt("passkey", who=who, address=_address()), _about_passkeys():
            return super().clean_credential()  # type: ignore[misc]


class PasskeyForm(_Passkey, webauthn.AuthenticateWebAuthnForm):
    pass


class PasskeySignInForm(_Passkey, webauthn.LoginWebAuthnForm):
    pass


class PasskeyAgainForm(_Passkey, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """A passkey opens the account by itself, so the device has to check who holds it."""

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        required=False,
        help_text=_("So that you recognise it: “work laptop”, “phone”."),
    )
    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_passwordless(self) -> bool:
        return True

    def clean(self) -> dict[str, Any]:
        with _about_passkeys():
            return super().clean()


class NamePasskeyForm(webauthn.EditWebAuthnForm):
    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)


class PasswordAgainForm(PasswordAgain):
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )

    def clean_password(self) -> str:
        with throttle.attempt("password", who=self.user.get_username(), address=_address()):
            return super().clean_password()
