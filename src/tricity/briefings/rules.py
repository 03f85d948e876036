"""Whose candidates somebody may read in a briefing; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.accounts.rules import Role, grants, is_organizer
from tricity.briefings.audience import INSIDERS, Audience
from tricity.cooperation.models import Opportunity


def audience_of(user: Any) -> Audience:
    """Curators get the candidates of their countries; organizers, a secretariat and operators get all."""
    countries = {country for role, country in grants(user) if role == Role.CURATOR}
    if is_organizer(user) or "" in countries:
        return INSIDERS
    return Audience(tuple(sorted(countries)))


def may_get(user: Any, candidate: Opportunity) -> bool:
    """Whether a briefing for the person holds the candidate, if it is among the first."""
    countries = audience_of(user).countries
    if candidate.is_public or countries is None:
        return candidate.deleted_at is None
    return candidate.deleted_at is None and not set(countries).isdisjoint(candidate.countries)
