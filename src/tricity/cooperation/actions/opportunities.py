"""What curators decide about candidates."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.cooperation.actions.decisions import note
from tricity.cooperation.errors import WrongState
from tricity.cooperation.models import Decision, Opportunity
from tricity.search.actions import touch
from tricity.web.identity import PublicationState

Deed = Decision.Deed


@transaction.atomic
def publish(opportunity: Opportunity, *, by: Any) -> Opportunity:
    """Show a candidate to the public, as proposed by analysis; a withdrawn one may be shown again. Raises WrongState.

    One that was merged or split stands for itself again. Later runs keep it, whatever its score.
    """
    row = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    if row.publication_state == PublicationState.PUBLISHED:
        raise WrongState
    row.published_at = row.published_at or timezone.now()
    row.merged_into, row.is_split = None, False
    note(row, Deed.ACCEPT, by=by)
    return _decide(row, PublicationState.PUBLISHED, "opportunity.published", by=by)


@transaction.atomic
def withdraw(opportunity: Opportunity, *, by: Any, reason: str, language: str) -> Opportunity:
    """Take a candidate from the public, or set one aside before it got there; `reason` is in `language`.

    Curators go on seeing it with the reason. Later runs leave it out while it is mostly the same.
    Raises WrongState, ContradictsMerge.
    """
    row = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    if row.publication_state == PublicationState.ARCHIVED:
        raise WrongState
    named = sorted(set(row.evidence.exclude(record=None).values_list("record_id", flat=True)))
    note(row, Deed.DISMISS, by=by, reason=reason, language=language, records=named)
    return _decide(
        row, PublicationState.ARCHIVED, "opportunity.withdrawn", by=by, reason=reason, language=language
    )


def _decide(
    row: Opportunity, state: PublicationState, verb: str, *, by: Any, reason: str = "", language: str = ""
) -> Opportunity:
    row.publication_state = state
    row.decided_by, row.decided_at = by, timezone.now()
    row.decision_reason, row.decision_language = reason, language
    row.version += 1
    row.save()
    record(verb, row, by=by)
    touch(row)
    return row
