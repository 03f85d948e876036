"""A file of terms becomes proposals, or, by an operator, part of the termbase at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.terms.actions.proposing import set_section
from tricity.terms.exchange.entries import Entry, Problem, ReadTerms
from tricity.terms.exchange.plan import Change, Plan, make_plan
from tricity.terms.models import Concept, Proposal, TermImport
from tricity.web.languages import reader_language

MOST_KEPT = 5


@transaction.atomic
def keep_import(read: ReadTerms, *, by: Any, file_name: str) -> TermImport:
    """Hold a file that was read until it is confirmed; of older ones of the same person five stay."""
    kept = TermImport.objects.create(
        by=by,
        file_name=file_name[:200],
        entries=[entry.as_dict() for entry in read.entries],
        problems=[[problem.place, problem.reason, reader_language()] for problem in read.problems],
    )
    newest = TermImport.objects.filter(by=by).values_list("pk", flat=True)[:MOST_KEPT]
    TermImport.objects.filter(by=by).exclude(pk__in=list(newest)).delete()
    return kept


@transaction.atomic
def apply_import(
    entries: list[Entry],
    *,
    by: Any,
    file_name: str,
    directly: bool,
    reason: str = "",
    problems: tuple[Problem, ...] = (),
    under: str = "",
) -> Plan:
    """Write what is new or changed: as proposals, or at once. What did not change is left alone.

    `under` is the topic new ones stand below where the file does not say. Returns what was planned and done.
    """
    plan = make_plan(entries, problems)
    rows = [
        _proposal(change, by=by, reason=reason, file_name=file_name, under=under) for change in plan.effective
    ]
    if directly:
        _write(plan, by=by, under=under)
        for row in rows:
            row.state, row.decided_by, row.decided_at = Proposal.State.APPROVED, by, timezone.now()
    for row in rows:
        row.save()
    if directly:
        _place_new(plan, under)
    return plan


def _write(plan: Plan, *, by: Any, under: str) -> None:
    concepts = {row.slug: row for row in Concept.objects.select_for_update()}
    for change in plan.effective:
        concepts[change.slug] = set_section(
            change.slug,
            change.language,
            change.after,
            by=by,
            broader=_above(change, under),
            concept=concepts.get(change.slug),
        )


def _place_new(plan: Plan, under: str) -> None:
    """Links among new concepts, now that all of them are there."""
    new = {change.slug: _above(change, under) for change in plan.effective if change.outcome == "new"}
    rows = {
        row.slug: row
        for row in Concept.objects.filter(slug__in={*new, *(up for ups in new.values() for up in ups)})
    }
    for slug, above in new.items():
        rows[slug].broader.set([rows[up] for up in above if up in rows])


def _above(change: Change, under: str) -> list[str]:
    return list(change.broader) or [each for each in [under] if each]


def _proposal(change: Change, *, by: Any, reason: str, file_name: str, under: str) -> Proposal:
    return Proposal(
        slug=change.slug,
        broader=_above(change, under) if change.outcome == "new" else [],
        language=change.language,
        base=change.before.as_dict(),
        values=change.after.as_dict(),
        reason=reason,
        source=file_name,
        by=by,
    )
