from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tricity.accounts import throttle
from tricity.accounts.models import User
from tricity.language import INTERFACE_LANGUAGES
from tricity.site.first_run.actions import Plan
from tricity.site.first_run.opening import is_code
from tricity.web.languages import NATIVE_NAMES, reader_language

_NAMES = sorted(NATIVE_NAMES.items(), key=lambda item: item[1])
_LANGUAGES = [(code, name) for code, name in _NAMES if code in INTERFACE_LANGUAGES]
_NEW_PASSWORD = {"autocomplete": "new-password"}


class SetupForm(forms.Form):
    """Everything a new site has to know, and the code that shows one runs its machine."""

    code = forms.CharField(
        label=_("Setup code"),
        max_length=40,
        help_text=_(
            "It was printed where the site was started, and stands in the file “setup-code” of its data folder."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    site_name = forms.CharField(label=_("Name of the site"), max_length=80)
    languages = forms.MultipleChoiceField(
        label=_("Languages readers may choose"), choices=_LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    default_language = forms.ChoiceField(
        label=_("Language of the site"),
        choices=_LANGUAGES,
        help_text=_("For readers whose browser asks for none of the languages above."),
    )
    country = forms.ChoiceField(
        label=_("Country this site keeps its data in"),
        required=False,
        help_text=_("It is shown wherever personal data is asked for."),
    )
    username = UsernameField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As you write it yourself, family name first where that is the custom."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    name_language = forms.ChoiceField(label=_("Language of the name"), choices=_NAMES)
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs=_NEW_PASSWORD)
    )
    password_again = forms.CharField(
        label=_("Password, once more"), strip=False, widget=forms.PasswordInput(attrs=_NEW_PASSWORD)
    )
    start = forms.ChoiceField(
        label=_("Begin with"),
        choices=[
            ("empty", _("An empty site: the countries and the topics, nothing else")),
            (
                "sample",
                _("The sample records of the three countries; they can be removed later with one click"),
            ),
        ],
        widget=forms.RadioSelect,
        initial="empty",
    )
    mail_to = forms.EmailField(
        label=_("Send a test message to"),
        required=False,
        help_text=_("Only to try whether this site can send e-mail; the address is not kept."),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        reads = reader_language()
        initial = {
            "site_name": settings.SITE_NAME,
            "languages": [code for code, _name in _LANGUAGES],
            "default_language": reads,
            "name_language": reads,
            "country": settings.NODE_COUNTRY,
        }
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.fields["country"].choices = _countries()  # type: ignore[attr-defined]
        self.fields["password"].help_text = " ".join(map(str, password_validators_help_texts()))
        self._fix("site_name", "SITE_NAME", settings.SITE_NAME)
        self._fix("country", "NODE_COUNTRY", settings.NODE_COUNTRY)
        if not settings.MAIL_CONFIGURED:
            del self.fields["mail_to"]

    def _fix(self, name: str, variable: str, value: str) -> None:
        """What the operator set in the environment counts, so the page shows it and asks no more."""
        if variable in settings.SET_VARIABLES:
            self.fields[name].disabled = True
            self.fields[name].initial = self.initial[name] = value
            self.fields[name].help_text = _("Set on the machine of the site: TRICITY_%(variable)s.") % {
                "variable": variable
            }

    def clean_code(self) -> str:
        text: str = self.cleaned_data["code"]
        with throttle.attempt("setup-code", address=self.request.META.get("REMOTE_ADDR", "")):
            if not is_code(text):
                raise ValidationError(
                    _("This is not the setup code. It looks like ABCD-EFGH-JKLM."), code="invalid"
                )
        return text

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        self._check_languages(values)
        self._check_password(values)
        return values

    def _check_languages(self, values: dict[str, Any]) -> None:
        offered, default = values.get("languages"), values.get("default_language")
        if offered and default and default not in offered:
            self.add_error("default_language", _("Choose one of the languages you offer."))

    def _check_password(self, values: dict[str, Any]) -> None:
        password, again = values.get("password"), values.get("password_again")
        if not password:
            return
        if again and password != again:
            self.add_error("password_again", _("The two passwords differ."))
        person = User(username=values.get("username", ""), native_name=values.get("name", ""))
        try:
            validate_password(password, person)
        except ValidationError as error:
            self.add_error("password", error)

    def asks_for_mail_alone(self) -> bool:
        """Whether the code and the address are fine; whatever else is not filled in yet is no mistake then."""
        wanted = {"code", "mail_to"}
        if not self.errors.get("mail_to") and not self.cleaned_data.get("mail_to"):
            self.add_error("mail_to", _("Say where the test message should go."))
        for name in set(self.errors) - wanted:
            del self.errors[name]
        return not self.errors

    def plan(self) -> Plan:
        values = self.cleaned_data
        kept = ("site_name", "default_language", "country", "username", "password", "name", "name_language")
        return Plan(
            **{name: values[name] for name in kept},
            languages=tuple(values["languages"]),
            language=reader_language(),
            with_sample=values["start"] == "sample",
        )


def _countries() -> list[tuple[str, Any]]:
    """By name in the reader's language; one set in the environment may be any other."""
    known = {code: label for code, label in User.Residence.choices if code != User.Residence.OTHER}
    if settings.NODE_COUNTRY:
        known.setdefault(settings.NODE_COUNTRY, settings.NODE_COUNTRY)
    return [
        ("", _("Another country, or not decided yet")),
        *sorted(known.items(), key=lambda item: str(item[1])),
    ]
