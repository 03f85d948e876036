"""The form of what a record may say beyond its core; nothing here saves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tricity.knowledge.forms import Text, is_web_address
from tricity.knowledge.publication.template import (
    LIMITED_CORE,
    PARTS_OF,
    Form,
    NeedState,
    Part,
    Visibility,
)
from tricity.knowledge.publication.told import core_labels

READS = "reads_"
DETAIL_LIMIT = 3000  # characters of a text
LINE_LIMIT = 500


class DetailsForm(forms.Form):
    """Every part of a kind's template with who reads it; all are optional."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for part in PARTS_OF[kind]:
            self.fields[part.name] = _field(part)
            self.fields[READS + part.name] = _readers(part.label)

        for name in LIMITED_CORE[kind]:
            self.fields[READS + name] = _readers(core_labels()[name])

    def core(self) -> list[forms.BoundField]:
        """Who reads the values of the core that may be limited."""
        return [self[READS + name] for name in LIMITED_CORE[self.kind]]

    def pairs(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """Each part with who reads it."""
        for part in PARTS_OF[self.kind]:
            yield self[part.name], self[READS + part.name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("stated_on"), data.get("valid_until")
        if start and end and end < start:
            self.add_error("valid_until", _("The last day is before the first."))
        link = data.get("tender_link")
        if link and not is_web_address(link):
            self.add_error("tender_link", _("“%(line)s” is not a web address.") % {"line": link})
        return data

    def values(self) -> dict[str, Any]:
        """The parts as text (days as 2026-03-31), and who reads those that not everybody reads."""
        data = self.cleaned_data
        parts = PARTS_OF[self.kind]
        names = [*(part.name for part in parts), *LIMITED_CORE[self.kind]]
        limits = {name: data.get(READS + name) or "" for name in names}
        return {
            **{part.name: _plain(data.get(part.name)) for part in parts},
            "visibility": {
                name: limit for name, limit in limits.items() if limit and limit != Visibility.PUBLIC
            },
        }


def initial_details(values: dict[str, Any]) -> dict[str, Any]:
    """What the form shows of stored values."""
    limits = values.get("visibility") or {}
    return {**values, **{READS + name: limit for name, limit in limits.items()}}


def _readers(label: Any) -> forms.Field:
    return forms.ChoiceField(
        label=gettext("Who reads “%(field)s”") % {"field": label},
        choices=Visibility.choices,
        required=False,
        initial=Visibility.PUBLIC,
    )


def _field(part: Part) -> forms.Field:
    if part.form == Form.TEXT:
        return Text(
            label=part.label,
            required=False,
            max_length=DETAIL_LIMIT,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    if part.form == Form.STATE:
        return forms.ChoiceField(
            label=part.label, required=False, choices=[("", gettext("Not given")), *NeedState.choices]
        )
    if part.form == Form.DATE:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(label=part.label, required=False, widget=widget)
    return Text(label=part.label, required=False, max_length=LINE_LIMIT)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value or "")
