from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.language import INTERFACE_LANGUAGES
from tricity.replay import clocks
from tricity.web.languages import NATIVE_NAMES


class Moment(forms.Field):
    """A time such as 1:02:03.5, kept as milliseconds."""

    def to_python(self, value: Any) -> int:
        text = str(value or "").strip()
        if not text:
            return 0
        ms = clocks.parse_ms(text)
        if ms is None:
            raise forms.ValidationError(
                _("Write a time as hours:minutes:seconds, such as 1:02:03 or 0:05.5."), code="invalid"
            )
        return ms

    def prepare_value(self, value: Any) -> Any:
        return clocks.written(value) if isinstance(value, int) else value


def languages() -> list[tuple[str, str]]:
    """Each in itself, ordered by those names."""
    return sorted(((code, NATIVE_NAMES[code]) for code in INTERFACE_LANGUAGES), key=lambda each: each[1])


def offset() -> Moment:
    return Moment(
        label=gettext_lazy("Begins at"),
        required=False,
        initial=0,
        help_text=gettext_lazy(
            "Time after the announced beginning of the event, such as 0:05 or 1:02:03.5; before it, with a minus."
        ),
    )
