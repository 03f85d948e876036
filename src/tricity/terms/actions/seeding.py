from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import models, transaction
from django.utils import timezone

from tricity.language import LANGUAGES, sort_key
from tricity.terms.models import Concept
from tricity.terms.queries import successors
from tricity.terms.seeds import SEED_FILE, SEED_VERSION, SeedConcept, read_seed

_SEEDED = ("is_top", "names", "alternatives", "definitions", "cross_border", "mappings", "false_friends")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a seed did: numbers of concepts; `kept` are those edited here, which stay as they are."""

    created: int
    changed: int
    unchanged: int
    kept: int


@transaction.atomic
def load_seed(source: Path | Iterable[str] = SEED_FILE) -> Loaded:
    """Bring the shipped thesaurus into the database; loading it again changes nothing.

    Concepts edited here (`edited_at`) stay as edited, with their place in the tree. A concept that left the file
    stays too: its address never dies. One that was merged into another does not come back. Raises BadSeed.
    """
    gone = successors()
    seed = [each for each in read_seed(source) if each.slug not in gone]
    known = {concept.slug: concept for concept in Concept.objects.select_for_update()}
    new = [each for each in seed if each.slug not in known]
    kept = [each for each in seed if each.slug in known and known[each.slug].edited_at]
    followed = [each for each in seed if each.slug in known and not known[each.slug].edited_at]
    changed = {each.slug for each in followed if _differs(known[each.slug], each)}
    Concept.objects.bulk_create([_filled(Concept(slug=each.slug), each) for each in new])
    rows = [_filled(known[each.slug], each) for each in followed if each.slug in changed]
    Concept.objects.bulk_update(rows, [*_SEEDED, "sort_keys", "seed_version", "updated_at"], batch_size=100)
    moved = _place([*new, *followed], edited={each.slug for each in kept}) - {each.slug for each in new}
    Concept.objects.filter(slug__in=moved).update(updated_at=timezone.now())
    touched = changed | moved
    return Loaded(len(new), len(touched), len(followed) - len(touched), len(kept))


def _differs(concept: Concept, seed: SeedConcept) -> bool:
    return any(getattr(concept, name) != getattr(seed, name) for name in _SEEDED)


def _filled(concept: Concept, seed: SeedConcept) -> Concept:
    for name in _SEEDED:
        setattr(concept, name, getattr(seed, name))
    concept.sort_keys = {
        language: sort_key(seed.names[language], "", language)
        for language in LANGUAGES
        if language in seed.names
    }
    concept.seed_version = SEED_VERSION
    concept.updated_at = timezone.now()
    return concept


def _place(seed: Sequence[SeedConcept], *, edited: set[str]) -> set[str]:
    """Set the links of these concepts; slugs of those whose links changed."""
    ids, gone = dict(Concept.objects.values_list("slug", "pk")), successors()

    def links(name: str) -> Iterator[tuple[str, str]]:
        for each in seed:
            for other in dict.fromkeys(gone.get(slug, slug) for slug in getattr(each, name)):
                # Where one was merged into its own neighbour there is nothing left to link.
                if other != each.slug:
                    yield each.slug, other

    own = {ids[each.slug] for each in seed}
    broader = {(ids[slug], ids[up]) for slug, up in links("broader")}
    related = {(ids[slug], ids[other]) for slug, other in links("related") if other not in edited}
    related |= {(other, one) for one, other in related}
    moved = _set_links(Concept.broader.through, own, set(), broader)
    moved |= _set_links(Concept.related.through, own, {ids[slug] for slug in edited}, related)
    return {slug for slug, pk in ids.items() if pk in moved}


def _set_links(
    through: type[models.Model], own: set[int], left_alone: set[int], wanted: set[tuple[int, int]]
) -> set[int]:
    """Make the links from `own` those wanted, except links to concepts left alone; ids at both ends of a change."""
    rows = through._base_manager.filter(from_concept__in=own).exclude(to_concept__in=left_alone)
    present = {(start, end): pk for pk, start, end in rows.values_list("pk", "from_concept", "to_concept")}
    through._base_manager.filter(pk__in=[pk for link, pk in present.items() if link not in wanted]).delete()
    added = sorted(wanted - set(present))
    through._base_manager.bulk_create(
        [through(from_concept_id=start, to_concept_id=end) for start, end in added]
    )
    return {start for start, _end in set(present) ^ wanted}
