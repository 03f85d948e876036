"""Who might speak: the bodies behind the records that carry a joint project candidate on the programme."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from tricity.cooperation.models import Evidence
from tricity.cooperation.rules import may_read
from tricity.directory.models import Organization
from tricity.events.models import Session

MOST = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A body, with the evidence that names it; `fills_gap` where nobody of its country or kind speaks yet."""

    organization: Organization
    evidence: Evidence
    fills_gap: bool


def suggestions(sessions: Sequence[Session], *, user: Any, missing: Collection[str]) -> list[Suggestion]:
    """Bodies that do not speak yet, those that fill a gap first, at most MOST. Two queries.

    `missing` are codes of countries and kinds of bodies; candidates only as far as `user` may read them.
    """
    candidates = {
        each.pk for session in sessions for each in session.opportunities.all() if may_read(user, each)
    }
    if not candidates:
        return []
    speaking = {talk.organization_id for session in sessions for talk in session.talks.all()}
    found: dict[int, Suggestion] = {}
    rows = Evidence.objects.filter(opportunity__in=candidates).select_related(
        "organization__country", "record__owner__country", "record__owner__city", "record__city"
    )
    evidence = list(rows)
    administrations = _administrations(evidence)
    for each in evidence:
        body = _body(each, administrations)
        if body is None or body.pk in speaking or body.pk in found or body.deleted_at is not None:
            continue
        fills = body.country_id in missing or body.type in missing
        found[body.pk] = Suggestion(body, each, fills)
    return sorted(found.values(), key=lambda each: not each.fills_gap)[:MOST]


def _body(evidence: Evidence, administrations: dict[int, Organization]) -> Organization | None:
    if evidence.organization is not None:
        return evidence.organization
    record = evidence.record
    if record is None or not record.is_public:
        return None
    return record.owner or administrations.get(record.city_id or 0)


def _administrations(evidence: Sequence[Evidence]) -> dict[int, Organization]:
    """City id → the body that administers it."""
    cities = {each.record.city_id for each in evidence if each.record and each.record.city_id}
    rows = Organization.objects.filter(city__in=cities, deleted_at=None).select_related("country", "city")
    return {body.city_id: body for body in rows if body.city_id}
