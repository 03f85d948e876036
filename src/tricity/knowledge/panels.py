"""Records on the pages of the directory: of a country, a city, an organization; counts; what a city has published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tricity.directory.models import City, Country, Organization
from tricity.directory.panels import (
    Figure,
    Panel,
    Presence,
    Subject,
    register,
    register_figures,
    register_presence,
)
from tricity.knowledge.models import Deployment, Kind
from tricity.knowledge.queries import public_records
from tricity.search.queries import find

SHOWN = 6
PLURALS = {Kind.INITIATIVE: _("Initiatives"), Kind.NEED: _("Needs"), Kind.SOLUTION: _("Solutions")}


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many records of a kind the subject has, and the list of them."""

    label: Any
    count: int
    url: str


def register_with_directory() -> None:
    register(records_of)
    register_figures(records_by_country)
    for kind, label in PLURALS.items():
        register_presence(Presence(str(kind.value), label, partial(_has, kind)))


def records_of(subject: Subject, language: str, user: Any) -> Panel | None:
    """The newest records of the subject and links to all of them; a draft only for those who may read it."""
    facet, value = _facet(subject)
    found = find(
        None,
        language=language,
        kinds=Kind.values,
        filters={facet: [value]},
        user=user,
        size=SHOWN,
        counts=("kind",),
    )
    counts = found.counts.get("kind", {})
    kinds = [
        KindCount(label, counts[kind], _list_url(kind, facet, value))
        for kind, label in PLURALS.items()
        if counts.get(kind)
    ]
    hits = [hit for hit in found.hits if hit.object is not None]
    return Panel(
        "knowledge/panels/records.html", {"hits": hits, "kinds": kinds, "total": found.total, "facet": facet}
    )


def records_by_country(language: str, user: Any) -> dict[str, list[Figure]]:
    """Country code → how many initiatives, needs and solutions the index has from there."""
    figures: dict[str, list[Figure]] = {code: [] for code in Country.objects.values_list("code", flat=True)}
    for kind, label in PLURALS.items():
        found = find(None, language=language, kinds=[kind], user=user, size=0, counts=("country",))
        counts = found.counts.get("country", {})
        for code, given in figures.items():
            given.append(Figure(str(label), counts.get(code, 0), _list_url(kind, "country", code)))
    return figures


def _facet(subject: Subject) -> tuple[str, str]:
    names: dict[type[Any], str] = {Country: "country", City: "city", Organization: "organization"}
    return names[type(subject)], subject.code


def _list_url(kind: str, facet: str, value: str) -> str:
    return f"{reverse(f'knowledge:{kind}s')}?{facet}={value}"


def _has(kind: Kind) -> Exists:
    """Cities that have published such records; of solutions, cities where one is in use."""
    if kind == Kind.SOLUTION:
        return Exists(Deployment.objects.filter(city=OuterRef("pk"), record__in=public_records()))
    return Exists(public_records().filter(city=OuterRef("pk"), kind=kind))
