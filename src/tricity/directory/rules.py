"""Pure predicates: who may act for which body; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.accounts.rules import is_curator
from tricity.directory.models import Membership, Organization


def memberships(user: Any) -> dict[int, str]:
    """Organization id → role of the person; read once per request object."""
    if not user.is_authenticated:
        return {}
    if not hasattr(user, "_memberships"):
        user._memberships = dict(user.memberships.values_list("organization_id", "role"))
    return user._memberships


def acts_for(user: Any, organization: Organization | None) -> bool:
    """Any member may speak for the body in contacts."""
    return organization is not None and organization.pk in memberships(user)


def edits_for(user: Any, organization: Organization | None) -> bool:
    """Editors and administrators of a body may change what it publishes."""
    return organization is not None and memberships(user).get(organization.pk) in (
        Membership.Role.EDITOR,
        Membership.Role.ADMINISTRATOR,
    )


def may_edit_organization(user: Any, organization: Organization) -> bool:
    return edits_for(user, organization) or is_curator(user, organization.country_id or "")
