"""Text of people turned into clean values; nothing here saves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tricity.knowledge.models import Claim, Horizon, Kind, Participation, Priority, Status
from tricity.knowledge.values import Values, plain_number
from tricity.language import LANGUAGES, clean
from tricity.web.languages import NATIVE_NAMES
from tricity.web.widgets import LongChoiceField, with_blank

FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_SOURCES = 20
MOST_ROWS = 60
CURRENCIES = ("CNY", "EUR", "JPY", "KRW", "USD")
Choices = Sequence[tuple[Any, Any]]
Many = Iterable[tuple[Any, Any]]


class Text(forms.CharField):
    """A text without control characters and lone surrogates, in NFC."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "").strip()


class RecordForm(forms.Form):
    """One initiative, need or solution in its author's words. `values()` has the shape of `values.values_of`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = Text(label=_("Title"), max_length=300, help_text=_("In your own language; one line."))
    summary = Text(
        label=_("Summary"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What is the problem, what is done or wanted, with whom, with what result?"),
    )
    language = forms.ChoiceField(label=_("Language of the text"))
    country = forms.ChoiceField(label=_("Country"))
    city = LongChoiceField(label=_("City"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    priority = forms.ChoiceField(label=_("Priority"), required=False)
    horizon = forms.ChoiceField(label=_("Time frame"), required=False)
    start_year = forms.IntegerField(
        label=_("First year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    end_year = forms.IntegerField(
        label=_("Last year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    budget_amount = forms.DecimalField(
        label=_("Budget"), required=False, min_value=Decimal(0), max_digits=18, decimal_places=2
    )
    budget_currency = forms.ChoiceField(label=_("Currency"), required=False)
    topic_1 = LongChoiceField(label=_("First topic"), required=False)
    topic_2 = LongChoiceField(label=_("Second topic"), required=False)
    topic_3 = LongChoiceField(label=_("Third topic"), required=False)
    sources = Text(
        label=_("Sources"),
        required=False,
        max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Addresses of public pages, one a line."),
    )

    TOPICS = ("topic_1", "topic_2", "topic_3")
    NOT_OF = {
        Kind.INITIATIVE.value: ("priority", "horizon"),
        Kind.NEED.value: ("status", "budget_amount", "budget_currency", "start_year", "end_year"),
        Kind.SOLUTION.value: ("status", "priority", "horizon", "budget_amount", "budget_currency"),
    }

    def __init__(
        self,
        *args: Any,
        kind: str,
        countries: Choices,
        cities: Many,
        topics: Many,
        city_countries: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self._city_countries = kind, city_countries
        nothing = gettext("Not given")
        none = [("", nothing)]
        self._choices("language", [(code, NATIVE_NAMES[code]) for code in LANGUAGES])
        self._choices("country", countries)
        self._choices("city", with_blank(cities, nothing))
        self._choices("status", [*none, *Status.choices])
        self._choices("priority", [*none, *Priority.choices])
        self._choices("horizon", [*none, *Horizon.choices])
        self._choices("budget_currency", [*none, *((code, code) for code in CURRENCIES)])
        for name in self.TOPICS:
            self._choices(name, with_blank(topics, nothing))
        self.fields["city"].required = kind != Kind.SOLUTION
        for name in self.NOT_OF[kind]:
            del self.fields[name]

    def groups(self) -> Iterator[tuple[bool, list[forms.BoundField]]]:
        """The fields in their order, (short ones?, fields) in turn: short ones may stand beside each other."""
        for is_long, fields in groupby(
            self.visible_fields(), key=lambda field: isinstance(field.field, Text)
        ):
            yield not is_long, list(fields)

    def _choices(self, name: str, choices: Many) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_sources(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["sources"].splitlines() if line.strip()]
        if len(lines) > MOST_SOURCES:
            raise ValidationError(_("At most %(most)d sources.") % {"most": MOST_SOURCES}, code="many")
        for line in lines:
            if not is_web_address(line):
                raise ValidationError(
                    _("“%(line)s” is not a web address."), params={"line": line}, code="address"
                )
        return lines

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("start_year"), data.get("end_year")
        if start and end and end < start:
            self.add_error("end_year", _("The last year is before the first."))
        city = data.get("city")
        if city and data.get("country") and self._city_countries.get(city) != data["country"]:
            self.add_error("city", _("This city is in another country."))
        if data.get("budget_amount") is not None and not data.get("budget_currency"):
            self.add_error("budget_currency", _("Name the currency of the budget."))
        return data

    def values(self, stored: Values) -> Values:
        """The clean values over the `stored` ones: what this kind is not asked for stays, and so does the day a source
        was read on.
        """
        data = self.cleaned_data
        known = {source["url"]: source for source in stored["sources"]}
        amount = data.get("budget_amount")
        given = {
            "title": data["title"],
            "summary": data["summary"],
            "language": data["language"],
            "status": data.get("status", ""),
            "start_year": data.get("start_year"),
            "end_year": data.get("end_year"),
            "priority": data.get("priority", ""),
            "horizon": data.get("horizon", ""),
            "budget_currency": data.get("budget_currency", "") if amount is not None else "",
            "country": data["country"],
            "city": data["city"],
            "budget_amount": "" if amount is None else plain_number(amount),
            "topics": list(dict.fromkeys(filter(None, (data.get(name) for name in self.TOPICS)))),
            "sources": [known.get(url, {"url": url}) for url in data["sources"]],
        }
        not_asked = {name: stored[name] for name in self.NOT_OF[self.kind] if name in stored}
        return {**stored, **given, **not_asked}


def initial_of(values: Values) -> dict[str, Any]:
    """What the form shows of stored values."""
    topics = dict(zip(RecordForm.TOPICS, values["topics"], strict=False))
    return {**values, **topics, "sources": "\n".join(source["url"] for source in values["sources"])}


def is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and not parts.username
            and len(text) <= 500
        )
    except ValueError:
        return False


class Row(forms.Form):
    """One row of a list; a row whose texts are all empty, from the start or emptied, says nothing."""

    def full_clean(self) -> None:
        texts = [name for name, field in self.fields.items() if not isinstance(field, forms.ChoiceField)]
        if self.is_bound and not any(str(self[name].data or "").strip() for name in texts):
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class RowSet(forms.BaseFormSet):
    def values(self) -> list[dict[str, Any]]:
        return [form.values() for form in self.forms if form.cleaned_data]


class IndicatorForm(Row):
    """One figure. Its value may be a number or words such as “over 100”."""

    name = Text(label=_("What is measured"), max_length=200)
    value = Text(label=_("Value"), max_length=60)
    unit = Text(label=_("Unit"), max_length=40, required=False)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def clean_value(self) -> int | float | str:
        return figure(self.cleaned_data["value"])

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "name": data["name"],
            "value": data["value"],
            "unit": data["unit"] or None,
            "year": data["year"],
        }


def figure(text: str) -> int | float | str:
    """A number where the text is one (1,234.5), else the text."""
    plain = text.replace(",", "").replace("，", "")
    try:
        number = Decimal(plain) if plain.isascii() else None
    except ArithmeticError:
        return text
    if number is None or not number.is_finite() or abs(number.adjusted()) > 15:
        return text
    return int(number) if number == number.to_integral_value() else float(number)


class BodyForm(Row):
    """A body that takes part."""

    name = Text(label=_("Name, as it writes itself"), max_length=300)
    name_en = Text(label=_("Name in English"), max_length=300, required=False)
    role = forms.ChoiceField(label=_("Part"), choices=Participation.Role)


class DeploymentForm(Row):
    """A place where a solution is in use."""

    city_name = Text(label=_("City, as it writes itself"), max_length=120)
    country_code = forms.RegexField(
        label=_("Country code"),
        regex=r"^[A-Z]{2}$",
        max_length=2,
        help_text=_("Two letters, such as CN, JP or KR."),
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)


def _rows(form: type[Row]) -> type[RowSet]:
    made = forms.formset_factory(
        form, formset=RowSet, extra=3, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
    )
    return cast(type[RowSet], made)


Indicators = _rows(IndicatorForm)
Bodies = _rows(BodyForm)
Deployments = _rows(DeploymentForm)


class ClaimForm(forms.Form):
    """What a body says of a record about it."""

    organization = forms.ChoiceField(label=_("You speak for"))
    wish = forms.ChoiceField(label=_("What do you want?"), choices=Claim.Wish, widget=forms.RadioSelect)
    text = Text(
        label=_("What is to change, and why?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Write in your own language. Not needed when you confirm."),
    )

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = bodies
        field.initial = bodies[0][0] if bodies else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("wish") in (Claim.Wish.CORRECT, Claim.Wish.WITHDRAW) and not data.get("text"):
            self.add_error("text", _("Say what is to change, so that the curators can act."))
        return data


class ReasonForm(forms.Form):
    """Why a curator gives something back or declines it."""

    text = Text(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
