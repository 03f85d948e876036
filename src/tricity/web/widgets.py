"""Choices and widgets of forms that Django's own would draw too slowly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from html import escape
from typing import Any

from django.forms import ChoiceField, Select
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.safestring import SafeString, mark_safe

Choices = Iterable[tuple[Any, Any]]


class KeptChoices(BaseChoiceIterator):
    """Hundreds of choices made once for many requests: drawn once, and looked up instead of searched.

    The choices are (value, label) or (group, [(value, label), …]), all texts, and never change afterwards.
    """

    def __init__(self, choices: Choices) -> None:
        self._choices = tuple(choices)
        self._blank: tuple[tuple[str, str], ...] = ()

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        yield from self._blank
        yield from self._choices

    @cached_property
    def labels(self) -> dict[str, str]:
        """Value → label of all choices but the blank one."""
        return dict(pair for value, label in self._choices for pair in _pairs(value, label))

    def with_blank(self, label: str) -> KeptChoices:
        """The same with a first choice that chooses nothing; what was drawn already is not drawn again."""
        other = KeptChoices(())
        other.__dict__ |= self.__dict__ | {"labels": self.labels, "_drawn": self._drawn}
        other._blank = (("", label),)
        return other

    def draw(self, wanted: set[str]) -> str:
        """The `<option>`s, the first of each wanted value selected."""
        markup, ends = self._drawn
        parts, start = ["".join(_options(self._blank, wanted))], 0
        for end in sorted(ends[value] for value in wanted if value in ends):
            parts += [markup[start:end], " selected"]
            start = end
        return "".join([*parts, markup[start:]])

    @cached_property
    def _drawn(self) -> tuple[str, dict[str, int]]:
        """All options, and for each value where the tag of its first one is to be continued."""
        parts, ends, length = [], dict[str, int](), 0
        for value, part in _pieces(self._choices):
            if value is not None:
                ends.setdefault(value, length + len(f'<option value="{escape(value)}"'))
            parts.append(part)
            length += len(part)
        return "".join(parts), ends


def with_blank(choices: Choices, label: str) -> Choices:
    """The choices after one that chooses nothing."""
    return choices.with_blank(label) if isinstance(choices, KeptChoices) else [("", label), *choices]


class LongSelect(Select):
    """A list of hundreds of choices, drawn as Django draws it, but not by a template for each of them."""

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        wanted = set(self.format_value(value))
        described = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        choices = self.choices
        options = (
            choices.draw(wanted) if isinstance(choices, KeptChoices) else "".join(_options(choices, wanted))
        )
        return mark_safe(f"<select{flatatt(described)}>{options}</select>")  # noqa: S308  # escaped below


class LongChoiceField(ChoiceField):
    """A choice of hundreds."""

    widget = LongSelect

    def valid_value(self, value: Any) -> bool:
        kept = self.choices
        return str(value) in kept.labels if isinstance(kept, KeptChoices) else super().valid_value(value)


def _pairs(value: Any, label: Any) -> Iterable[tuple[str, str]]:
    return label if isinstance(label, (list, tuple)) else ((value, label),)


def _options(choices: Choices, wanted: set[str]) -> Iterator[str]:
    for value, part in _pieces(choices):
        if value in wanted:
            wanted.discard(value)
            start = len(f'<option value="{escape(value)}"')
            yield f"{part[:start]} selected{part[start:]}"
        else:
            yield part


def _pieces(choices: Choices) -> Iterator[tuple[str | None, str]]:
    """Markup that follows upon each other: of an option with its value, of the edges of a group with None."""
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield None, f'<optgroup label="{escape(str(value))}">'
            yield from _pieces(label)
            yield None, "</optgroup>"
        else:
            text = "" if value is None else str(value)
            yield text, f'<option value="{escape(text)}">{escape(str(label))}</option>'
