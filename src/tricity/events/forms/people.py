"""Who moderates, chairs or interprets a session."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.models import User
from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.events.digests.texts import SPOKEN
from tricity.events.forms.consents import ConsentFields
from tricity.events.forms.event import SPOKEN_CODES, organization_called
from tricity.events.forms.multilingual import Multilingual, MultilingualForm
from tricity.events.forms.parts import DAY_MINUTES, set_choices
from tricity.events.models import SessionPerson
from tricity.knowledge.forms import Text
from tricity.language import LANGUAGES
from tricity.web.languages import NATIVE_NAMES, reader_language


class PersonForm(ConsentFields, MultilingualForm):
    """Somebody who moderates, chairs, interprets or looks after the technique of a session."""

    multilingual = {"organization_names": Multilingual(gettext_lazy("Organization"))}
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=SessionPerson.Role)
    native_name = Text(
        label=gettext_lazy("Name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As the person writes it, family name first where that is the custom."),
    )
    native_language = forms.ChoiceField(label=gettext_lazy("Language of the name"), required=False)
    reading = Text(
        label=gettext_lazy("Reading"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("How the name is spoken: kana, pinyin or hangul."),
    )
    romanized_name = Text(label=gettext_lazy("Name in Latin letters"), max_length=200, required=False)
    organization = Text(label=gettext_lazy("Organization in the directory"), required=False, max_length=300)
    username = Text(
        label=gettext_lazy("Account on this site"),
        required=False,
        max_length=150,
        help_text=gettext_lazy("The user name, if the person has an account."),
    )
    from_language = forms.ChoiceField(label=gettext_lazy("Interprets from"), required=False)
    to_language = forms.ChoiceField(label=gettext_lazy("Interprets into"), required=False)
    both_ways = forms.BooleanField(label=gettext_lazy("And back again"), required=False)
    shift_offset_minutes = forms.IntegerField(
        label=gettext_lazy("Shift begins, minutes after the start"),
        required=False,
        min_value=0,
        max_value=DAY_MINUTES,
        help_text=gettext_lazy("Leave both empty for the whole session."),
    )
    shift_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes of the shift"), required=False, min_value=1, max_value=DAY_MINUTES
    )
    is_public = forms.BooleanField(label=gettext_lazy("Name this person on the event's page"), required=False)

    _COLUMNS = (
        "role",
        "native_name",
        "native_language",
        "reading",
        "romanized_name",
        "organization",
        "organization_names",
        "from_language",
        "to_language",
        "both_ways",
        "shift_offset_minutes",
        "shift_minutes",
        "is_public",
    )

    def __init__(self, data: Any = None, *, person: SessionPerson) -> None:
        self.person = person
        initial = {name: getattr(person, name) for name in self._COLUMNS}
        body = person.organization
        initial["organization"] = str(organization_name(body, reader_language())) if body else ""
        initial["username"] = person.user.username if person.user else ""
        if person._state.adding:
            initial["is_public"] = True
        super().__init__(data, initial=initial)
        names = sorted((code, name) for code, name in NATIVE_NAMES.items() if code in LANGUAGES)
        set_choices(self, "native_language", [("", "—"), *names])
        for name in ("from_language", "to_language"):
            set_choices(self, name, [("", "—"), *((code, SPOKEN[code]) for code in SPOKEN_CODES)])
        self.ask_consents(person)

    def clean_organization(self) -> Organization | None:
        return organization_called(self.cleaned_data["organization"], unchanged=self.person.organization)

    def clean_username(self) -> User | None:
        name = self.cleaned_data["username"]
        if not name:
            return None
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("Nobody on this site has this user name."))
        return user

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        has_native = bool(values.get("native_name"))
        if not has_native and not values.get("romanized_name") and "native_name" not in self.errors:
            self.add_error("native_name", _("Give a name."))
        if has_native and not values.get("native_language"):
            self.add_error("native_language", _("Say in which language the name is."))
        if not has_native:
            values["native_language"] = values["reading"] = ""
        if values.get("role") == SessionPerson.Role.INTERPRETER:
            self._check_languages(values)
        else:
            values |= {"from_language": "", "to_language": "", "both_ways": True}
            values |= {"shift_offset_minutes": None, "shift_minutes": None}
        return values

    def _check_languages(self, values: dict[str, Any]) -> None:
        source, target = values.get("from_language"), values.get("to_language")
        for name, value in (("from_language", source), ("to_language", target)):
            if not value and name not in self.errors:
                self.add_error(name, _("Say between which languages the person interprets."))
        if source and source == target:
            self.add_error("to_language", _("Choose two different languages."))
        length = self.person.session.duration_minutes
        if length and (values.get("shift_offset_minutes") or 0) >= length:
            self.add_error("shift_offset_minutes", _("The shift would begin after the session has ended."))

    def fill(self) -> SessionPerson:
        for name in self._COLUMNS:
            setattr(self.person, name, self.cleaned_data[name])
        self.person.user = self.cleaned_data["username"]
        return self.person
