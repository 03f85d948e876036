"""What a merge or a move changes, as people read it before they decide, and afterwards."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tricity.language import LANGUAGES
from tricity.terms import holders, queries
from tricity.terms.errors import NotAPlace
from tricity.terms.models import Concept, Proposal, Restructuring, Retired
from tricity.terms.plans import Plan, parents, plan_merge, plan_move
from tricity.terms.proposal_digests import Part, parts_of
from tricity.terms.sections import section
from tricity.terms.structure import State, below
from tricity.translation.names import name_in
from tricity.web.errors import TricityError
from tricity.web.languages import NATIVE_NAMES
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class LanguageParts:
    """What the topic that stays would say otherwise in one language."""

    code: str
    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A topic and what it stands below; nothing: at the top."""

    topic: LocalizedText
    before: tuple[LocalizedText, ...]
    after: tuple[LocalizedText, ...]


@dataclass(frozen=True, slots=True)
class StructureView:
    """`touched` are sentences like “12 records”; the addresses are of a topic that goes and of what replaces it."""

    languages: tuple[LanguageParts, ...]
    places: tuple[Place, ...]
    touched: tuple[str, ...]
    is_merge: bool
    old_uri: str = ""
    new_uri: str = ""
    problem: str = ""


def merge_view(going: Concept, staying: Concept, reader: str) -> StructureView:
    """Raises NotAPlace, BadSection."""
    return _view(plan_merge(going, staying), holders.counts([going.slug]), reader, (going.uri, staying.uri))


def move_view(concept: Concept, broader: Collection[str], reader: str) -> StructureView:
    """Raises NotAPlace."""
    plan = plan_move(concept, list(broader))
    return _view(plan, holders.counts([concept.slug, *below(concept.slug, parents())]), reader, None)


def proposal_view(row: Proposal, reader: str) -> StructureView | None:
    """Of a waiting proposal what it would change today, of an approved one what it changed; None where it did nothing."""
    done = Restructuring.objects.filter(proposal=row).first()
    is_merge = row.kind == Proposal.Kind.MERGE
    concepts = queries.concepts_by_slug(queries.slugs_of(row))
    if done is not None:
        uris = (Retired(slug=row.slug).uri, Retired(slug=row.values["into"]).uri) if is_merge else None
        return _view(Plan(done.before, done.after), done.counts, reader, uris)
    if row.state != Proposal.State.OPEN:
        return None
    try:
        if missing := [slug for slug in queries.slugs_of(row) if slug not in concepts]:
            raise NotAPlace(missing[0])
        if is_merge:
            return merge_view(concepts[row.slug], concepts[row.values["into"]], reader)
        return move_view(concepts[row.slug], row.values["broader"], reader)
    except TricityError as error:
        return StructureView((), (), (), is_merge, problem=error.message)


def _view(plan: Plan, counts: dict[str, int], reader: str, uris: tuple[str, str] | None) -> StructureView:
    names = _names(plan, reader)
    staying = uris[1].rpartition(":")[2] if uris else ""
    languages = _languages(plan.before[staying], plan.after[staying]) if staying else ()
    places = [
        Place(
            names[slug], *(tuple(names[up] for up in each["broader"]) for each in (plan.before[slug], after))
        )
        for slug, after in plan.after.items()
        if plan.before[slug]["broader"] != after["broader"]
    ]
    return StructureView(
        languages,
        tuple(places),
        tuple(holders.sentences(counts)),
        uris is not None,
        *(uris or ()),
    )


def _languages(before: State, after: State) -> tuple[LanguageParts, ...]:
    found = [
        LanguageParts(
            code, NATIVE_NAMES[code], parts_of(*(section(_section(each, code)) for each in (before, after)))
        )
        for code in LANGUAGES
    ]
    return tuple(each for each in found if each.parts)


def _section(state: State, code: str) -> dict[str, object]:
    return {
        "preferred": state["names"].get(code),
        "admitted": state["alternatives"].get(code, ()),
        "deprecated": state["deprecated"].get(code, ()),
        "definition": state["definitions"].get(code),
    }


def _names(plan: Plan, reader: str) -> Mapping[str, LocalizedText]:
    """Slug → what it is called, of all that are touched and of what they stand below; one query."""
    every = {*plan.before, *plan.after}
    for state in (*plan.before.values(), *plan.after.values()):
        every.update(state["broader"])
    known = {slug: state["names"] for slug, state in plan.before.items()}
    known |= {slug: row.names for slug, row in queries.concepts_by_slug(every).items()}
    return {slug: name_in(known.get(slug, {}), reader) or LocalizedText(slug, "en") for slug in every}
