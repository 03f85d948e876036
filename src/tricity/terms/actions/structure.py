"""Writing a merge or a move of concepts, and taking it back. Rules and states are looked at by those who call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from tricity.activity.actions import record
from tricity.terms import holders
from tricity.terms.errors import ChangedMeanwhile, MergedAlready, StoodUpon
from tricity.terms.models import Concept, Proposal, Restructuring, Retired
from tricity.terms.plans import Plan, parents, plan_merge, plan_move
from tricity.terms.queries import successor_of
from tricity.terms.structure import ENTRIES, FLAGS, LINKS, LISTS, WORDS, State, below, state_of, taken_back

Kind = Proposal.Kind


def apply(proposal: Proposal, *, by: Any) -> Concept:
    """Merge or move as proposed; call it in a transaction. Raises BadSection, MergedAlready, NotAPlace, ChangedMeanwhile."""
    concept = _concept(proposal.slug)
    if proposal.kind == Kind.MERGE:
        return _merge(proposal, concept, _concept(proposal.values["into"]), by=by)
    return _move(proposal, concept, proposal.values["broader"], by=by)


def undo(proposal: Proposal, *, by: Any) -> None:
    """Give back what an approved merge or move has changed; what others changed since stays. Raises StoodUpon."""
    done = Restructuring.objects.filter(proposal=proposal).first()
    if done is None:
        raise StoodUpon
    if proposal.kind == Kind.MERGE:
        _revive(proposal, done)
    elif not Concept.objects.filter(slug=proposal.slug).exists():
        raise StoodUpon
    rows = {row.slug: row for row in Concept.objects.select_for_update().filter(slug__in=done.after)}
    for slug, after in done.after.items():
        # A concept that has gone since went with all that is to be given back.
        if slug in rows:
            _fill(rows[slug], taken_back(state_of(rows[slug]), done.before[slug], after))
    tree = parents()
    if any(slug in below(slug, tree) for slug in done.before):
        raise StoodUpon
    if proposal.kind == Kind.MERGE:
        going, staying = _concept(proposal.slug), _concept(proposal.values["into"])
        for each in holders.holders():
            if each.name in done.moved:
                each.restore(going, staying, done.moved[each.name])
    record("term.restructuring-undone", _concept(proposal.slug), by=by, kind=proposal.kind)


def _merge(proposal: Proposal, going: Concept, staying: Concept, *, by: Any) -> Concept:
    plan = plan_merge(going, staying)
    touched = Concept.objects.select_for_update().in_bulk(list(plan.after), field_name="slug")
    counts = holders.counts([going.slug])
    moved = {each.name: each.move(going, staying) for each in holders.holders()}
    Retired.objects.create(slug=going.slug, replaced_by=staying.slug, names=going.names)
    going.delete()
    for slug, state in plan.after.items():
        _fill(touched[slug], state)
    _keep(proposal, plan, touched.values(), moved=moved, counts=counts)
    record("term.merged", touched[staying.slug], by=by, topic=proposal.slug, counts=counts)
    return touched[staying.slug]


def _move(proposal: Proposal, concept: Concept, broader: Sequence[str], *, by: Any) -> Concept:
    plan = plan_move(concept, broader)
    # What is replaced may have moved on since it was proposed; the history says what was really there.
    proposal.base = {"broader": plan.before[concept.slug]["broader"]}
    counts = holders.counts([concept.slug, *below(concept.slug, parents())])
    _fill(concept, plan.after[concept.slug])
    _keep(proposal, plan, [concept], moved={}, counts=counts)
    record("term.moved", concept, by=by, version=concept.version)
    return concept


def _keep(
    proposal: Proposal,
    plan: Plan,
    touched: Iterable[Concept],
    *,
    moved: dict[str, Any],
    counts: dict[str, int],
) -> None:
    Restructuring.objects.update_or_create(
        proposal=proposal,
        defaults={
            "before": plan.before,
            "after": {row.slug: state_of(row) for row in touched},
            "moved": moved,
            "counts": counts,
        },
    )


def _revive(proposal: Proposal, done: Restructuring) -> None:
    """The concept that went is there again, without its links. Raises StoodUpon."""
    slug, into = proposal.slug, proposal.values["into"]
    is_last = Retired.objects.filter(slug=slug, replaced_by=into).exists()
    if not is_last or not Concept.objects.filter(slug=into).exists():
        raise StoodUpon
    Retired.objects.filter(slug=slug).delete()
    _fill(Concept(slug=slug, version=0), done.before[slug])


def _fill(concept: Concept, state: State) -> None:
    """Store the concept as in the state; links to concepts that are not there any more are left out."""
    for name in (*WORDS, *LISTS, *FLAGS, *ENTRIES):
        setattr(concept, name, state[name])
    concept.version += 1
    concept.edited_at = timezone.now()
    concept.save()
    for name in LINKS:
        getattr(concept, name).set(Concept.objects.filter(slug__in=state[name]).exclude(pk=concept.pk))


def _concept(slug: str) -> Concept:
    row = Concept.objects.select_for_update().filter(slug=slug).first()
    if row is not None:
        return row
    if into := successor_of(slug):
        raise MergedAlready(slug, into)
    raise ChangedMeanwhile
