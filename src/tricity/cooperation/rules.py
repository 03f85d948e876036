"""Pure predicates: who decides about candidates, who writes to whom; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.accounts.rules import is_curator
from tricity.cooperation.models import Interest, Opportunity
from tricity.directory.models import Organization
from tricity.directory.rules import memberships
from tricity.knowledge.models import Record


def may_review(user: Any, opportunity: Opportunity) -> bool:
    """Curators of any of its countries, a secretariat and operators publish and withdraw."""
    return any(is_curator(user, country) for country in opportunity.countries)


def may_read(user: Any, opportunity: Opportunity) -> bool:
    """Everybody what is published; curators of its countries the rest."""
    if opportunity.deleted_at is not None:
        return False
    return opportunity.is_public or may_review(user, opportunity)


def may_express(user: Any, body: Organization) -> bool:
    """Any member may say for the body that it is interested."""
    return body.deleted_at is None and body.pk in memberships(user)


def is_subject_of(body: Organization, record: Record) -> bool:
    """The record is the body's own: it owns it, administers its city or provides what it describes."""
    if body.pk == record.owner_id or (record.city_id is not None and body.city_id == record.city_id):
        return True
    return any(
        each.organization_id == body.pk and each.role in ("lead", "provider")
        for each in record.participations.all()
    )


def curates(user: Any, interest: Interest) -> bool:
    """Curators of the country of either side; of a candidate, of any of its countries."""
    countries = [interest.organization.country_id]
    countries += [interest.record.country_id] if interest.record else []
    countries += interest.opportunity.countries if interest.opportunity else []
    return any(is_curator(user, country or "") for country in countries)
