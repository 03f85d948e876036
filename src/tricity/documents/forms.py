"""Text of people turned into clean values; nothing here saves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tricity.directory.models import Organization
from tricity.documents.evidence import Evidence
from tricity.documents.reading.formats import SUFFIXES
from tricity.documents.reading.values import LIMITS, MEGABYTE
from tricity.documents.suggestions import Field, Suggestion
from tricity.knowledge.forms import RecordForm, figure
from tricity.knowledge.models import Kind, Participation
from tricity.knowledge.values import Values
from tricity.language import bcp47

ACCEPTED: Final = ",".join(f".{suffix}" for suffix in SUFFIXES)
# The fields of the form that follow from one suggestion: unticked, all of them stay empty.
_TOGETHER: Final = {"budget_amount": ("budget_amount", "budget_currency")}
_LISTS: Final = ("bodies", "figures")  # whose entries are ticked one by one
_USE: Final = "use_"


class BringForm(forms.Form):
    """A file, in whose name, and what is to become of it."""

    upload = forms.FileField(
        label=pgettext_lazy("brought in", "Document"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    owner = forms.ChoiceField(label=_("For which body"))
    kind = forms.ChoiceField(label=_("What it will be"), choices=Kind)

    def __init__(self, *args: Any, owners: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = owners
        self.fields["upload"].help_text = _(
            "PDF, DOCX, PPTX, XLSX, HTML, HWP, HWPX, ODT, ODP, ODS or OFD, at most %(limit)d MB."
        ) % {"limit": LIMITS.file_bytes // MEGABYTE}

    def clean_upload(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["upload"]
        if (upload.size or 0) > LIMITS.file_bytes:
            raise forms.ValidationError(too_large(), code="large")
        return upload


def too_large() -> str:
    return gettext(
        "The file is too large: at most %(limit)d MB. Make the pictures in it smaller, or bring the part that matters."
    ) % {"limit": LIMITS.file_bytes // MEGABYTE}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A field of the form, the box that takes its suggestion over (None where the field must be filled anyway), and what
    the document says about it.
    """

    field: forms.BoundField
    partner: forms.BoundField | None
    use: forms.BoundField | None
    evidence: Sequence[Evidence]


class DraftForm(RecordForm):
    """A record's form filled with what a document suggests. What is not ticked is not taken over.

    `bodies` are those suggested, by code; `body_names` what the reader calls them; `language` is the document's.
    """

    bodies = forms.MultipleChoiceField(
        label=_("Bodies that take part"), required=False, widget=forms.CheckboxSelectMultiple
    )
    figures = forms.MultipleChoiceField(
        label=_("Figures"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        suggestions: Sequence[Suggestion],
        evidence: Mapping[str, Sequence[Evidence]],
        bodies: Mapping[str, Organization],
        body_names: Mapping[str, str],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.evidence, self.named_bodies = evidence, bodies
        self.offered = {
            field: [each.value for each in suggestions if each.field is field]
            for field in (Field.BODY, Field.FIGURE)
        }
        names = [(str(code), body_names[code]) for code in self.offered[Field.BODY] if code in body_names]
        self._choices("bodies", names)
        rows = [
            (str(place), _row_label(row, language)) for place, row in enumerate(self.offered[Field.FIGURE])
        ]
        self._choices("figures", rows)
        if self.kind == Kind.NEED:
            del self.fields["figures"]  # a need has none
        self.fields["sources"].help_text = _(
            "Where the public can read this document: an address a line. Without one the draft cites the document kept here."
        )
        for name, field in list(self.fields.items()):
            if not field.required and evidence.get(name) and name not in _LISTS:
                self.fields[f"{_USE}{name}"] = forms.BooleanField(
                    label=_("Take this over"), required=False, initial=bool(kwargs["initial"].get(name))
                )

    def rows(self) -> Iterator[ReviewRow]:
        """The fields in their order, without the lists of bodies and figures."""
        skipped = {*_LISTS, "version", "budget_currency"}
        for name in self.fields:
            if name in skipped or name.startswith(_USE):
                continue
            use = self[f"{_USE}{name}"] if f"{_USE}{name}" in self.fields else None
            partner = self["budget_currency"] if name == "budget_amount" else None
            yield ReviewRow(self[name], partner, use, self.evidence.get(name, ()))

    def lists(self) -> Iterator[ReviewRow]:
        """The lists that have something to offer."""
        for name in _LISTS:
            if name in self.fields and self.fields[name].choices:  # type: ignore[attr-defined]
                yield ReviewRow(self[name], None, None, self.evidence.get(name, ()))

    def clean(self) -> dict[str, Any]:
        """First empty what is not ticked, its mistakes too; then the checks of any record."""
        for name in [name for name in self.fields if name.startswith(_USE)]:
            if not self.cleaned_data.get(name):
                field = name.removeprefix(_USE)
                for each in _TOGETHER.get(field, (field,)):
                    is_number = isinstance(self.fields[each], forms.IntegerField | forms.DecimalField)
                    self.cleaned_data[each] = None if is_number else ""
                    self.errors.pop(each, None)
        return super().clean()

    def values(self, stored: Values) -> Values:
        """The values of a record with the bodies and figures that are ticked."""
        data = self.cleaned_data
        bodies = [
            {
                "name": str(self.named_bodies[code])[:300],
                "name_en": "",
                "role": Participation.Role.PARTNER.value,
            }
            for code in data["bodies"]
        ]
        chosen = [self.offered[Field.FIGURE][int(place)] for place in data.get("figures", ())]
        indicators = [
            {
                "name": row["name"],
                "value": figure(row["value"]),
                "unit": row["unit"] or None,
                "year": None,
            }
            for row in chosen
        ]
        return {**super().values(stored), "bodies": bodies, "indicators": indicators}


def _row_label(row: Mapping[str, str], language: str) -> str:
    words = f"{row['name']}: {row['value']} {row['unit']}".rstrip()
    return format_html('<span lang="{}">{}</span>', bcp47(language), words)
