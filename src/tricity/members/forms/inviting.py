from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tricity.accounts.models import User
from tricity.directory.models import Membership
from tricity.members.actions.inviting import DAYS, USUAL_DAYS, Guest, NewPerson
from tricity.members.forms.fields import (
    ROLES,
    OrganizationField,
    Text,
    check_same,
    language_field,
    name_language_field,
    new_password_field,
)


class InviteForm(forms.Form):
    """Whom to invite. `organization` is asked only on the operators' page, where it may stay empty."""

    organization = OrganizationField(
        label=_("Organization"),
        required=False,
        max_length=200,
        help_text=_("Its name or code. Empty: an account that belongs to no organization."),
    )
    name = Text(
        label=_("Name"),
        max_length=200,
        help_text=_("As you call the person, family name first where that is the custom."),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=ROLES,
        initial=Membership.Role.EDITOR,
        help_text=_(
            "Members speak for the organization. Editors write what it publishes, too. Administrators also look after its people."
        ),
    )
    language = language_field(_("Language of the person"), _("The invitation is written in it."))
    email = forms.EmailField(label=_("E-mail"), required=False)
    days = forms.TypedChoiceField(label=_("Valid for"), coerce=int, initial=USUAL_DAYS)

    def __init__(
        self, *args: Any, for_operator: bool = False, sends_mail: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        days = self.fields["days"]
        assert isinstance(days, forms.TypedChoiceField)
        days.choices = [
            (each, ngettext("%(days)d day", "%(days)d days", each) % {"days": each}) for each in DAYS
        ]
        if not for_operator:
            del self.fields["organization"]
        self.fields["email"].help_text = (
            _("Not required. If you give one, the link is sent there as well.")
            if sends_mail
            else _("Not required, and only noted: this site sends no e-mail. Hand the link over yourself.")
        )

    def guest(self) -> Guest:
        values = self.cleaned_data
        return Guest(values["name"], values["language"], values["email"])


class AcceptForm(forms.Form):
    """Who the invited person is: everything an account begins with."""

    native_name = Text(
        label=_("Name"),
        max_length=200,
        help_text=_("As you write it yourself, family name first where that is the custom."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    native_language = name_language_field()
    reading = Text(
        label=_("Reading"),
        max_length=200,
        required=False,
        help_text=_("Pinyin, kana or hangul, so that others can say your name."),
    )
    romanized_name = Text(
        label=_("Name in Latin letters"),
        max_length=200,
        required=False,
        help_text=_("As on your business card or passport."),
    )
    language = language_field(_("Language you read"))
    username = Text(
        label=_("User name"),
        max_length=150,
        min_length=2,
        validators=[
            RegexValidator(
                r"^[\w.@+-]+\Z", _("Only letters, digits and . @ + - _ are possible, without spaces.")
            )
        ],
        help_text=_("You sign in with it. Letters, digits and . @ + - _"),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = new_password_field(_("Password"))
    again = new_password_field(_("Password again"))
    agreed = forms.BooleanField(
        label=_("I have read this and agree."),
        error_messages={"required": _("Tick this box to agree, or leave the form without sending it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        check_same(self)
        if values.get("password") and values.get("username"):
            person = User(
                **{name: values.get(name, "") for name in ("username", "native_name", "romanized_name")}
            )
            try:
                validate_password(values["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return values

    def person(self) -> NewPerson:
        return NewPerson(**{name: self.cleaned_data[name] for name in NewPerson.__slots__})
