from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tricity.cooperation.actions.interests import Message
from tricity.cooperation.models import Interest
from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.language import LANGUAGES, clean
from tricity.privacy.agreeing import AsksConsent
from tricity.synthesis.portfolio.limits import USUAL_PROJECTS
from tricity.web.languages import NATIVE_NAMES

LONGEST = 4000
MOST_PROJECTS = 99
# As in the header of every page: by the languages' own names.
LANGUAGE_CHOICES = [(code, NATIVE_NAMES[code]) for code in sorted(LANGUAGES, key=NATIVE_NAMES.__getitem__)]


def _number(label: Any, *, required: bool = False, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=MOST_PROJECTS, **more)


class _Worded(forms.Form):
    """A form with words of the person's own, and the language they are in."""

    text = forms.CharField(
        label=_("Message"), widget=forms.Textarea(attrs={"rows": 6}), max_length=LONGEST, required=False
    )
    language = forms.ChoiceField(
        label=_("Language of your text"),
        choices=LANGUAGE_CHOICES,
        help_text=_("Write in the language you write best."),
    )

    def clean_text(self) -> str:
        return clean(self.cleaned_data["text"]).strip()


class InterestForm(AsksConsent, _Worded):
    """“We are interested”, or a question, for one of the person's organizations."""

    consent_purpose = "contact"
    field_order = ["kind", "organization", "text", "language"]

    kind = forms.ChoiceField(
        label=_("What you want to say"), choices=Interest.Kind.choices, widget=forms.RadioSelect
    )
    organization = forms.ModelChoiceField(
        label=_("For which organization"), queryset=Organization.objects.none()
    )

    def __init__(self, *args: Any, bodies: Sequence[Organization], reader: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        field.queryset = Organization.objects.filter(pk__in=[body.pk for body in bodies])  # type: ignore[attr-defined]
        field.choices = [(body.pk, str(organization_name(body, reader))) for body in bodies]  # type: ignore[attr-defined]
        if len(bodies) == 1:
            field.initial = bodies[0].pk
            field.widget = forms.HiddenInput()
        self.fields["language"].initial = reader

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if (
            values.get("kind") == Interest.Kind.QUESTION
            and not values.get("text")
            and "text" not in self.errors
        ):
            self.add_error("text", _("Write what you want to ask."))
        return values

    def message(self) -> Message:
        values = self.cleaned_data
        return Message(values["kind"], values["text"], values["language"])


class NoteForm(AsksConsent, _Worded):
    """A note in a thread, a new status, or both."""

    consent_purpose = "contact"
    asks_when_sent = True
    field_order = ["text", "language", "status"]

    status = forms.ChoiceField(label=_("Status"), choices=Interest.Status.choices)

    def __init__(self, *args: Any, reader: str, status: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Note")
        self.fields["language"].initial = reader
        self.fields["status"].initial = status


class WithdrawForm(_Worded):
    """Why a candidate is taken back."""

    def __init__(self, *args: Any, reader: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Reason")
        self.fields["text"].required = True
        self.fields["text"].widget.attrs["rows"] = 3
        self.fields["language"].initial = reader


class PortfolioForm(forms.Form):
    """The limits of a portfolio; what is left open sets none. Pins are named beside each candidate."""

    projects = _number(_("Projects at most"), required=True, initial=USUAL_PROJECTS)
    per_city = _number(_("Projects of one city at most"))
    per_country = _number(_("Projects with each country at least"))
    apart = _number(_("Difference between countries at most"), help_text=_("In their number of projects."))
    short = _number(_("Short-term projects at least"))
    long = _number(_("Long-term projects at least"))
