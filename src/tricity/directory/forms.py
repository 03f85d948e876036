from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tricity.directory.actions import OrganizationText
from tricity.directory.digests import LANGUAGE_LABELS
from tricity.directory.models import NameBasis, Organization
from tricity.language import bcp47, clean
from tricity.translation.names import validate_names

LONGEST_NAME = 200
LONGEST_TEXT = 2000


class OrganizationForm(forms.Form):
    """What a body says of itself. `seen` is when the text it was opened with had been saved."""

    role_summary = forms.CharField(
        label=_("What it does"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    for_cities = forms.CharField(
        label=_("What it does for cities"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    url = forms.URLField(label=_("Web address"), max_length=500, required=False, assume_scheme="https")
    confirm = forms.BooleanField(
        label=_("We confirm that what is said here of us is right."),
        required=False,
        help_text=_("Readers will see that you confirmed it, and when."),
    )
    seen = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, organization: Organization, speaks_for_it: bool) -> None:
        super().__init__(data, initial=_initial(organization))
        self.organization = organization
        for language, label in LANGUAGE_LABELS.items():
            self.fields[f"name_{language}"] = _name_field(language, label)
            self.fields[f"basis_{language}"] = _basis_field()
        for field in ("role_summary", "for_cities"):
            self.fields[field].widget.attrs["lang"] = bcp47(organization.language)
            self.fields[field].help_text = _(
                "Write in %(language)s. Translations of an earlier text will be marked."
            ) % {"language": LANGUAGE_LABELS[organization.language]}
        if not speaks_for_it:
            del self.fields["confirm"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        names = {language: values.get(f"name_{language}", "") for language in LANGUAGE_LABELS}
        values["names"] = {language: name for language, name in names.items() if name}
        values["name_basis"] = {
            language: values[f"basis_{language}"]
            for language in values["names"]
            if values.get(f"basis_{language}")
        }
        validate_names(values["names"])
        return values

    def start_from(self, organization: Organization) -> None:
        """Have the next attempt compare with the organization as it is now."""
        row = type(organization).objects.get(pk=organization.pk)
        self.data = dict(self.data.items()) | {"seen": row.updated_at.isoformat()}

    def name_rows(self) -> list[tuple[Any, Any]]:
        """(name, basis) of each language, as bound fields."""
        return [(self[f"name_{language}"], self[f"basis_{language}"]) for language in LANGUAGE_LABELS]

    def text(self) -> OrganizationText:
        values = self.cleaned_data
        return OrganizationText(
            names=values["names"],
            name_basis=values["name_basis"],
            role_summary=clean(values["role_summary"]),
            for_cities=clean(values["for_cities"]),
            url=values["url"],
        )


class _NameInput(forms.CharField):
    def clean(self, value: Any) -> str:
        return clean(super().clean(value))


def _name_field(language: str, label: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"lang": bcp47(language), "autocomplete": "off"})
    return _NameInput(label=label, max_length=LONGEST_NAME, required=False, widget=widget)


def _basis_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("What kind of name"), choices=[("", _("Not stated")), *NameBasis.choices], required=False
    )


def _initial(organization: Organization) -> dict[str, Any]:
    values: dict[str, Any] = {
        "role_summary": organization.role_summary,
        "for_cities": organization.for_cities,
        "url": organization.url,
        "seen": organization.updated_at.isoformat(),
    }
    values |= {f"name_{language}": name for language, name in organization.names.items()}
    return values | {f"basis_{language}": basis for language, basis in organization.name_basis.items()}
