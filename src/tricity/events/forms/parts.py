"""Rooms, people of sessions, join links, series, limits of interpreters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.models import User
from tricity.directory.models import Organization
from tricity.directory.names import display, organization_name
from tricity.directory.queries import countries_in_order
from tricity.events.clocks import instant, shown_in
from tricity.events.digests.texts import SPOKEN
from tricity.events.forms.event import SPOKEN_CODES, organization_called
from tricity.events.forms.moments import LocalTimeField
from tricity.events.forms.multilingual import Group, Multilingual, MultilingualForm
from tricity.events.limits import limits
from tricity.events.models import Interpretation, JoinLink, Room, Series, SessionPerson
from tricity.knowledge.forms import Text
from tricity.language import LANGUAGES
from tricity.web.errors import BadInput
from tricity.web.languages import NATIVE_NAMES, reader_language

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a form in its order: a field, or the inputs of a text in several languages."""

    field: forms.BoundField | None = None
    group: Group | None = None

    @property
    def is_box(self) -> bool:
        return self.field is not None and isinstance(self.field.field, forms.BooleanField)


def layout(form: forms.Form) -> list[Part]:
    """The fields, then the texts in several languages."""
    groups = form.groups if isinstance(form, MultilingualForm) else {}
    inputs = {each.field.name for group in groups.values() for each in group.inputs}
    plain = [Part(field=field) for field in form.visible_fields() if field.name not in inputs]
    return [*plain, *(Part(group=group) for group in groups.values())]


class RoomForm(MultilingualForm):
    multilingual = {
        "names": Multilingual(gettext_lazy("Name"), max_length=120, required=True),
        "places": Multilingual(gettext_lazy("Where it is")),
    }

    def __init__(self, data: Any = None, *, room: Room) -> None:
        self.room = room
        super().__init__(data, initial={"names": room.names, "places": room.places})

    def fill(self) -> Room:
        self.room.names, self.room.places = self.cleaned_data["names"], self.cleaned_data["places"]
        return self.room


class SeriesForm(MultilingualForm):
    multilingual = {
        "titles": Multilingual(gettext_lazy("Title"), max_length=200, required=True),
        "summaries": Multilingual(gettext_lazy("Summary"), max_length=3000, lines=4),
    }

    def __init__(self, data: Any = None, *, series: Series) -> None:
        self.series = series
        super().__init__(data, initial={"titles": series.titles, "summaries": series.summaries})

    def fill(self) -> Series:
        self.series.titles = self.cleaned_data["titles"]
        self.series.summaries = self.cleaned_data["summaries"]
        return self.series


class PersonForm(MultilingualForm):
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
        _choices(self, "native_language", [("", "—"), *names])
        for name in ("from_language", "to_language"):
            _choices(self, name, [("", "—"), *((code, SPOKEN[code]) for code in SPOKEN_CODES)])

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


class LinkForm(MultilingualForm):
    """Where a session on another platform is joined."""

    multilingual = {"notes": Multilingual(gettext_lazy("How to join"), max_length=500)}
    platform = Text(label=gettext_lazy("Platform"), max_length=100)
    url = forms.URLField(label=gettext_lazy("Address to join"), max_length=1000, assume_scheme="https")
    country = forms.ChoiceField(label=gettext_lazy("For people in"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("For listeners of"), required=False)
    shown = LocalTimeField(label=gettext_lazy("Shown from"))

    def __init__(self, data: Any = None, *, link: JoinLink) -> None:
        self.link, self.zone = link, link.session.event.time_zone
        first = link.shown_from or link.session.event.starts_at
        initial = {name: getattr(link, name) for name in ("platform", "url", "country", "language", "notes")}
        super().__init__(data, initial={**initial, "shown": shown_in(first, self.zone)})
        reader = reader_language()
        countries = [
            (each.code, str(display(each.names, reader, reader))) for each in countries_in_order(reader)
        ]
        _choices(self, "country", [("", _("Every country")), *countries])
        languages = [(code, SPOKEN[code]) for code in SPOKEN_CODES]
        _choices(self, "language", [("", _("Every language")), *languages])
        self.fields["shown"].help_text = _("In the zone of the event, %(zone)s.") % {"zone": self.zone}

    def clean_shown(self) -> Any:
        try:
            return instant(self.cleaned_data["shown"], self.zone)
        except BadInput as error:
            raise forms.ValidationError(error.message) from error

    def fill(self) -> JoinLink:
        for name in ("platform", "url", "country", "language", "notes"):
            setattr(self.link, name, self.cleaned_data[name])
        self.link.shown_from = self.cleaned_data["shown"]
        return self.link


class LimitsForm(forms.Form):
    """How long one interpreter works, for each kind of interpretation."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for kind, limit in limits().items():
            label = Interpretation(kind).label
            self.fields[f"{kind}_relief"] = _minutes(
                _("%(kind)s: minutes without relief") % {"kind": label}, limit.relief_minutes
            )
            self.fields[f"{kind}_daily"] = _minutes(
                _("%(kind)s: minutes a day") % {"kind": label}, limit.daily_minutes
            )

    def values(self) -> dict[str, tuple[int, int]]:
        return {
            kind: (self.cleaned_data[f"{kind}_relief"], self.cleaned_data[f"{kind}_daily"])
            for kind in Interpretation.values
        }


def _minutes(label: str, initial: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=5, max_value=DAY_MINUTES, initial=initial)


def _choices(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
