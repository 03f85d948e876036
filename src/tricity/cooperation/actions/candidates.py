"""Candidates of a run, kept under the identity (`key`) that each had before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tricity import synthesis
from tricity.cooperation.analysis import plain
from tricity.cooperation.models import Evidence, Opportunity
from tricity.directory.models import Organization
from tricity.knowledge.models import Record
from tricity.search.actions import touch
from tricity.web.identity import PublicationState, Standing

_FIELDS = ("concept_id", "horizon", "countries", "score", "is_cross_border", "is_current", "is_held")
_PARTS = (
    (Evidence.Role.NEED, "needs"),
    (Evidence.Role.PLAN, "plans"),
    (Evidence.Role.EXPERIENCE, "experience"),
    (Evidence.Role.OFFER, "offers"),
)


def keep_candidates(
    found: Iterable[synthesis.Opportunity], concepts: dict[str, int], changes: synthesis.Changes
) -> None:
    """Store the candidates of a run; those not found again are only marked. Call it inside the run's transaction.

    What curators set aside, merged or split keeps its mark. What was dismissed and is another by now waits for curators.
    """
    known = {row.key: row for row in Opportunity.objects.select_for_update()}
    parts = {name: known.get(each.id) for each in changes.split for name in each.parts}
    current: set[str] = set()
    changed: list[Opportunity] = []
    for each in found:
        if each.concept_id not in concepts:
            continue
        current.add(each.id)
        row = known.get(each.id) or Opportunity(
            key=each.id, standing=Standing.COMPILED, split_from=parts.get(each.id)
        )
        is_back = each.id in changes.returned and _bring_back(row)
        if _keep(row, each, concepts, is_held=each.id in changes.held) or is_back:
            changed.append(row)
    gone = [row for key, row in known.items() if key not in current and row.is_current]
    gone = [row for row in gone if row.key not in changes.dismissed and row.stands_alone]
    Opportunity.objects.filter(pk__in=[row.pk for row in gone]).update(is_current=False, is_held=False)
    touch(*changed, *gone)


def _bring_back(row: Opportunity) -> bool:
    """Let curators look again at what they dismissed; whether it had been."""
    if row.publication_state != PublicationState.ARCHIVED or not row.stands_alone:
        return False
    row.publication_state, row.decided_by, row.decided_at = PublicationState.DRAFT, None, None
    row.decision_reason = row.decision_language = ""
    row.save()
    return True


def _keep(row: Opportunity, found: synthesis.Opportunity, concepts: dict[str, int], *, is_held: bool) -> bool:
    """Whether anything of the candidate is new."""
    values: dict[str, Any] = {
        "concept_id": concepts[found.concept_id],
        "horizon": found.horizon.value,
        "countries": list(found.countries),
        "score": found.score,
        "is_cross_border": found.is_cross_border,
        "is_current": True,
        "is_held": is_held,
    }
    evidence = _evidence(found)
    if not row._state.adding and _is_same(row, values, evidence):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 0 if row._state.adding else 1
    row.save()
    row.evidence.all().delete()
    for each in evidence:
        each.opportunity = row
    Evidence.objects.bulk_create(evidence)
    return True


def _is_same(row: Opportunity, values: dict[str, Any], evidence: Sequence[Evidence]) -> bool:
    if values != {name: getattr(row, name) for name in _FIELDS}:
        return False
    return list(map(_facts, row.evidence.order_by("position"))) == list(map(_facts, evidence))


def _evidence(found: synthesis.Opportunity) -> list[Evidence]:
    quoted = {each.record_id: each for each in found.evidence}
    rows = [
        Evidence(
            role=role,
            record_id=int(record_id),
            quotation=quoted[record_id].text,
            reasons=[plain.place(quoted[record_id])],
        )
        for role, part in _PARTS
        for record_id in getattr(found, part)
    ]
    rows += [
        Evidence(
            role=Evidence.Role.SUPPORT,
            organization_id=int(each.organization_id),
            quotation=each.text,
            reasons=[{"reason": each.reason.value, "start": each.start, "end": each.end}],
        )
        for each in found.supporters
    ]
    rows = _alive(rows)
    for position, row in enumerate(rows):
        row.position = position
    return rows


def _alive(rows: Sequence[Evidence]) -> list[Evidence]:
    """Without what was deleted since it was read."""
    records = set(Record.objects.filter(pk__in=[row.record_id for row in rows]).values_list("pk", flat=True))
    bodies = Organization.objects.filter(pk__in=[row.organization_id for row in rows])
    organizations = set(bodies.values_list("pk", flat=True))
    return [row for row in rows if row.record_id in records or row.organization_id in organizations]


def _facts(row: Evidence) -> tuple[Any, ...]:
    return row.role, row.record_id, row.organization_id, row.quotation, row.reasons
