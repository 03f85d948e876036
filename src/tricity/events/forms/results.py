from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.events.forms.multilingual import Multilingual, MultilingualForm
from tricity.knowledge.forms import Row, RowSet, Text, is_web_address

MOST_ROWS = 30
QUALIFIERS = [
    ("", gettext_lazy("exactly")),
    ("around", gettext_lazy("around")),
    ("at-least", gettext_lazy("at least")),
    ("over", gettext_lazy("over")),
]


class SourcesForm(forms.Form):
    """Public pages that tell of the event."""

    sources = Text(
        label=gettext_lazy("Sources"),
        required=False,
        max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Addresses of public pages, one a line."),
    )

    def clean_sources(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["sources"].splitlines() if line.strip()]
        for line in lines:
            if not is_web_address(line):
                raise forms.ValidationError(_("“%(line)s” is not a web address.") % {"line": line})
        return lines

    def values(self, stored: Sequence[Any]) -> list[Any]:
        """The addresses; one that was `stored` with the day it was read on keeps it."""
        known = {address_of(source): source for source in stored}
        return [known.get(line, line) for line in self.cleaned_data["sources"]]


class AttendanceRow(Row):
    """How many took part, as one source says it."""

    qualifier = forms.ChoiceField(label=gettext_lazy("How exact"), choices=QUALIFIERS, required=False)
    value = forms.IntegerField(label=gettext_lazy("Participants"), min_value=0, max_value=10_000_000)
    source = forms.URLField(
        label=gettext_lazy("Page that says so"), required=False, max_length=500, assume_scheme="https"
    )


class AskedForRow(MultilingualForm, Row):
    """One thing participants asked for."""

    multilingual = {"texts": Multilingual(gettext_lazy("What was asked for"), max_length=1000, lines=2)}

    def values(self) -> dict[str, Any]:
        texts: dict[str, Any] = self.cleaned_data["texts"]
        return texts


def address_of(source: Any) -> str:
    """A source is kept as an address, or as an object of url and read_on."""
    return str(source.get("url", "")) if isinstance(source, dict) else str(source)


def _rows(form: type[Row]) -> Any:
    return forms.formset_factory(
        form, formset=RowSet, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
    )


Attendance = _rows(AttendanceRow)
AskedFor = _rows(AskedForRow)
