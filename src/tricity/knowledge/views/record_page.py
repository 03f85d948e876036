"""The form of a record with its lists, as the pages that write and change records show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from tricity.directory.models import Country
from tricity.knowledge.choices import city_choices, country_choices, topic_choices
from tricity.knowledge.comparing import LABELS
from tricity.knowledge.forms import Bodies, Deployments, Indicators, RecordForm, RowSet, initial_of
from tricity.knowledge.models import Kind
from tricity.knowledge.publication.details_form import DetailsForm, initial_details
from tricity.knowledge.publication.template import PARTS, PARTS_OF
from tricity.knowledge.values import Values
from tricity.web.languages import reader_language

EMPTY: Values = {"topics": [], "sources": [], "indicators": [], "bodies": [], "deployments": []}
LISTS: dict[str, type[RowSet]] = {"indicators": Indicators, "bodies": Bodies, "deployments": Deployments}
LISTS_OF: dict[str, tuple[str, ...]] = {
    Kind.INITIATIVE.value: ("indicators", "bodies"),
    Kind.NEED.value: ("bodies",),
    Kind.SOLUTION.value: ("deployments", "indicators", "bodies"),
}


@dataclass(slots=True)
class RecordPage:
    """The form of a record with its lists, filled from stored values or from what was typed."""

    form: RecordForm
    lists: dict[str, RowSet]
    details: DetailsForm
    names: dict[str, str]

    @property
    def is_valid(self) -> bool:
        rows_are_valid = [rows.is_valid() for rows in self.lists.values()]
        details_are_valid = self.details.is_valid()
        return self.form.is_valid() and details_are_valid and all(rows_are_valid)

    def values(self, stored: Values) -> Values:
        """What was typed over what is stored; lists this kind has none of stay."""
        lists = {name: rows.values() for name, rows in self.lists.items()}
        return {**self.form.values(stored), **lists, **self.details.values()}


def record_page(kind: str, countries: list[Country], values: Values, data: QueryDict | None) -> RecordPage:
    language = reader_language()
    cities, homes = city_choices(countries, language)
    topics = topic_choices(language)
    named = country_choices(countries, language)
    return RecordPage(
        RecordForm(
            data,
            initial=initial_of(values),
            kind=kind,
            countries=named,
            cities=cities,
            topics=topics,
            city_countries=homes,
        ),
        {name: LISTS[name](data, initial=values[name], prefix=name) for name in LISTS_OF[kind]},
        DetailsForm(data, initial=initial_details(values), kind=kind, prefix="details"),
        {**dict(named), **cities.labels, **topics.labels},
    )


def asked_fields(kind: str) -> frozenset[str]:
    """Names of the values the form of this kind asks for."""
    lists = LISTS.keys() - LISTS_OF[kind]
    others = PARTS.keys() - {part.name for part in PARTS_OF[kind]}
    return frozenset(LABELS.keys() - lists - others - set(RecordForm.NOT_OF[kind]))


def page_context(page: RecordPage, kind: str) -> dict[str, Any]:
    lists = [(name, LABELS[name], rows) for name, rows in page.lists.items()]
    return {"form": page.form, "lists": lists, "details": page.details, "kind_label": Kind(kind).label}
