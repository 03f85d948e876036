"""The facets of the search page: what was asked for, what else could be chosen, how many there are of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tricity.language import sort_key
from tricity.search import registry
from tricity.search.engine import engine
from tricity.search.labels import labels
from tricity.terms.queries import current
from tricity.web.text import LocalizedText

TITLES: Mapping[str, Promise] = {
    "kind": _("What"),
    "country": _("Country"),
    "topic": _("Topic"),
    "status": _("Status"),
    "horizon": _("Time frame"),
    "priority": _("Priority"),
    "language": _("Written in"),
}
# Facets with too many values to list; they narrow a search that a link of another page began.
CHOSEN_ELSEWHERE: Mapping[str, Promise] = {"city": _("City"), "organization": _("Organization")}
MOST_VALUES = 14
_OPEN = ("kind", "country")
_MOST_CHOSEN = 20
_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value as a reader sees it; `count` is None where it is not counted."""

    value: str
    label: LocalizedText
    count: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: Promise
    values: tuple[FacetValue, ...]

    @property
    def is_open(self) -> bool:
        """The short ones that most people use stand open, and those used now; the others unfold."""
        return self.name in _OPEN or any(value.is_chosen for value in self.values)


def chosen(parameters: QueryDict) -> dict[str, list[str]]:
    """Facet → values asked for in the address; what no index could hold is left out."""
    found = {
        facet: [
            value
            for value in parameters.getlist(facet)
            if value.isprintable() and 0 < len(value) <= _LONGEST_VALUE
        ][:_MOST_CHOSEN]
        for facet in (*TITLES, *CHOSEN_ELSEWHERE)
    }
    # A link or a saved search may name a topic that was merged into another since.
    if found["topic"]:
        found["topic"] = current(found["topic"], engine().thesaurus.concepts)
    found["kind"] = [kind for kind in found["kind"] if kind in registry.kinds()]
    return {facet: list(dict.fromkeys(values)) for facet, values in found.items() if values}


def facets(
    counts: Mapping[str, Mapping[str, int]], asked: Mapping[str, Sequence[str]], language: str
) -> list[Facet]:
    """The facets to show, each with the values that lead to something, and those chosen."""
    shown = [_facet(name, counts.get(name, {}), asked.get(name, ()), language) for name in TITLES]
    return [
        facet for facet in shown if len(facet.values) > 1 or any(value.is_chosen for value in facet.values)
    ]


def conditions(asked: Mapping[str, Sequence[str]], language: str) -> list[Facet]:
    """What was chosen on other pages: a city, an organization; each can be taken away."""
    found = []
    for name, title in CHOSEN_ELSEWHERE.items():
        known = labels(name, list(asked.get(name, ())), language)
        values = [
            FacetValue(value, known.get(value, LocalizedText(value, language)), None, True)
            for value in asked.get(name, ())
        ]
        if values:
            found.append(Facet(name, title, tuple(values)))
    return found


def _facet(name: str, counts: Mapping[str, int], asked: Sequence[str], language: str) -> Facet:
    known = labels(name, list(dict.fromkeys([*counts, *asked])), language)
    if name == "topic":
        often = sorted(known, key=lambda value: (value not in asked, -counts.get(value, 0), value))[
            :MOST_VALUES
        ]
        ordered = sorted(often, key=lambda value: _order(known[value].text, language))
    else:
        ordered = [value for value in known if value in counts or value in asked]
    values = (FacetValue(value, known[value], counts.get(value, 0), value in asked) for value in ordered)
    return Facet(name, TITLES[name], tuple(values))


@lru_cache(maxsize=4096)
def _order(label: str, language: str) -> str:
    return sort_key(label, "", language)
