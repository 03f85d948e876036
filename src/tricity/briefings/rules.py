"""Whose candidates somebody may read in a briefing; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.accounts.rules import is_organizer
from tricity.briefings.audience import INSIDERS, Audience
from tricity.cooperation.models import Opportunity
from tricity.knowledge.queries import curated_countries


def audience_of(user: Any) -> Audience:
    """Curators get the candidates of the countries they review for; organizers and a secretariat get all."""
    countries = curated_countries(user)
    if countries is None or is_organizer(user):
        return INSIDERS
    return Audience(tuple(sorted(countries)))


def may_get(user: Any, candidate: Opportunity) -> bool:
    """Whether a briefing for the person holds the candidate, if it is among the first."""
    countries = audience_of(user).countries
    if candidate.is_public or countries is None:
        return candidate.deleted_at is None
    return candidate.deleted_at is None and not set(countries).isdisjoint(candidate.countries)
