from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.api.models import Scope
from tricity.language import clean

LIFETIMES = [(30, _("30 days")), (90, _("90 days")), (365, _("One year"))]


class TokenForm(forms.Form):
    """What a new token is called, may do, and how long."""

    name = forms.CharField(
        label=pgettext_lazy("of a token", "Name"),
        max_length=100,
        help_text=_("For what program it is, so that you know it again."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Rights"), choices=Scope, widget=forms.CheckboxSelectMultiple, initial=[Scope.READ.value]
    )
    days = forms.TypedChoiceField(label=_("Valid for"), choices=LIFETIMES, coerce=int, initial=90)

    def clean_name(self) -> str:
        return clean(self.cleaned_data["name"]).strip()
