from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tricity.directory.models import Country, Membership, Organization
from tricity.directory.names import country_name, organization_name
from tricity.directory.queries import body_called, countries_in_order, organizations
from tricity.members.actions.asking import Wish
from tricity.members.forms.fields import CODE_INPUT, ROLES, OrganizationField, Text, language_field
from tricity.members.queries import MOST_CANDIDATES, candidates

NONE_OF_THESE = "none"


class AskForm(forms.Form):
    """A visitor asks for an account.

    A name that fits several organizations of the directory is asked back about: the form then has `chosen`.
    """

    name = Text(
        label=_("Your name"),
        max_length=200,
        help_text=_("As you write it yourself, family name first where that is the custom."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organization = Text(
        label=_("Your organization"),
        max_length=200,
        help_text=_("City, company or association, in any language."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = forms.ChoiceField(label=_("Country of the organization"), required=False)
    reason = Text(
        label=_("What do you need the account for?"),
        max_length=1000,
        help_text=_("Your task there, and who can confirm it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = language_field(_("Language you read"))
    contact = Text(
        label=_("How you can be reached"),
        max_length=200,
        required=False,
        help_text=_("E-mail, telephone or messenger. Without it the answer is found here only, with a code."),
    )

    def __init__(self, *args: Any, reader: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        countries = [(each.code, str(country_name(each, reader))) for each in countries_in_order(reader)]
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("Another, or none")), *countries]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        text = values.get("organization")
        values["body"] = self._body(text) if text else None
        return values

    def _body(self, text: str) -> Organization | None:
        """The organization meant; None for one that is not in the directory. Asks back where that is not clear."""
        found = body_called(text)
        if found is not None:
            return found
        rows = candidates(text)
        if len(rows) > MOST_CANDIDATES:
            if self.data.get("chosen") == NONE_OF_THESE:
                return None
            rows = rows[:MOST_CANDIDATES]
        if not rows:
            return None
        self.fields["chosen"] = forms.ChoiceField(
            label=_("Which organization?"),
            choices=[
                *((each.code, str(organization_name(each, self.reader))) for each in rows),
                (NONE_OF_THESE, _("Not among these: as I wrote it")),
            ],
            widget=forms.RadioSelect,
        )
        chosen = self.data.get("chosen")
        if chosen == NONE_OF_THESE:
            return None
        meant = organizations().filter(code=chosen, pk__in=[each.pk for each in rows]).first()
        if meant is None:
            self.add_error("chosen", _("Several organizations are called similarly. Choose yours."))
        return meant

    def wish(self) -> Wish:
        values = self.cleaned_data
        return Wish(
            name=values["name"],
            organization=values["body"],
            organization_named=values["organization"],
            country=Country.objects.filter(code=values["country"]).first(),
            reason=values["reason"],
            language=values["language"],
            contact=values["contact"],
        )


class StateForm(forms.Form):
    """The code a person got when asking for an account."""

    code = Text(label=_("Code of your request"), max_length=60, widget=CODE_INPUT)


class ApproveForm(forms.Form):
    """What the person gets. `organization` is asked where the request names one that is not in the directory."""

    organization = OrganizationField(
        label=_("Organization of the directory"), max_length=200, help_text=_("Its name or code.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, initial=Membership.Role.MEMBER)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(
        self, *args: Any, is_known: bool, may_leave_open: bool, sends_mail: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["organization"]
        elif may_leave_open:
            self.fields["organization"].required = False
            self.fields["organization"].help_text = _(
                "Its name or code. Empty: an account that belongs to no organization."
            )
        if not sends_mail:
            del self.fields["email"]
        else:
            self.fields["email"].help_text = _(
                "Not required. If you give one, the link is sent there as well."
            )


class DeclineForm(forms.Form):
    """Why not, for the person to read."""

    answer = Text(
        label=_("Reason"),
        max_length=1000,
        help_text=_("The person reads it with the code. Write in the person's language if you can."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
