"""Widgets of forms that Django's own would draw too slowly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.forms import Select
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Choices = Iterable[tuple[Any, Any]]


class LongSelect(Select):
    """A list of hundreds of choices, drawn as Django draws it, but not by a template for each of them."""

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        wanted = set(self.format_value(value))
        described = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        options = "".join(_options(self.choices, wanted))
        return mark_safe(f"<select{flatatt(described)}>{options}</select>")  # noqa: S308  # escaped below


def _options(choices: Choices, wanted: set[str]) -> Iterator[str]:
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield f'<optgroup label="{escape(value)}">{"".join(_options(label, wanted))}</optgroup>'
        else:
            text = "" if value is None else str(value)
            chosen = " selected" if text in wanted else ""
            wanted.discard(text)
            yield f'<option value="{escape(text)}"{chosen}>{escape(label)}</option>'
