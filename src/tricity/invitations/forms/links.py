from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.events.forms.moments import LocalTimeField
from tricity.events.models import Event
from tricity.invitations.forms.inviting import future
from tricity.members.forms.fields import language_field


class LinkForm(forms.Form):
    """The page of a speaker: in which language, until when. `for_all` are all who have none yet, each in their language."""

    language = language_field(_("Language of the speaker"))
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("The link and reminders are sent there. Without it, hand over the printed sheet."),
    )
    closes_at = LocalTimeField(
        label=pgettext_lazy("own page", "Open until"),
        help_text=_("On the clocks of the event's time zone. Reminders go a week and a day before."),
    )

    def __init__(self, *args: Any, event: Event, for_all: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.event = event
        if for_all:
            del self.fields["language"], self.fields["email"]

    def clean_closes_at(self) -> dt.datetime | None:
        return future(self.cleaned_data["closes_at"], self.event)
