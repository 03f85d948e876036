from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import RoleGrant
from tricity.directory.names import country_name
from tricity.directory.queries import countries_in_order
from tricity.members.forms.fields import Text


class AccountsForm(forms.Form):
    """By what the list of accounts is narrowed."""

    q = Text(label=_("Name or user name"), required=False, max_length=150)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), ("active", _("In use")), ("inactive", _("Deactivated"))],
    )


class GrantForm(forms.Form):
    """A role that reaches beyond one organization."""

    role = forms.ChoiceField(label=_("Role"), choices=RoleGrant.Role.choices)
    country = forms.ChoiceField(
        label=_("Country"), required=False, help_text=_("Of a curator: whose publications are reviewed.")
    )

    def __init__(self, *args: Any, reader: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)
        countries = [(each.code, str(country_name(each, reader))) for each in countries_in_order(reader)]
        field.choices = [("", gettext("All countries (secretariat)")), *countries]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("country") and values.get("role") != RoleGrant.Role.CURATOR:
            self.add_error("country", _("Only a curator's role has a country."))
        return values
