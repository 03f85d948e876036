"""What a merge or a move would make of the concepts it touches: the same for the preview and for the deed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tricity.language import LANGUAGES, sort_key
from tricity.terms.errors import NotAPlace
from tricity.terms.models import Concept
from tricity.terms.sections import Section
from tricity.terms.structure import State, below, joined, parents_after_merge, state_of, united
from tricity.translation.names import name_in
from tricity.web.languages import reader_language


@dataclass(frozen=True, slots=True)
class Plan:
    """Slug → state of each concept touched, as it is and as it would be; one that goes is not in `after`."""

    before: dict[str, State]
    after: dict[str, State]


def plan_merge(going: Concept, staying: Concept) -> Plan:
    """Raises NotAPlace, BadSection."""
    if going.pk == staying.pk:
        raise NotAPlace(_("A topic cannot be merged into itself."))
    sections = united(going, staying)
    places = parents_after_merge(going.slug, staying.slug, parents())
    rows = Concept.objects.filter(slug__in={*places, staying.slug}).order_by("slug")
    before = {row.slug: state_of(row) for row in (*rows, going)}
    after = {row.slug: dict(before[row.slug]) for row in rows}
    after[staying.slug] |= _united(before[going.slug], before[staying.slug], sections, staying.slug)
    for slug, up in places.items():
        # Who stood at the top beside its place in the tree still does.
        after[slug] |= {"broader": sorted(up), "is_top": after[slug]["is_top"] or not up}
    return Plan(before, after)


def plan_move(concept: Concept, broader: Sequence[str]) -> Plan:
    """Raises NotAPlace where one of the places is not there, or is the concept itself or below it."""
    rows = {row.slug: row for row in Concept.objects.filter(slug__in=broader)}
    if missing := [slug for slug in broader if slug not in rows]:
        raise NotAPlace(_("There is no topic %(topic)s.") % {"topic": missing[0]})
    lower = below(concept.slug, parents()) | {concept.slug}
    if circle := [slug for slug in broader if slug in lower]:
        raise NotAPlace(
            _("The topic cannot stand below “%(topic)s”, which is the same topic or a narrower one.")
            % {"topic": name_in(rows[circle[0]].names, reader_language())}
        )
    before = state_of(concept)
    after = before | {"broader": sorted(rows), "is_top": not rows}
    return Plan({concept.slug: before}, {concept.slug: after})


def parents() -> Mapping[str, Sequence[str]]:
    """Slug → slugs above it, of every concept that has any; one query."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = Concept.broader.through._base_manager.order_by("pk")
    for slug, up in rows.values_list("from_concept__slug", "to_concept__slug"):
        found[slug].append(up)
    return dict(found)


def _united(going: State, staying: State, sections: Mapping[str, Section], own: str) -> State:
    names = {code: each.preferred for code, each in sections.items() if each.preferred}
    beside = (each for each in going["related"] if each != own)
    return {
        "names": names,
        "alternatives": {code: list(each.admitted) for code, each in sections.items() if each.admitted},
        "deprecated": {code: list(each.deprecated) for code, each in sections.items() if each.deprecated},
        "definitions": {code: each.definition for code, each in sections.items() if each.definition},
        "sort_keys": {code: sort_key(names[code], "", code) for code in LANGUAGES if code in names},
        "cross_border": staying["cross_border"] or going["cross_border"],
        "mappings": joined(staying["mappings"], going["mappings"]),
        "false_friends": joined(staying["false_friends"], going["false_friends"]),
        "related": sorted(joined(staying["related"], beside)),
    }
