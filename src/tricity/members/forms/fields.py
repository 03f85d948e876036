"""Fields several forms of this app have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tricity.directory.models import Membership
from tricity.directory.queries import body_called
from tricity.language import INTERFACE_LANGUAGES, clean
from tricity.web.languages import NATIVE_NAMES

ROLES = Membership.Role.choices
CODE_INPUT = forms.TextInput(
    attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
)


class Text(forms.CharField):
    """Text without control characters and lone surrogates, in NFC."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "").strip()


class OrganizationField(Text):
    """An organization of the directory by its code or one of its names; None where nothing is written."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = body_called(text)
        if found is None:
            raise forms.ValidationError(
                _("No single organization is called so. Write the code at the end of its address here.")
            )
        return found


def language_field(label: Any, help_text: Any = "") -> forms.ChoiceField:
    """One of the languages the site speaks, each in itself."""
    choices = sorted(((code, NATIVE_NAMES[code]) for code in INTERFACE_LANGUAGES), key=lambda pair: pair[1])
    return forms.ChoiceField(label=label, choices=choices, help_text=help_text)


def name_language_field() -> forms.ChoiceField:
    choices = sorted(NATIVE_NAMES.items(), key=lambda pair: pair[1])
    return forms.ChoiceField(label=_("Language of the name"), choices=choices)


def new_password_field(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=help_text,
    )


def check_same(form: forms.Form) -> None:
    """Complain where the password was written differently the second time."""
    first, second = form.cleaned_data.get("password"), form.cleaned_data.get("again")
    if first and second and first != second:
        form.add_error("again", _("This is not the same password as above."))
