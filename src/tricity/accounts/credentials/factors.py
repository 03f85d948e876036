"""Passkeys, authenticator app and recovery codes a person has, and whether they must have one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from tricity.accounts.alarms import FACTORS_RESET, raise_alarm
from tricity.accounts.models import User
from tricity.accounts.rules import grants, is_operator
from tricity.activity.actions import record

Type = Authenticator.Type
# What can be asked for beside the password; recovery codes only stand in for these.
FACTORS = (Type.TOTP, Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class Factors:
    """Everything a person has enrolled."""

    passkeys: tuple[Authenticator, ...]
    app: Authenticator | None
    codes_left: int | None

    @property
    def any(self) -> bool:
        return bool(self.passkeys or self.app)


def of(user: User) -> Factors:
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    codes = next((each for each in rows if each.type == Type.RECOVERY_CODES), None)
    return Factors(
        passkeys=tuple(each for each in rows if each.type == Type.WEBAUTHN),
        app=next((each for each in rows if each.type == Type.TOTP), None),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
    )


def must_have_one(user: Any, required: Iterable[str] | None = None) -> bool:
    """Whether the operator asks this person for a second factor or a passkey (TRICITY_REQUIRE_SECOND_FACTOR)."""
    roles = frozenset(settings.REQUIRE_SECOND_FACTOR if required is None else required)
    if not roles or not user.is_authenticated:
        return False
    if "everyone" in roles or ("operator" in roles and is_operator(user)):
        return True
    return any(role in roles for role, _country in grants(user))


def has_one(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


@transaction.atomic
def forget_all(user: User, *, by: User | None = None) -> int:
    """Remove every factor of a person who lost them; how many there were. The password alone opens the account again."""
    count, _each = Authenticator.objects.filter(user=user).delete()
    record("account.factors-reset", user, by=by, count=count)
    raise_alarm(user, FACTORS_RESET)
    return count
