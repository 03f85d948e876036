"""Merging, splitting and renaming candidates; and the log of every decision, which the next run respects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity import synthesis
from tricity.activity.actions import record
from tricity.cooperation.actions.wishing import synthesize_later
from tricity.cooperation.analysis.decided import decisions
from tricity.cooperation.decisions.notices import tell_curators
from tricity.cooperation.errors import ContradictsMerge, WrongState
from tricity.cooperation.models import Decision, Opportunity
from tricity.search.actions import touch
from tricity.synthesis.decisions import in_force
from tricity.web.identity import PublicationState

Deed = Decision.Deed


@transaction.atomic
def merge(opportunity: Opportunity, *, into: Opportunity, by: Any, reason: str, language: str) -> Opportunity:
    """Give all that speaks for a candidate to another, from the next run on. Raises WrongState, ContradictsMerge."""
    row = _standing(opportunity)
    goal = _standing(into)
    row.merged_into = goal
    note(row, Deed.MERGE, by=by, reason=reason, language=language, into=goal.key)
    return _set_aside(row, "opportunity.merged", by=by, reason=reason, language=language)


@transaction.atomic
def split(
    opportunity: Opportunity, *, parts: Sequence[Sequence[int]], by: Any, reason: str, language: str
) -> Opportunity:
    """Make candidates of parts (row ids of records) with the next run. Raises WrongState, ContradictsMerge."""
    row = _standing(opportunity)
    row.is_split = True
    note(row, Deed.SPLIT, by=by, reason=reason, language=language, parts=[list(part) for part in parts])
    # Parts of an earlier split have other records from now on: curators look first.
    row.parts.update(publication_state=PublicationState.DRAFT, titles={}, decided_at=None)
    touch(*row.parts.all())
    return _set_aside(row, "opportunity.split", by=by, reason=reason, language=language)


@transaction.atomic
def rename(
    opportunity: Opportunity, *, titles: Mapping[str, str], by: Any, reason: str, language: str
) -> Opportunity:
    """Give a candidate titles by language; readers of the others see the one that analysis gives it."""
    row = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    row.titles = dict(titles)
    row.version += 1
    row.save()
    note(row, Deed.RENAME, by=by, reason=reason, language=language, titles=dict(titles))
    record("opportunity.renamed", row, by=by)
    touch(row)
    tell_curators(row, Deed.RENAME, by=by)
    return row


def note(
    row: Opportunity, deed: str, *, by: Any, reason: str = "", language: str = "", **data: Any
) -> Decision:
    """Keep a decision for the next run. Raises ContradictsMerge where it contradicts another in force."""
    decision = Decision(
        opportunity=row, deed=deed, data=data, reason=reason, language=language if reason else "", by=by
    )
    try:
        in_force(decisions([decision]))
    except synthesis.BadRecord as error:
        raise ContradictsMerge from error
    decision.save()
    return decision


def _standing(opportunity: Opportunity) -> Opportunity:
    row = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    if row.publication_state == PublicationState.ARCHIVED:
        raise WrongState
    return row


def _set_aside(row: Opportunity, verb: str, *, by: Any, reason: str, language: str) -> Opportunity:
    """Leave its address to where it went."""
    row.publication_state = PublicationState.ARCHIVED
    row.decided_by, row.decided_at = by, timezone.now()
    row.decision_reason, row.decision_language = reason, language
    row.version += 1
    row.save()
    record(verb, row, by=by)
    touch(row)
    synthesize_later()
    tell_curators(row, Deed.MERGE if row.merged_into_id else Deed.SPLIT, by=by)
    return row
