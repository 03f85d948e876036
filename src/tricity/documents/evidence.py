"""Suggestions as a reader sees them: the words of the document, marked, with their place and a link to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse

from tricity.documents.models import Document
from tricity.documents.places import place_label
from tricity.documents.suggestions import Field, Suggestion
from tricity.knowledge.money import money
from tricity.language import bcp47
from tricity.web.languages import NATIVE_NAMES
from tricity.web.text import LocalizedText

Labels = Mapping[str, LocalizedText | str]

BLOCKS_ON_A_PAGE: Final = 100
# The field of the form each suggestion stands beside; topics have three.
_BESIDE: Final = {Field.BODY: "bodies", Field.FIGURE: "figures"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """`before`, `hit` and `after` are the quotation, in the document's own language; `label` what is suggested."""

    label: LocalizedText | str
    before: str
    hit: str
    after: str
    language: str
    place: str
    url: str


def suggestions_of(document: Document) -> list[Suggestion]:
    return [Suggestion.from_dict(row) for row in document.suggestions]


def evidence_of(
    document: Document, suggestions: Sequence[Suggestion], labels: Labels, language: str
) -> dict[str, list[Evidence]]:
    """Name of a form's field → what speaks for it. `labels` names cities, topics and bodies by their codes."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    topics = 0
    for each in suggestions:
        name = _BESIDE.get(each.field, each.field.value)
        if each.field is Field.TOPIC:
            topics += 1
            name = f"topic_{topics}"
        found[name].append(_evidence(document, each, _label(each, labels, language)))
    return dict(found)


def initial_of(suggestions: Sequence[Suggestion]) -> dict[str, Any]:
    """What is filled in: the likely suggestion of each field."""
    values: dict[str, Any] = {}
    topics = 0
    for each in suggestions:
        if each.field is Field.TOPIC:
            topics += 1
            values[f"topic_{topics}"] = each.value
        elif each.is_likely and each.field is Field.BUDGET:
            values["budget_amount"] = each.value["amount"]
            values["budget_currency"] = each.value["currency"]
        elif each.is_likely and each.field not in _BESIDE:
            values.setdefault(each.field.value, each.value)
    return values


def block_url(document: Document, number: int) -> str:
    """The place of a block, numbered from 0, in the text of the document."""
    page = number // BLOCKS_ON_A_PAGE + 1
    return f"{reverse('documents:text', args=[document.code])}?page={page}#block-{number + 1}"


def _evidence(document: Document, each: Suggestion, label: LocalizedText | str) -> Evidence:
    return Evidence(
        label,
        each.quote[: each.start],
        each.quote[each.start : each.end],
        each.quote[each.end :],
        bcp47(document.language),
        place_label(each.place, document.language),
        block_url(document, each.block),
    )


def _label(each: Suggestion, labels: Labels, language: str) -> LocalizedText | str:
    """What is suggested, where the quotation does not say it itself."""
    if each.field is Field.BUDGET:
        return money(Decimal(each.value["amount"]), each.value["currency"], language)
    if each.field in (Field.START_YEAR, Field.END_YEAR):
        return str(each.value)
    if each.field is Field.LANGUAGE:
        return LocalizedText(NATIVE_NAMES[each.value], each.value)
    if each.field in (Field.CITY, Field.TOPIC, Field.BODY):
        return labels.get(each.value, str(each.value))
    return ""
