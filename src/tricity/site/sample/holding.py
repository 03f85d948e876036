"""What came with the sample, and which of it people have changed or built upon since.

Whatever refers to an object of the sample and is not itself of the sample holds it; so does what is of the sample and
held. A kind of reference nobody has thought of holds too: rather too much stays than too much goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from django.db.models import Model, Q, QuerySet

from tricity.activity.models import Entry
from tricity.cooperation.models import Opportunity
from tricity.directory.models import CardEntry, City, Organization, Service
from tricity.discussion.models import Conversation, Thread
from tricity.events.models import Event
from tricity.knowledge.models import Kind, Record
from tricity.renderings.models import Draft
from tricity.site.sample import SOURCE
from tricity.translation.models import Translation
from tricity.web.text import Origin

# In the order in which they can be deleted.
MODELS: Final[tuple[type[Model], ...]] = (Opportunity, Event, Service, CardEntry, Record, Organization, City)
# A row of these is a part of what the path leads to.
PARTS: Final = {
    "knowledge.participation": (Record, "record"),
    "knowledge.deployment": (Record, "record"),
    "cooperation.evidence": (Opportunity, "opportunity"),
    "events.talk": (Event, "session__event"),
    "events.session": (Event, "event"),
    "events.resource": (Event, "event"),
    "events.session_opportunities": (Event, "session__event"),
}
# What the program works out by itself, and works out again.
DERIVED: Final = frozenset(
    {
        "knowledge.recordtopic", "knowledge.recordtitle", "knowledge.snapshot", "knowledge.reminder",
        "cooperation.match", "cooperation.matchfound", "harvest.pair",
    }
)  # fmt: skip
# Deeds of the loading itself.
OWN_DEEDS: Final = ("event.loaded", "resource.kept", "import.applied")
Key = tuple[type[Model], int]


class Why(Enum):
    """Why something of the sample stays."""

    CHANGED = "changed"
    ATTACHED = "attached"
    NEEDED = "needed"


@dataclass(slots=True)
class Survey:
    """Row ids by model: what can go, and what stays and why."""

    going: dict[type[Model], set[int]] = field(default_factory=dict)
    kept: dict[type[Model], dict[int, Why]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not any(self.going.values())


def has_sample() -> bool:
    """One quick look: whether anything of the sample is here."""
    return Record.objects.filter(source=SOURCE).exists() or City.objects.filter(source=SOURCE).exists()


def survey() -> Survey:
    """Look through the site, in about forty queries whatever its size."""
    all_of = {model: set(_of_sample(model).values_list("pk", flat=True)) for model in MODELS}
    needs: dict[Key, list[Key]] = defaultdict(list)
    kept: dict[Key, Why] = {(model, pk): Why.CHANGED for model in MODELS for pk in _changed(model)}
    for model in MODELS:
        for pk, owner in _references(model):
            if owner is None or owner[1] not in all_of.get(owner[0], ()):
                kept.setdefault((model, pk), Why.ATTACHED)
            else:
                needs[owner].append((model, pk))
        for pk in _attached(model):
            kept.setdefault((model, pk), Why.ATTACHED)
    kept = {key: why for key, why in kept.items() if key[1] in all_of[key[0]]}
    _spread(kept, needs)
    found = Survey(
        {model: {pk for pk in pks if (model, pk) not in kept} for model, pks in all_of.items()},
        {model: {pk: why for (its, pk), why in kept.items() if its is model} for model in MODELS},
    )
    # A candidate with evidence of people's own is worked out anew without the sample's.
    found.going[Opportunity] -= set(
        Opportunity.objects.filter(
            Q(evidence__record__isnull=False) & ~Q(evidence__record__source=SOURCE)
        ).values_list("pk", flat=True)
    )
    return found


def _spread(kept: dict[Key, Why], needs: dict[Key, list[Key]]) -> None:
    """What stays keeps all that it needs, and that what it needs in turn."""
    waiting = list(kept)
    while waiting:
        for needed in needs.get(waiting.pop(), ()):
            if needed not in kept:
                kept[needed] = Why.NEEDED
                waiting.append(needed)


def _of_sample(model: type[Model]) -> QuerySet[Any]:
    rows = model._base_manager.all()
    if model is Opportunity:
        return rows.filter(evidence__record__source=SOURCE).distinct()
    return rows.filter(source=SOURCE)


def _changed(model: type[Model]) -> set[int]:
    """Those the audit trail tells of; that a candidate was published is not yet a work of people."""
    if model is Opportunity:
        return set()
    entries = Entry.objects.filter(subject_kind=model._meta.label_lower).exclude(verb__in=OWN_DEEDS)
    codes = set(entries.values_list("subject_code", flat=True).distinct())
    return {pk for pk, code in _of_sample(model).values_list("pk", "code") if code in codes}


def _references(model: type[Model]) -> Iterator[tuple[int, Key | None]]:
    """(row id, what refers to it); None stands for something that is never of the sample."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete) or relation.many_to_many:
            continue
        other: type[Model] = relation.related_model  # type: ignore[assignment]
        label, name = other._meta.label_lower, relation.field.name  # type: ignore[union-attr]
        if label in DERIVED:
            continue
        owner, path = PARTS.get(label, (other if other in MODELS else None, "pk"))
        rows = other._base_manager.filter(**{f"{name}__in": _of_sample(model).values("pk")})
        for pk, owner_pk in rows.values_list(f"{name}_id", path):
            yield pk, (owner, owner_pk) if owner else None


def _attached(model: type[Model]) -> set[int]:
    """Those people translated, discussed or wrote to each other about."""
    label = model._meta.label_lower
    kinds = _kinds(model)
    by_people = Q(translator__isnull=False) | Q(reviewer__isnull=False) | Q(official_at__isnull=False)
    renderings = Translation.objects.filter(by_people | Q(origin=Origin.HUMAN.value), subject_kind=label)
    found: set[int | None] = {
        *renderings.values_list("subject_id", flat=True),
        *Draft.objects.filter(subject_kind__in=[label, *kinds]).values_list("subject_id", flat=True),
        *Thread.objects.filter(kind__in=kinds, posts__isnull=False).values_list("subject_id", flat=True),
        *Conversation.objects.filter(about_kind__in=kinds, about_id__isnull=False).values_list("about_id", flat=True),
    }  # fmt: skip
    return {pk for pk in found if pk is not None}


def _kinds(model: type[Model]) -> list[str]:
    """What the discussions call an object of the model."""
    return ["record", *Kind.values] if model is Record else [model._meta.model_name or ""]
