from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.calendars.forms import DateField
from tricity.calendars.planning import Calendar, Site, Wish
from tricity.directory.models import Country
from tricity.directory.names import display
from tricity.events.digests.texts import SPOKEN
from tricity.events.forms.event import SPOKEN_CODES
from tricity.events.forms.moments import zone_choices
from tricity.web.languages import reader_language
from tricity.web.widgets import LongSelect

LONGEST_RANGE_DAYS = 92
LUNCH = (12 * 60, 13 * 60)
OPENS, CLOSES = dt.time(9), dt.time(18)
OTHER_PLACES = ("zone_1", "zone_2")


class PlanForm(forms.Form):
    """What an organizer looks for: how long, when, with whom. Hours are those of the clocks of each place."""

    minutes = forms.IntegerField(
        label=gettext_lazy("Length in minutes"), min_value=15, max_value=600, initial=120
    )
    first = DateField(label=gettext_lazy("From"))
    last = DateField(label=gettext_lazy("To"))
    notice_days = forms.IntegerField(
        label=gettext_lazy("Notice in days"),
        min_value=0,
        max_value=365,
        initial=14,
        help_text=gettext_lazy("How many days those who take part need to prepare."),
    )
    countries = forms.MultipleChoiceField(
        label=gettext_lazy("Countries that take part"), widget=forms.CheckboxSelectMultiple
    )
    zone_1 = forms.ChoiceField(label=gettext_lazy("Another time zone"), required=False, widget=LongSelect)
    zone_2 = forms.ChoiceField(label=gettext_lazy("One more time zone"), required=False, widget=LongSelect)
    avoid_lunch = forms.BooleanField(label=gettext_lazy("Leave noon to one o'clock free"), required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages spoken or interpreted"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: QueryDict | None = None, *, countries: Sequence[Country], today: dt.date
    ) -> None:
        self.today, self._countries = today, countries
        initial = {
            "first": today + dt.timedelta(days=14),
            "last": today + dt.timedelta(days=42),
            "countries": [each.code for each in countries],
            "languages": list(SPOKEN_CODES),
            "avoid_lunch": True,
        }
        super().__init__(_with_usual_hours(data, countries), initial=initial)
        language = reader_language()
        self._names = {each.code: str(display(each.names, language, language)) for each in countries}
        self._choices("countries", list(self._names.items()))
        self._choices("languages", sorted(((code, SPOKEN[code]) for code in SPOKEN_CODES), key=_label))
        for name in OTHER_PLACES:
            self._choices(name, [("", _("No further zone")), *zone_choices()])
        for code in (*self._names, "other"):
            self._hours(code)

    def _choices(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _hours(self, code: str) -> None:
        where = self._names.get(code, _("other time zones"))
        for name, label, usual in (
            (f"opens_{code}", _("Work begins, %(where)s"), OPENS),
            (f"closes_{code}", _("Work ends, %(where)s"), CLOSES),
        ):
            self.fields[name] = forms.TimeField(
                label=label % {"where": where},
                required=False,
                input_formats=["%H:%M"],
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                error_messages={"invalid": _("Give the time in this way: 09:00")},
            )
            self.initial[name] = usual

    @property
    def hour_fields(self) -> list[forms.BoundField]:
        return [
            self[name] for code in (*self._names, "other") for name in (f"opens_{code}", f"closes_{code}")
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day must not be before the first."))
        elif last and last < self.today:
            self.add_error("last", _("These days are over."))
        elif first and last and (last - first).days >= LONGEST_RANGE_DAYS:
            self.add_error("last", _("Look at three months at most."))
        for code in (*self._names, "other"):
            opens, closes = self._given(code)
            if opens >= closes and f"closes_{code}" not in self.errors:
                self.add_error(f"closes_{code}", _("Work must end after it begins."))
        return values

    def _given(self, code: str) -> tuple[int, int]:
        """Minutes after midnight; the usual ones where a field is empty."""
        opens = self.cleaned_data.get(f"opens_{code}") or OPENS
        closes = self.cleaned_data.get(f"closes_{code}") or CLOSES
        return opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute

    @property
    def chosen_countries(self) -> list[Country]:
        return [each for each in self._countries if each.code in self.cleaned_data["countries"]]

    def wish(self, calendars: dict[str, Calendar], now: dt.datetime) -> Wish:
        """What the planner takes; `calendars` by country code, `now` an instant."""
        values = self.cleaned_data
        lunch = LUNCH if values["avoid_lunch"] else None
        sites = [
            Site(
                str(display(each.capital_names, reader_language(), each.language)),
                each.capital_time_zone,
                *self._given(each.code),
                lunch,
                calendars[each.code],
            )
            for each in self.chosen_countries
        ]
        zones = dict.fromkeys(values[name] for name in OTHER_PLACES if values[name])
        sites += [Site(zone, zone, *self._given("other"), lunch) for zone in zones]
        return Wish(
            minutes=values["minutes"],
            first=values["first"],
            last=values["last"],
            sites=tuple(sites),
            earliest=now + dt.timedelta(days=values["notice_days"]),
        )


def _with_usual_hours(data: QueryDict | None, countries: Sequence[Country]) -> QueryDict | None:
    """What was sent, with the usual hours of places an address does not name, so that the form shows what holds."""
    if data is None:
        return None
    filled = data.copy()
    for code in (*(each.code for each in countries), "other"):
        filled.setdefault(f"opens_{code}", f"{OPENS:%H:%M}")
        filled.setdefault(f"closes_{code}", f"{CLOSES:%H:%M}")
    return filled


def _label(choice: tuple[str, Any]) -> str:
    return str(choice[1])
