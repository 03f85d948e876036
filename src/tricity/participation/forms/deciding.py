from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tricity.members.forms.fields import CODE_INPUT, Text
from tricity.participation.models import Registration, Way


class DeclineForm(forms.Form):
    """Why not, for the person to read."""

    remark = Text(
        label=_("Reason"),
        max_length=1000,
        required=False,
        help_text=_("The person reads it. Write in the person's language if you can."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DoorForm(forms.Form):
    """The code on somebody's ticket."""

    code = Text(label=_("Code on the ticket"), max_length=60, widget=CODE_INPUT)


class FilterForm(forms.Form):
    """Which registrations to list; anything unreadable lists all."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *Registration.State.choices]
    )
    way = forms.ChoiceField(label=_("Takes part"), required=False, choices=[("", _("All")), *Way.choices])
