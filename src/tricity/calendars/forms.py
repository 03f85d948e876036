from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.calendars.models import CalendarCoverage, CalendarDay
from tricity.calendars.queries import FIRST_YEAR, LAST_YEAR
from tricity.knowledge.forms import Text
from tricity.language import INTERFACE_LANGUAGES, bcp47
from tricity.web.languages import NATIVE_NAMES

ORDER = sorted(INTERFACE_LANGUAGES, key=NATIVE_NAMES.__getitem__)


class DateField(forms.DateField):
    """A date of the years calendars are kept for, typed as 2027-09-24."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "placeholder": "2027-09-24"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d"], widget=widget, localize=False, **kwargs)
        self.error_messages["invalid"] = gettext_lazy("Give the date in this way: 2027-09-24")

    def clean(self, value: Any) -> dt.date | None:
        date = super().clean(value)
        if date is not None and not FIRST_YEAR <= date.year <= LAST_YEAR:
            raise forms.ValidationError(
                _("Give a year from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
            )
        return date


class StatementForm(forms.Form):
    """Where a statement is read, and when."""

    source = Text(
        label=gettext_lazy("Source"),
        max_length=500,
        help_text=gettext_lazy("The public notice or law that says so; with its address where it has one."),
    )
    stated_on = DateField(label=gettext_lazy("Source read on"))


class DayForm(StatementForm):
    """What a day is in a country."""

    date = DateField(label=gettext_lazy("Date"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=CalendarDay.Kind,
        help_text=gettext_lazy("“Ordinary day” takes back what was stated before."),
    )
    field_order = ["date", "kind"]

    def __init__(self, data: Any = None, *, day: CalendarDay) -> None:
        self.day = day
        super().__init__(data, initial=_initial(day))
        for code in ORDER:
            widget = forms.TextInput(attrs={"lang": bcp47(code), "autocomplete": "off"})
            self.fields[f"names_{code}"] = Text(
                label=NATIVE_NAMES[code], max_length=120, required=False, widget=widget
            )
            self.initial[f"names_{code}"] = day.names.get(code, "")
        if not day._state.adding:
            del self.fields["date"]

    @property
    def name_fields(self) -> list[forms.BoundField]:
        return [self[f"names_{code}"] for code in ORDER]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        values["names"] = {code: text for code in ORDER if (text := values.get(f"names_{code}"))}
        if not values["names"] and not any(f"names_{code}" in self.errors for code in ORDER):
            self.add_error(f"names_{ORDER[0]}", _("Write this in at least one language."))
        date = values.get("date")
        if date and CalendarDay.objects.filter(country=self.day.country, date=date).exists():
            self.add_error("date", _("Something is stated of this day already. Edit that instead."))
        return values

    def fill(self) -> CalendarDay:
        for name in ("kind", "names", "source", "stated_on"):
            setattr(self.day, name, self.cleaned_data[name])
        if "date" in self.fields:
            self.day.date = self.cleaned_data["date"]
        return self.day


class CoverageForm(StatementForm):
    """Up to which day a calendar is known."""

    known_until = DateField(
        label=gettext_lazy("Known until"),
        help_text=gettext_lazy("The last day of the last year whose days off have been announced."),
    )
    field_order = ["known_until"]

    def __init__(self, data: Any = None, *, coverage: CalendarCoverage) -> None:
        self.coverage = coverage
        initial = {name: getattr(coverage, name) for name in ("known_until", "source", "stated_on")}
        super().__init__(data, initial=initial)

    def fill(self) -> CalendarCoverage:
        for name in ("known_until", "source", "stated_on"):
            setattr(self.coverage, name, self.cleaned_data[name])
        return self.coverage


def _initial(day: CalendarDay) -> dict[str, Any]:
    if day._state.adding:
        return {"kind": CalendarDay.Kind.PUBLIC, "stated_on": dt.datetime.now(dt.UTC).date()}
    return {"kind": day.kind, "source": day.source, "stated_on": day.stated_on}
