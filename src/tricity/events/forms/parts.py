"""Rooms, people of sessions, join links, series, limits of interpreters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.directory.names import display
from tricity.directory.queries import countries_in_order
from tricity.events.clocks import instant, shown_in
from tricity.events.digests.texts import SPOKEN
from tricity.events.forms.consents import ConsentFields
from tricity.events.forms.event import SPOKEN_CODES
from tricity.events.forms.moments import LocalTimeField
from tricity.events.forms.multilingual import Group, Multilingual, MultilingualForm
from tricity.events.limits import limits
from tricity.events.models import Interpretation, JoinLink, Room, Series
from tricity.knowledge.forms import Text
from tricity.web.errors import BadInput
from tricity.web.languages import reader_language

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
    """The fields, then the texts in several languages; what somebody agrees to stands apart."""
    groups = form.groups if isinstance(form, MultilingualForm) else {}
    inputs = {each.field.name for group in groups.values() for each in group.inputs}
    if isinstance(form, ConsentFields):
        inputs |= {field.name for field in form.consent_fields}
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
        set_choices(self, "country", [("", _("Every country")), *countries])
        languages = [(code, SPOKEN[code]) for code in SPOKEN_CODES]
        set_choices(self, "language", [("", _("Every language")), *languages])
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


def set_choices(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
