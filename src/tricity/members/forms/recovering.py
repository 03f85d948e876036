from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from tricity.accounts import throttle
from tricity.accounts.models import User
from tricity.members.forms.fields import CODE_INPUT, Text, check_same, new_password_field
from tricity.members.models import RecoveryCode
from tricity.members.queries import recovery_of
from tricity.members.rules import still_opens

# Beside the counters of sign-in: who has just failed there eight times is whom this page is for.
COUNTED_AS = "recovery:"


class PasswordForm(forms.Form):
    """A new password for `user`, whose link is being used."""

    password = new_password_field(_("New password"))
    again = new_password_field(_("New password again"))

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        check_same(self)
        if self.user is not None and values.get("password"):
            try:
                validate_password(values["password"], self.user)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return values


class ForgotForm(PasswordForm):
    """User name and a code of the printed sheet, or one given out; says no more than whether they belong together.

    Whether the password will do is said only to whoever has a right code, for it is compared with the person's name.
    """

    username = UsernameField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    code = Text(label=_("Recovery code"), max_length=60, widget=CODE_INPUT)
    field_order = ("username", "code", "password", "again")

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        self.address = address
        self.found: RecoveryCode | None = None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        name, code = self.cleaned_data.get("username"), self.cleaned_data.get("code")
        if not name or not code or not self.cleaned_data.get("password"):
            return self.cleaned_data
        with throttle.attempt(COUNTED_AS, address=self.address, who=name):
            self.found = recovery_of(name, code)
            if self.found is None or not still_opens(self.found):
                raise forms.ValidationError(
                    _("This user name and code do not belong together, or the code has been used."),
                    code="invalid",
                )
        self.user = self.found.user
        return super().clean()


class SheetForm(forms.Form):
    """Whoever sits at an open session of somebody else gets no codes: the password is asked again."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.address = user, address
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        with throttle.attempt("password", address=self.address, who=self.user.username):
            if not self.user.check_password(password):
                raise forms.ValidationError(_("This is not your password."))
        return password
