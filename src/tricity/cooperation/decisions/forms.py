"""Forms to merge, split and rename a candidate; each with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tricity.cooperation.forms import WithdrawForm
from tricity.cooperation.models import Evidence, Opportunity
from tricity.knowledge.digests import RecordView
from tricity.language import INTERFACE_LANGUAGES, bcp47, clean
from tricity.web.languages import NATIVE_NAMES, language_name
from tricity.web.text import LocalizedText

MOST_PARTS: Final = 4
LONGEST_TITLE: Final = 120
_DEMAND: Final = frozenset({Evidence.Role.NEED.value, Evidence.Role.PLAN.value})
_TAKING_PART: Final = _DEMAND | {Evidence.Role.EXPERIENCE.value}


@dataclass(frozen=True, slots=True)
class Placed:
    """A record that speaks for a candidate, for putting it into a part. `roles` are those it has there."""

    record: RecordView
    roles: frozenset[str]

    @property
    def role_labels(self) -> list[str]:
        return [str(role.label) for role in Evidence.Role if role.value in self.roles]


class MergeForm(WithdrawForm):
    field_order = ["into", "text", "language"]

    into = forms.ChoiceField(label=gettext_lazy("Merge into"))

    def __init__(
        self, *args: Any, reader: str, goals: Sequence[tuple[Opportunity, LocalizedText]], **kwargs: Any
    ) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        self._goals = {row.code: row for row, _title in goals}
        chosen = [(row.code, str(title)) for row, title in goals]
        self.fields["into"].choices = [("", _("Choose a candidate")), *chosen]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {"into": self._goals[self.cleaned_data["into"]]}


class SplitForm(WithdrawForm):
    """Each record goes to one part; every part must be a candidate by itself."""

    def __init__(self, *args: Any, reader: str, placed: Sequence[Placed], **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        self._placed = placed
        choices = [
            (str(number), pgettext("part of a split candidate", "Candidate %(number)d") % {"number": number})
            for number in range(1, MOST_PARTS + 1)
        ]
        for each in placed:
            self.fields[_name(each)] = forms.ChoiceField(
                label=str(each.record.title), choices=choices, initial="1"
            )

    @property
    def rows(self) -> list[tuple[Placed, forms.BoundField]]:
        """Each record with its field."""
        return [(each, self[_name(each)]) for each in self._placed]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        parts = self._parts(values)
        if len(parts) < 2:
            self.add_error(None, _("Put records into two candidates at least."))
        for number, part in sorted(parts.items()):
            if not _suffices(part):
                sentence = _(
                    "Candidate %(number)s needs cities of at least two countries, one of which needs or plans it."
                )
                self.add_error(None, sentence % {"number": number})
        return values

    def values(self) -> dict[str, Any]:
        parts = self._parts(self.cleaned_data)
        return {"parts": [sorted(each.record.pk for each in parts[number]) for number in sorted(parts)]}

    def _parts(self, values: Mapping[str, Any]) -> Mapping[str, list[Placed]]:
        parts: dict[str, list[Placed]] = defaultdict(list)
        for each in self._placed:
            if number := values.get(_name(each)):
                parts[number].append(each)
        return parts


class RenameForm(WithdrawForm):
    """A title in up to four languages; with none the candidate has that of the analysis again."""

    def __init__(self, *args: Any, reader: str, titles: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        self.fields["text"].required = False
        self._had_titles = bool(titles)
        for code in sorted(INTERFACE_LANGUAGES, key=NATIVE_NAMES.__getitem__):
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title in: %(language)s") % {"language": language_name(code)},
                max_length=LONGEST_TITLE,
                required=False,
                initial=titles.get(code, ""),
                widget=forms.TextInput(attrs={"lang": bcp47(code)}),
            )

    @property
    def title_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("title_")]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self._had_titles and not self.errors and not _titles(values):
            self.add_error(None, _("Write a title in one language at least."))
        return values

    def values(self) -> dict[str, Any]:
        return {"titles": _titles(self.cleaned_data)}


def _titles(values: Mapping[str, Any]) -> dict[str, str]:
    given = {code: clean(values.get(f"title_{code}") or "").strip() for code in INTERFACE_LANGUAGES}
    return {code: " ".join(title.split()) for code, title in sorted(given.items()) if title}


def _name(placed: Placed) -> str:
    return f"record_{placed.record.pk}"


def _suffices(part: Sequence[Placed]) -> bool:
    taking_part = {each.record.country.code for each in part if each.roles & _TAKING_PART}
    return len(taking_part) > 1 and any(each.roles & _DEMAND for each in part)
