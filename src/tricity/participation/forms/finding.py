from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tricity.members.forms.fields import CODE_INPUT, Text


class FindForm(forms.Form):
    """The code a person got when registering."""

    code = Text(label=_("Code of your registration"), max_length=60, widget=CODE_INPUT)
