from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.directory.models import Country
from tricity.directory.names import country_name, organization_name
from tricity.directory.queries import body_called, countries_in_order
from tricity.events.digests.texts import language_label
from tricity.members.forms.fields import Text, language_field
from tricity.participation.actions.registering import Wish
from tricity.participation.forms.questions import AnswersForm
from tricity.participation.models import Question, Registration, Role, Way
from tricity.participation.personal_data import CONTACT, EVENT, RECORDING
from tricity.privacy.agreeing import PREFIX, Notice
from tricity.privacy.queries import Told, told

# Without the first nobody can be put down; the others are up to the person.
PURPOSES = (EVENT, RECORDING, CONTACT)
BOXES = {
    EVENT: _("I have read this and agree."),
    RECORDING: _("I may be seen and heard in the recording. (Not required to take part.)"),
    CONTACT: _("Tell me of coming events of the organizers. (Not required.)"),
}


class RegistrationForm(AnswersForm):
    """Who wants to take part, and how. `known` is an earlier registration that is being changed."""

    name = Text(
        label=_("Your name"),
        max_length=200,
        help_text=_("As you write it yourself, family name first where that is the custom."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    reading = Text(
        label=_("Reading of the name"),
        max_length=200,
        required=False,
        help_text=_("How it is pronounced, so that you are addressed correctly: in kana, Hangul or pinyin."),
    )
    romanized_name = Text(
        label=_("Name in Latin letters"),
        max_length=200,
        required=False,
        help_text=_("As in your passport or as you sign, for those who read neither script."),
    )
    organization_named = Text(
        label=_("Your organization"),
        max_length=200,
        help_text=_("City, company or association, in any language."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = forms.ChoiceField(label=_("Country of the organization"), required=False)
    role = forms.ChoiceField(label=_("I come for a"), choices=Role)
    way = forms.ChoiceField(label=_("I take part"), widget=forms.RadioSelect)
    reads = language_field(_("Language you read"))
    listens = forms.ChoiceField(label=_("Language you listen to"), required=False)
    access_needs = Text(
        label=_("What we should prepare for you"),
        max_length=1000,
        required=False,
        help_text=_("A wheelchair, captions, sign language, diet … Only the organizers read this."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_(
            "For the confirmation and reminders. Without it you get a page with a code to print or note down."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(
        self,
        *args: Any,
        user: Any,
        reader: str,
        ways: Sequence[Way],
        languages: Sequence[str],
        questions: Sequence[Question],
        known: Registration | None = None,
    ) -> None:
        initial = _of(known) if known else _of_account(user, reader)
        super().__init__(
            *args, questions=questions, initial=initial, initial_answers=known.answers if known else None
        )
        self.known = known
        self._choices("country", [("", gettext("Another, or none")), *_countries(reader)])
        self._choices("way", [(way.value, str(way.label)) for way in ways])
        if len(ways) == 1:
            self.initial["way"] = ways[0].value
        heard = sorted(((code, language_label(code)) for code in languages), key=lambda pair: pair[1])
        self._choices("listens", [("", gettext("The language of the speaker")), *heard])
        residence = getattr(user, "residence", "") if isinstance(user, User) else ""
        self.told: list[Told] = [] if known else told(PURPOSES, residence, reader)
        for each in self.told:
            self.fields[_box(each)] = forms.BooleanField(
                label=BOXES[each.purpose.name],
                required=each.purpose.name == EVENT,
                error_messages={
                    "required": _("Tick this box to agree, or leave the form without sending it.")
                },
            )

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def notice(self) -> Notice:
        """What the data is for, with the boxes to tick."""
        return Notice(self.told, self.told, [self[_box(each)] for each in self.told])

    @property
    def agreed(self) -> list[Told]:
        return [each for each in self.told if self.cleaned_data.get(_box(each))]

    def wish(self) -> Wish:
        values = self.cleaned_data
        written = values["organization_named"]
        plain = (
            "name",
            "reading",
            "romanized_name",
            "role",
            "way",
            "reads",
            "listens",
            "access_needs",
            "email",
        )
        return Wish(
            **{name: values[name] for name in plain},
            organization=body_called(written),
            organization_named=written,
            country=Country.objects.filter(code=values["country"]).first(),
            answers=self.answers(),
        )


def _box(text: Told) -> str:
    return PREFIX + text.purpose.name.replace("-", "_")


def _countries(reader: str) -> list[tuple[str, str]]:
    return [(each.code, str(country_name(each, reader))) for each in countries_in_order(reader)]


def _of(known: Registration) -> dict[str, Any]:
    names = ("name", "reading", "romanized_name", "role", "way", "reads", "listens", "access_needs", "email")
    body = known.organization
    return {name: getattr(known, name) for name in names} | {
        "organization_named": str(organization_name(body, known.reads)) if body else known.organization_named,
        "country": known.country_id or "",
    }


def _of_account(user: Any, reader: str) -> dict[str, Any]:
    """What the account says already, to be looked over."""
    if not isinstance(user, User):
        return {"reads": reader}
    membership = user.memberships.select_related("organization").first()
    body = membership.organization if membership else None
    return {
        "name": user.native_name or user.romanized_name,
        "reading": user.reading,
        "romanized_name": user.romanized_name,
        "reads": user.language or reader,
        "email": user.email,
        "organization_named": str(organization_name(body, reader)) if body else "",
        "country": (body.country_id or "") if body else "",
    }
