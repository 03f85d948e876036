"""Curators propose to merge two topics, or to move one; another curator approves, and any of them undoes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from tricity.terms.actions import structure
from tricity.terms.actions.proposing import kept, refuse_too_many, settle
from tricity.terms.errors import NothingChanged, NotTheirLanguage, WrongState
from tricity.terms.models import Concept, Proposal
from tricity.terms.notices import tell_proposer
from tricity.terms.plans import plan_merge, plan_move
from tricity.terms.rules import EVERY_LANGUAGE, may_restructure, may_undo

Kind, State = Proposal.Kind, Proposal.State


@transaction.atomic
def propose_merge(
    going: Concept, staying: Concept, *, by: Any, reason: str, reason_language: str, source: str
) -> Proposal:
    """Propose that one topic goes into another. Raises NotTheirLanguage, NotAPlace, BadSection, TooManyProposals."""
    plan_merge(going, staying)
    values = {"into": staying.slug}
    return _proposed(Kind.MERGE, going, values, {}, by=by, why=(reason, reason_language, source))


@transaction.atomic
def propose_move(
    concept: Concept, broader: Sequence[str], *, by: Any, reason: str, reason_language: str, source: str
) -> Proposal:
    """Propose that a topic stands below others, or at the top. Raises NotTheirLanguage, NotAPlace, NothingChanged."""
    plan_move(concept, broader)
    present = sorted(concept.broader.values_list("slug", flat=True))
    if sorted(broader) == present:
        raise NothingChanged
    values, base = {"broader": list(broader)}, {"broader": present}
    return _proposed(Kind.MOVE, concept, values, base, by=by, why=(reason, reason_language, source))


@transaction.atomic
def undo_restructuring(proposal: Proposal, *, by: Any) -> Proposal:
    """Give back what an approved merge or move has changed. Raises NotTheirLanguage, WrongState, StoodUpon."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not may_restructure(by):
        raise NotTheirLanguage
    if not may_undo(by, proposal):
        raise WrongState
    structure.undo(proposal, by=by)
    settle(proposal, State.UNDONE, by=by)
    tell_proposer(proposal, "term.undone", by=by)
    return proposal


def _proposed(
    kind: str, concept: Concept, values: Any, base: Any, *, by: Any, why: tuple[str, str, str]
) -> Proposal:
    if not may_restructure(by):
        raise NotTheirLanguage
    refuse_too_many(by)
    reason, reason_language, source = why
    return kept(
        Proposal(
            kind=kind,
            slug=concept.slug,
            language=EVERY_LANGUAGE,
            base=base,
            values=values,
            reason=reason,
            reason_language=reason_language,
            source=source,
            by=by,
        )
    )
