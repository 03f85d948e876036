from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.directory.digests import LANGUAGE_LABELS
from tricity.directory.statements.choices import Section, ServiceKind
from tricity.directory.statements.models import CardEntry, Service, Statement
from tricity.directory.statements.rules import Owner
from tricity.directory.statements.values import Values, fields_of, plain, values_of
from tricity.language import bcp47, clean

LONGEST_TEXT = 4000
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")


def _words(label: Any, rows: int, *, help_text: Any = "", required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=LONGEST_TEXT, required=required, widget=widget, help_text=help_text
    )


def _page(label: Any, *, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=1000,
        required=required,
        help_text=help_text,
        validators=[
            URLValidator(["http", "https"], message=_("Give the whole address, beginning with https://."))
        ],
        widget=forms.URLInput,
    )


def _day(label: Any, *, help_text: Any = "", required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    wrong = _("Write the date as year-month-day, such as 2026-04-01.")
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=widget,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": wrong},
    )


class StatementForm(forms.Form):
    """What both kinds share. `version` is the one the form was opened with, 0 for a new statement."""

    model: ClassVar[type[Statement]]
    ORDER: ClassVar[tuple[str, ...]]

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    language = forms.ChoiceField(
        label=_("Written in"),
        choices=lambda: list(LANGUAGE_LABELS.items()),
        help_text=_("Write in your own language; renderings into the others are kept apart."),
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    source_url = _page(
        _("Public page that says so"),
        required=True,
        help_text=_("Readers can check there. Without a source nothing is stated here."),
    )
    more_sources = forms.CharField(
        label=_("Further public pages"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One address a line."),
    )
    read_on = _day(_("Read on"), required=True, help_text=_("When you last looked at that page."))
    valid_from = _day(_("Valid from"))
    valid_until = _day(_("Valid until"), help_text=_("After that day it is marked as out of date."))
    confirm = forms.BooleanField(label=_("We confirm that this is right today."), required=False)

    def __init__(
        self, data: Any = None, *, owner: Owner, row: Statement | None, speaks: bool, initial: Any = None
    ) -> None:
        start = {"version": row.version, **values_of(row)} if row else {"version": 0, **_first(owner)}
        super().__init__(data, initial=start | (initial or {}))
        self.row = row
        if not speaks:
            del self.fields["confirm"]
        self.order_fields([*self.ORDER, "confirm"])
        written_in = self["language"].value()
        for name in self.model.TEXTS:
            self.fields[name].widget.attrs["lang"] = (
                bcp47(written_in) if written_in in LANGUAGE_LABELS else ""
            )

    def clean_more_sources(self) -> str:
        """One address a line, each checked like the first."""
        pages = self.cleaned_data["more_sources"].split()
        for page in pages:
            for check in self.fields["source_url"].validators:
                check(page)
        return "\n".join(pages)

    def clean_read_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["read_on"]
        if day > timezone.localdate():
            raise ValidationError(_("A page cannot have been read in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("valid_from"), values.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("It ends before it begins. Look at both days."))
        return values

    def plain_values(self) -> Values:
        """The values as versions keep them."""
        found = {name: plain(self.cleaned_data[name]) for name in fields_of(self.model)}
        return found | {name: clean(found[name]) for name in self.model.TEXTS}

    def start_from(self, row: Statement, values: Mapping[str, Any]) -> None:
        """Show these values, and have the next attempt compare with the statement as it is now."""
        kept = {
            name: value for name, value in self.data.items() if name in ("confirm", "csrfmiddlewaretoken")
        }
        self.data = {**kept, **values, "version": str(row.version)}

    def shown_fields(self) -> list[Any]:
        return [self[name] for name in self.ORDER]


class ServiceForm(StatementForm):
    model = Service
    ORDER = (
        "language", "kind", "title", "description", "for_whom", "how_to_ask", "contact_url", "cost", "period",
        "deadline", "source_url", "more_sources", "read_on", "valid_from", "valid_until",
    )  # fmt: skip

    kind = forms.ChoiceField(label=pgettext_lazy("service", "Kind"), choices=ServiceKind.choices)
    description = _words(_("What it is"), 4, required=True)
    for_whom = _words(_("For whom"), 2, help_text=_("Which cities, of what size or with what conditions."))
    how_to_ask = _words(
        _("How to ask for it"), 3, help_text=_("The steps, in their order. No address of a person.")
    )
    contact_url = _page(_("Page where one asks"), help_text=_("A page of the body, not a person's address."))
    cost = _words(_("What it costs"), 2)
    period = _words(_("When it is open"), 2)
    deadline = _day(_("Deadline"))

    def clean_how_to_ask(self) -> str:
        text: str = self.cleaned_data["how_to_ask"]
        if _MAIL.search(text):
            raise ValidationError(
                _(
                    "This holds an e-mail address. Give the page where one asks below, and take the address out."
                )
            )
        return text


class EntryForm(StatementForm):
    model = CardEntry
    ORDER = (
        "language", "section", "title", "text", "as_of", "figure", "figure_unit", "source_url", "more_sources", "read_on",
        "valid_from", "valid_until",
    )  # fmt: skip

    section = forms.ChoiceField(label=_("Section"), choices=Section.choices)
    text = _words(_("Text"), 7, required=True)
    as_of = _day(_("As of"), help_text=_("The day the text describes."))
    figure = forms.DecimalField(
        label=_("Threshold or amount"),
        max_digits=24,
        decimal_places=4,
        required=False,
        help_text=_("Only the number; readers and programs then find it with its date."),
    )
    figure_unit = forms.CharField(
        label=_("Unit of the figure"), max_length=60, required=False, help_text=_("Such as JPY, %, or days.")
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("figure") is not None and not values.get("as_of"):
            self.add_error("as_of", _("A figure needs the day it describes."))
        if values.get("figure_unit") and values.get("figure") is None and "figure" not in self.errors:
            self.add_error("figure", _("A unit is given, but no figure."))
        return values


def form_of(model: type[Statement]) -> type[StatementForm]:
    return ServiceForm if model is Service else EntryForm


def _first(owner: Owner) -> dict[str, Any]:
    """What a new statement begins with: the owner's language, a page read today."""
    return {"language": owner.language, "read_on": timezone.localdate().isoformat()}
