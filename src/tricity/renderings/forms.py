"""Renderings as people type them; nothing here saves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tricity.language import bcp47, clean

LONGEST = 20_000


class _Text(forms.CharField):
    """A text without control characters and lone surrogates, in NFC; line breaks stay."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "").replace("\r\n", "\n").strip()


class RenderingForm(forms.Form):
    """One text for each field of the object, named `text-<field>`, and the version of the draft that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self,
        data: Any,
        *,
        sources: Mapping[str, str],
        labels: Mapping[str, str],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self._fields_of = tuple(sources)
        for field, source in sources.items():
            rows = min(14, max(2, len(source) // 60 + 2))
            self.fields[name_of(field)] = _Text(
                label=labels[field],
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": rows, "lang": bcp47(language)}),
            )

    def texts(self) -> dict[str, str]:
        """Field → what was typed, as far as it can be used; what is too long is left out and named as an error."""
        data = getattr(self, "cleaned_data", {})
        return {field: data.get(name_of(field), "") for field in self._fields_of}

    def seen_version(self) -> int:
        return self.cleaned_data.get("version") or 0

    def field_of(self, field: str) -> Any:
        return self[name_of(field)]


def name_of(field: str) -> str:
    return f"text-{field}"


class RemarkForm(forms.Form):
    remark = _Text(
        label=_("What is to change"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
