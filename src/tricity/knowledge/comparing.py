"""What differs between two sets of a record's values, for people to see side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from tricity.directory.models import City, Country
from tricity.directory.names import city_name, country_name
from tricity.knowledge.models import Horizon, Participation, Priority, Status
from tricity.knowledge.publication.template import PARTS, Form, NeedState, Visibility
from tricity.knowledge.publication.wording import Part, word_difference
from tricity.knowledge.values import Values, changed_fields
from tricity.terms.models import Concept
from tricity.translation.names import name_in
from tricity.web.languages import NATIVE_NAMES

NOTHING: Final = "–"

LABELS: Mapping[str, Any] = {
    "title": _("Title"),
    "summary": _("Summary"),
    "language": _("Language of the text"),
    "status": _("Status"),
    "start_year": _("First year"),
    "end_year": _("Last year"),
    "priority": _("Priority"),
    "horizon": _("Time frame"),
    "budget_currency": _("Currency"),
    "country": _("Country"),
    "city": _("City"),
    "budget_amount": _("Budget"),
    "topics": _("Topics"),
    "indicators": _("Indicators"),
    "sources": _("Sources"),
    "bodies": _("Organizations"),
    "deployments": _("In use in"),
    **{part.name: part.label for part in PARTS.values()},
    "visibility": _("Who reads what"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One value as it is stored and as it would become."""

    label: Any
    stored: str
    wanted: str


# In the author's words.
TEXTS: Final = (
    "title",
    "summary",
    *(part.name for part in PARTS.values() if part.form in (Form.TEXT, Form.LINE)),
)
# Names as the author wrote them, with figures and links.
AUTHORS_LISTS: Final = ("indicators", "sources", "bodies", "deployments")


def differences(stored: Values, wanted: Values, names: Mapping[str, str]) -> list[Difference]:
    """The values that differ; `names` says how codes of cities, countries and topics are called."""
    return [
        Difference(LABELS[name], shown(name, stored[name], names), shown(name, wanted.get(name), names))
        for name in changed_fields(stored, wanted)
    ]


def shown(field: str, value: Any, names: Mapping[str, str]) -> str:
    """A value for people to read; an author's words as they are, codes by their names, a list one a line."""
    if field == "visibility":
        readers = {code: str(label) for code, label in Visibility.choices}
        value = [f"{LABELS[name]}: {readers.get(each, each)}" for name, each in sorted((value or {}).items())]
    return (str(value) if value else NOTHING) if field in TEXTS else _shown(value, {**_coded(), **names})


def _coded() -> dict[str, str]:
    """The names of the values the form offers to choose from."""
    choices = (
        *Status.choices,
        *Priority.choices,
        *Horizon.choices,
        *Participation.Role.choices,
        *NeedState.choices,
    )
    return {**{str(code): str(label) for code, label in choices}, **NATIVE_NAMES}


def _shown(value: Any, names: Mapping[str, str]) -> str:
    if value in (None, "", []):
        return NOTHING
    if isinstance(value, list):
        return "\n".join(_shown(each, names) for each in value)
    if isinstance(value, dict):
        return " · ".join(_shown(each, names) for each in value.values() if each not in (None, ""))
    return names.get(str(value), str(value))


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of two versions as one text: what went, what came, what stayed. `language`: of the author's words."""

    field: str
    label: Any
    parts: list[Part]
    language: str


def word_differences(before: Values, after: Values, names: Mapping[str, str]) -> list[FieldDifference]:
    """The fields that differ, in the order of the form, each down to its words."""
    return [
        FieldDifference(
            name, LABELS[name], parts_between(name, before, after, names), language_of(name, after)
        )
        for name in LABELS
        if shown(name, before.get(name), names) != shown(name, after.get(name), names)
    ]


def parts_between(field: str, before: Values, after: Values, names: Mapping[str, str]) -> list[Part]:
    return word_difference(shown(field, before.get(field), names), shown(field, after.get(field), names))


def language_of(field: str, values: Values) -> str:
    """The language a field is shown in; "" for the reader's. A language is called by its own name."""
    return str(values.get("language") or "") if field in (*TEXTS, *AUTHORS_LISTS, "language") else ""


def names_for(values: Iterable[Values], language: str) -> dict[str, str]:
    """What the codes of countries, cities and topics in these values are called; three queries."""
    values = list(values)
    countries = {each.get("country") for each in values}
    cities = {each.get("city") for each in values}
    topics = {slug for each in values for slug in each.get("topics") or ()}
    found: dict[str, str] = {
        row.code: str(country_name(row, language)) for row in Country.objects.filter(code__in=countries)
    }
    places = City.objects.filter(code__in=cities).select_related("country")
    found |= {row.code: str(city_name(row, language)) for row in places}
    named = Concept.objects.filter(slug__in=topics).values_list("slug", "names")
    return found | {slug: str(name_in(names, language)) for slug, names in named}
