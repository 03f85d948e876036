from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.directory.queries import find_organization
from tricity.events.clocks import instant, shown_in
from tricity.events.digests.texts import SPOKEN
from tricity.events.forms.moments import LocalTimeField, zone_choices
from tricity.events.forms.multilingual import Multilingual, MultilingualForm
from tricity.events.models import Event, EventMode, Interpretation, Series
from tricity.events.times import reader_zone
from tricity.knowledge.forms import Row, RowSet, Text
from tricity.web.errors import BadInput
from tricity.web.languages import reader_language

MOST_ROWS = 20
LONGEST = dt.timedelta(days=60)
SPOKEN_CODES = ("zh-hans", "ja", "ko", "en")


class EventForm(MultilingualForm):
    """An event: texts, hours in a zone, languages. `event` is the one to change, or a new one."""

    multilingual = {
        "titles": Multilingual(gettext_lazy("Title"), max_length=200, required=True),
        "summaries": Multilingual(
            gettext_lazy("Summary"),
            max_length=3000,
            lines=4,
            help_text=gettext_lazy("What it is about, for whom, and what it is to lead to."),
        ),
        "places": Multilingual(
            gettext_lazy("Place"), help_text=gettext_lazy("An address, or how to join online.")
        ),
    }
    starts = LocalTimeField(label=gettext_lazy("Starts"))
    ends = LocalTimeField(label=gettext_lazy("Ends"))
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=zone_choices,
        help_text=gettext_lazy("Whose clocks the times above are. Every reader sees them in their own zone."),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Way of taking part"),
        required=False,
        choices=[("", gettext_lazy("Not stated")), *EventMode.choices],
    )
    series = forms.ModelChoiceField(
        label=gettext_lazy("Series"),
        required=False,
        queryset=Series.objects.none(),
        to_field_name="code",
        empty_label=gettext_lazy("No series"),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Spoken or interpreted languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    interpretation = forms.ChoiceField(
        label=gettext_lazy("Interpretation"),
        required=False,
        choices=[("", gettext_lazy("Not stated")), *Interpretation.choices],
    )
    owner = Text(
        label=gettext_lazy("Belongs to"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "An organization of the directory, by its name in any language. "
            "Its editors may change the event, too."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, event: Event, may_hand_over: bool, proposed: QueryDict | None = None
    ) -> None:
        """`proposed` are values for a new event from the address, as the planner gives them."""
        self.event = event
        super().__init__(data, initial=_initial(event) | _proposed(proposed))
        labels = [(code, SPOKEN[code]) for code in SPOKEN_CODES]
        series = self.fields["series"]
        assert isinstance(series, forms.ModelChoiceField)
        series.queryset = Series.objects.order_by("-created_at", "-pk")
        languages = self.fields["languages"]
        assert isinstance(languages, forms.MultipleChoiceField)
        languages.choices = sorted(labels, key=lambda choice: str(choice[1]))
        if not may_hand_over:
            del self.fields["owner"]

    def clean_owner(self) -> Organization | None:
        return organization_called(self.cleaned_data["owner"], unchanged=self.event.owner)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        zone = values.get("time_zone")
        if not zone:
            return values
        values["starts_at"], values["ends_at"] = self._instant("starts", zone), self._instant("ends", zone)
        if values["starts_at"] and values["ends_at"]:
            self._check_length(values["starts_at"], values["ends_at"])
        return values

    def _instant(self, name: str, zone: str) -> dt.datetime | None:
        shown = self.cleaned_data.get(name)
        try:
            return instant(shown, zone) if shown else None
        except BadInput as error:
            self.add_error(name, error.message)
            return None

    def _check_length(self, starts_at: dt.datetime, ends_at: dt.datetime) -> None:
        if ends_at <= starts_at:
            self.add_error("ends", _("The end must be after the start."))
        elif ends_at - starts_at > LONGEST:
            self.add_error("ends", _("An event can last two months at most. Look at the year and the month."))
        elif not self.event._state.adding and self._sessions_end(starts_at) > ends_at:
            self.add_error("ends", _("Sessions with hours of their own would then end after the event."))

    def _sessions_end(self, starts_at: dt.datetime) -> dt.datetime:
        """When the last session would end if all moved along with the start."""
        shift = starts_at - self.event.starts_at
        ends = [
            session.starts_at + shift + dt.timedelta(minutes=session.duration_minutes or 0)
            for session in self.event.sessions.all()
            if session.starts_at
        ]
        return max(ends, default=starts_at)

    def fill(self, organizer_names: list[dict[str, str]]) -> Event:
        """The event with what was typed; not stored."""
        names = ("titles", "summaries", "places", "starts_at", "ends_at", "time_zone", "languages")
        for name in (*names, "interpretation", "mode", "series"):
            setattr(self.event, name, self.cleaned_data[name])
        if "owner" in self.fields:
            self.event.owner = self.cleaned_data["owner"]
        self.event.organizer_names = organizer_names
        return self.event

    def start_from(self, version: int) -> None:
        """Have the next attempt compare with the event as it is now."""
        assert isinstance(self.data, QueryDict)
        typed = self.data.copy()
        typed["version"] = str(version)
        self.data = typed


class OrganizerRow(MultilingualForm, Row):
    """A body that organizes the event, by its names."""

    multilingual = {"names": Multilingual(gettext_lazy("Name"))}

    def values(self) -> dict[str, Any]:
        names: dict[str, Any] = self.cleaned_data["names"]
        return names


Organizers: Any = forms.formset_factory(
    OrganizerRow, formset=RowSet, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)


def organization_called(name: str, *, unchanged: Organization | None) -> Organization | None:
    """The organization of the directory so called; none for an empty name. Raises ValidationError."""
    if not name:
        return None
    if unchanged is not None and name == str(organization_name(unchanged, reader_language())):
        return unchanged
    found = find_organization(name)
    if found is None:
        raise forms.ValidationError(
            _("No organization of the directory is called exactly so, or several are. Give its full name."),
            code="unknown",
        )
    return found


def _proposed(given: QueryDict | None) -> dict[str, Any]:
    """Hours and languages the planner proposes; what cannot be read is left out."""
    if given is None or given.get("time_zone") not in zoneinfo.available_timezones():
        return {}
    try:
        starts, ends = (LocalTimeField().clean(given.get(name)) for name in ("starts", "ends"))
    except forms.ValidationError:
        return {}
    languages = [code for code in given.getlist("languages") if code in SPOKEN_CODES]
    return {"starts": starts, "ends": ends, "time_zone": given["time_zone"], "languages": languages}


def _initial(event: Event) -> dict[str, Any]:
    if event._state.adding:
        return {"time_zone": reader_zone()}
    return {
        "titles": event.titles,
        "summaries": event.summaries,
        "places": event.places,
        "starts": shown_in(event.starts_at, event.time_zone),
        "ends": shown_in(event.ends_at, event.time_zone),
        "time_zone": event.time_zone,
        "languages": event.languages,
        "interpretation": event.interpretation,
        "mode": event.mode,
        "series": event.series.code if event.series else "",
        "owner": str(organization_name(event.owner, reader_language())) if event.owner else "",
        "version": event.version,
    }
