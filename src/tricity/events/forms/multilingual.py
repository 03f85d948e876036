"""Texts that are kept in several languages: one labelled input for each language of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from tricity.knowledge.forms import Text
from tricity.language import INTERFACE_LANGUAGES, bcp47
from tricity.web.languages import NATIVE_NAMES

# In the order of the languages' own names, as in the header of every page.
ORDER = sorted(INTERFACE_LANGUAGES, key=NATIVE_NAMES.__getitem__)


@dataclass(frozen=True, slots=True)
class Multilingual:
    """A text of a form. `lines` > 1 makes text areas; a `required` one must be given in at least one language."""

    label: Any
    max_length: int = 300
    lines: int = 1
    required: bool = False
    help_text: Any = ""


@dataclass(frozen=True, slots=True)
class LanguageInput:
    field: BoundField
    native_name: str
    bcp47: str


@dataclass(frozen=True, slots=True)
class Group:
    """The inputs of one text, for `events/multilingual.html`."""

    id: str
    spec: Multilingual
    inputs: list[LanguageInput]


class MultilingualForm(forms.Form):
    """A form with texts in several languages: `cleaned_data[name]` is language code → text, without empty ones.

    `initial[name]` has the same shape. Languages outside the interface (zh-hant) keep what they had.
    """

    multilingual: ClassVar[Mapping[str, Multilingual]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = dict(self.initial)
        for name, spec in self.multilingual.items():
            known = self.initial.get(name) or {}
            for code in ORDER:
                self.fields[f"{name}_{code}"] = _field(spec, code)
                self.initial[f"{name}_{code}"] = known.get(code, "")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for name, spec in self.multilingual.items():
            texts = {code: values.get(f"{name}_{code}") or "" for code in ORDER}
            kept = {
                code: text
                for code, text in (self.initial.get(name) or {}).items()
                if code not in ORDER and text
            }
            values[name] = {code: text for code, text in texts.items() if text} | kept
            has_errors = any(f"{name}_{code}" in self.errors for code in ORDER)
            if spec.required and not values[name] and not has_errors:
                self.add_error(f"{name}_{ORDER[0]}", _("Write this in at least one language."))
        return values

    @property
    def groups(self) -> dict[str, Group]:
        return {
            name: Group(
                self[f"{name}_{ORDER[0]}"].auto_id,
                spec,
                [LanguageInput(self[f"{name}_{code}"], NATIVE_NAMES[code], bcp47(code)) for code in ORDER],
            )
            for name, spec in self.multilingual.items()
        }

    @property
    def only_group(self) -> Group:
        """Of a form with one text."""
        return next(iter(self.groups.values()))


def _field(spec: Multilingual, code: str) -> forms.CharField:
    attributes: dict[str, Any] = {"lang": bcp47(code), "autocomplete": "off"}
    widget: forms.Widget = forms.TextInput(attrs=attributes)
    if spec.lines > 1:
        widget = forms.Textarea(attrs={**attributes, "rows": spec.lines})
    return Text(label=spec.label, max_length=spec.max_length, required=False, widget=widget)
