"""What an operator does to accounts: by the `tricity user` command (`by` is None) or in the browser."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tricity.accounts.alarms import PASSWORD_CHANGED, raise_alarm
from tricity.accounts.credentials import factors
from tricity.accounts.models import RoleGrant, User
from tricity.accounts.rules import is_operator
from tricity.activity.actions import record
from tricity.language import INTERFACE_LANGUAGES
from tricity.web.errors import BadInput, Conflict


class LastOperator(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This is the last operator of this site. Give the role to somebody else first."))


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
    raise_alarm(user, PASSWORD_CHANGED)


def forget_factors(username: str) -> int:
    """Remove passkeys, app and recovery codes of somebody who lost them; how many there were."""
    return factors.forget_all(find(username))


@transaction.atomic
def grant(username: str, role: str, *, country: str = "", by: Any = None) -> None:
    """Give a role; giving it twice changes nothing. Only a curator's role has a country."""
    user = find(username)
    if role != RoleGrant.Role.CURATOR and country:
        raise BadInput(_("Only a curator's role has a country."))
    _grant, created = RoleGrant.objects.get_or_create(user=user, role=role, country=country.upper())
    if created:
        record("account.role-granted", user, by=by, role=role, country=country.upper())


@transaction.atomic
def withdraw(user: User, role: str, *, country: str = "", by: Any = None) -> None:
    """Take a role back; one not held changes nothing. Raises LastOperator."""
    others = _operators_but(user)
    if role == RoleGrant.Role.OPERATOR and not user.is_superuser and not others:
        raise LastOperator
    gone, _each = RoleGrant.objects.filter(user=user, role=role, country=country).delete()
    if gone:
        record("account.role-withdrawn", user, by=by, role=role, country=country)


@transaction.atomic
def set_active(user: User, active: bool, *, by: Any = None) -> None:
    """Let a person sign in again, or no longer: then every session ends at once. Raises LastOperator."""
    if user.is_active == active:
        return
    if not active and is_operator(user) and not _operators_but(user):
        raise LastOperator
    user.is_active = active
    user.save(update_fields=["is_active"])
    record("account.reactivated" if active else "account.deactivated", user, by=by)


def _operators_but(user: User) -> list[int]:
    """Ids of the other operators who can sign in; held until the end of the transaction, so that two do not both go."""
    granted = User.objects.filter(role_grants__role=RoleGrant.Role.OPERATOR).values("pk")
    rows = User.objects.select_for_update().filter(Q(is_superuser=True) | Q(pk__in=granted), is_active=True)
    return [pk for pk in rows.order_by("pk").values_list("pk", flat=True) if pk != user.pk]


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
