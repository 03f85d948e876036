"""Public records chosen by the same filters as the lists of the site, written as in their addresses: country=JP&topic=waste."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import QueryDict

from tricity.bundles.errors import UnknownFilter
from tricity.knowledge.facets import FILTERS, filters_of
from tricity.knowledge.models import Kind, Record
from tricity.knowledge.queries import matching, public_records

KNOWN = ("kind", *FILTERS)


def read_filters(text: str) -> dict[str, list[str]]:
    """Name → values. Raises UnknownFilter for a name records cannot be chosen by, and for one without a value."""
    query = QueryDict(text, mutable=True)
    for name in query:
        if name not in KNOWN or not any(query.getlist(name)):
            raise UnknownFilter(name, KNOWN)
    if "country" in query:
        query.setlist("country", [value.upper() for value in query.getlist("country")])
    kinds = query.getlist("kind")
    if wrong := [kind for kind in kinds if kind not in Kind.values]:
        raise UnknownFilter(f"kind={wrong[0]}", [f"kind={kind}" for kind in Kind.values])
    return {**({"kind": kinds} if kinds else {}), **filters_of(query)}


def selected(filters: Mapping[str, Sequence[str]]) -> list[Record]:
    """In order of their codes: the same records give the same bundle."""
    return list(public_records().filter(matching(filters)).order_by("code"))
