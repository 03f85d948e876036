from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.directory.models import OrganizationType
from tricity.directory.names import country_name
from tricity.directory.queries import countries_in_order
from tricity.events.clocks import instant
from tricity.events.forms.moments import LocalTimeField
from tricity.events.models import Event
from tricity.invitations.guests import Guest, unsealed
from tricity.invitations.models import Invitation
from tricity.members.forms.fields import Text
from tricity.web.errors import BadInput


class ListForm(forms.Form):
    """A list of people to invite."""

    upload = forms.FileField(
        label=gettext_lazy("List (XLSX or CSV)"),
        help_text=gettext_lazy(
            "In the first row the headings: name, organization, country, language, e-mail. "
            "A name or an organization is enough."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class ChooseForm(forms.Form):
    """Which organizations of the directory to show."""

    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    q = Text(label=gettext_lazy("Part of the name"), required=False, max_length=100)

    def __init__(self, data: Any, *, reader: str) -> None:
        super().__init__(data)
        everywhere = ("", _("All"))
        countries = [(each.code, str(country_name(each, reader))) for each in countries_in_order(reader)]
        self._choices("country", [everywhere, *countries])
        self._choices(
            "kind", [everywhere, *((str(value), str(label)) for value, label in OrganizationType.choices)]
        )

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class SendForm(forms.Form):
    """After the preview: whom to invite (sealed, as it was shown), and until when an answer is wished."""

    seal = forms.CharField(widget=forms.HiddenInput)
    answer_by = LocalTimeField(
        label=gettext_lazy("Please answer by"),
        required=False,
        help_text=gettext_lazy(
            "On the clocks of the event's time zone. Who has not answered three days before and gave an address is "
            "reminded once."
        ),
    )

    def __init__(self, *args: Any, event: Event, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.event, self.user = event, user

    def clean_seal(self) -> list[Guest]:
        guests = unsealed(self.cleaned_data["seal"], self.event, self.user)
        if guests is None:
            raise forms.ValidationError(_("This preview is too old. Bring the list again."))
        return guests

    def clean_answer_by(self) -> dt.datetime | None:
        return future(self.cleaned_data["answer_by"], self.event)


class RemarkForm(forms.Form):
    """What somebody says who cannot come."""

    remark = Text(
        label=gettext_lazy("A few words to the organizers"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StateForm(forms.Form):
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *Invitation.State.choices]


def future(shown: dt.datetime | None, event: Event) -> dt.datetime | None:
    """The instant meant on the clocks of the event. Raises ValidationError for one that is past, or after the event."""
    if shown is None:
        return None
    try:
        moment = instant(shown, event.time_zone)
    except BadInput as error:
        raise forms.ValidationError(error.message) from None
    if moment <= timezone.now():
        raise forms.ValidationError(_("This day is over already. Choose a later one."))
    if moment > event.ends_at:
        raise forms.ValidationError(_("The event is over by then. Choose an earlier day."))
    return moment
