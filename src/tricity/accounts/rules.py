"""Pure predicates over the roles a person holds; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.accounts.models import RoleGrant

Role = RoleGrant.Role


def grants(user: Any) -> frozenset[tuple[str, str]]:
    """(role, country) of everything granted to the person; read once per request object."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_grants"):
        user._grants = frozenset(user.role_grants.values_list("role", "country"))
    return user._grants


def is_operator(user: Any) -> bool:
    return user.is_authenticated and (
        user.is_superuser or any(role == Role.OPERATOR for role, _ in grants(user))
    )


def is_organizer(user: Any) -> bool:
    return is_operator(user) or any(role == Role.ORGANIZER for role, _ in grants(user))


def is_curator(user: Any, country: str | None = None) -> bool:
    """A curator of `country`, or of any country where none is named. A curator without a country serves all (a secretariat)."""
    if is_operator(user):
        return True
    return any(
        role == Role.CURATOR and (country is None or held in ("", country)) for role, held in grants(user)
    )


def may_audit(user: Any) -> bool:
    """Operators, and curators of no single country (a secretariat), read the audit trail."""
    return is_operator(user) or (Role.CURATOR, "") in grants(user)
