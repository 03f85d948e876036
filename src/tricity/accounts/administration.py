"""What an operator does to accounts; called by the `tricity user` command."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from tricity.accounts.credentials import factors
from tricity.accounts.models import RoleGrant, User
from tricity.activity.actions import record
from tricity.language import INTERFACE_LANGUAGES
from tricity.web.errors import BadInput


def find(username: str) -> User:
    """The account of that name; raises BadInput."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise BadInput(_("There is no account named “%(username)s”.") % {"username": username})
    return user


@transaction.atomic
def add(username: str, password: str, *, name: str = "", language: str = "en") -> User:
    """Make an account. Raises BadInput, or ValidationError for a weak password."""
    if not username.strip():
        raise BadInput(_("The user name is empty."))
    if User.objects.filter(username=User.normalize_username(username)).exists():
        raise BadInput(_("There is already an account named “%(username)s”.") % {"username": username})
    if language not in INTERFACE_LANGUAGES:
        raise BadInput(
            _("“%(language)s” is not one of: %(known)s.")
            % {"language": language, "known": ", ".join(INTERFACE_LANGUAGES)}
        )
    validate_password(password)
    user = User.objects.create_user(username, password, native_name=name, language=language)
    record("account.made", user)
    return user


@transaction.atomic
def set_password(username: str, password: str) -> None:
    user = find(username)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record("account.password-changed", user)


def forget_factors(username: str) -> int:
    """Remove passkeys, app and recovery codes of somebody who lost them; how many there were."""
    return factors.forget_all(find(username))


@transaction.atomic
def grant(username: str, role: str, *, country: str = "") -> None:
    """Give a role; giving it twice changes nothing. Only a curator's role has a country."""
    user = find(username)
    if role != RoleGrant.Role.CURATOR and country:
        raise BadInput(_("Only a curator's role has a country."))
    _grant, created = RoleGrant.objects.get_or_create(user=user, role=role, country=country.upper())
    if created:
        record("account.role-granted", user, role=role, country=country.upper())


def everybody() -> list[dict[str, Any]]:
    """Every account with its roles, by user name."""
    users = User.objects.order_by("username").prefetch_related("role_grants")
    return [
        {
            "username": user.username,
            "name": user.native_name,
            "language": user.language,
            "active": user.is_active,
            "roles": sorted(f"{grant.role} {grant.country}".strip() for grant in user.role_grants.all()),
        }
        for user in users
    ]
