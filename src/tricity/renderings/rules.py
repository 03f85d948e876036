"""Pure predicates: who writes, reviews and stamps renderings; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.accounts.models import RoleGrant
from tricity.accounts.rules import grants, is_curator
from tricity.renderings.models import Draft
from tricity.renderings.registry import Renderable
from tricity.terms.rules import COUNTRY_OF, decides_in


def is_translator(user: Any) -> bool:
    return any(role == RoleGrant.Role.TRANSLATOR for role, _country in grants(user))


def may_write(user: Any, renderable: Renderable, subject: Any) -> bool:
    """Translators and curators render what they may read; editors of a body what it has published."""
    return (
        user.is_authenticated
        and renderable.may_read(user, subject)
        and (is_reviewer(user) or renderable.may_edit(user, subject))
    )


def is_reviewer(user: Any) -> bool:
    return is_translator(user) or is_curator(user)


def may_review(user: Any, draft: Draft) -> bool:
    """Translators and curators, never of their own words: a review is by a second person, whatever their role."""
    return is_reviewer(user) and draft.by_id != user.pk


def may_stamp(user: Any, language: str) -> bool:
    """Curators of the country whose language it is, in the name of their association."""
    return decides_in(user, language)


def country_of_stamp(user: Any, language: str) -> str:
    """For which country's association a person stamps; of English, the curator's own; empty for a secretariat."""
    country = COUNTRY_OF.get(language)
    if country:
        return country
    own = sorted(held for role, held in grants(user) if role == RoleGrant.Role.CURATOR and held)
    return own[0] if own else ""
