"""What allauth does to credentials, written into the audit trail."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as identities
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from tricity.accounts import alarms
from tricity.accounts.credentials import sessions
from tricity.activity.actions import record

Type = Authenticator.Type
ADDED = {
    Type.TOTP: "account.app-added",
    Type.WEBAUTHN: "account.passkey-added",
    Type.RECOVERY_CODES: "account.recovery-codes-made",
}
ALARMS = {Type.TOTP: alarms.APP_ADDED, Type.WEBAUTHN: alarms.PASSKEY_ADDED}
REMOVED = {
    Type.TOTP: "account.app-removed",
    Type.WEBAUTHN: "account.passkey-removed",
    Type.RECOVERY_CODES: "account.recovery-codes-removed",
}


@receiver(user_logged_in)
def _signed_in(request: Any, user: Any, **_others: Any) -> None:
    sessions.begun(request, user)


@receiver(factors.authenticator_added)
@receiver(factors.authenticator_reset)
def _added(user: Any, authenticator: Authenticator, **_others: Any) -> None:
    record(ADDED[Type(authenticator.type)], user, by=user)
    if authenticator.type in ALARMS:
        alarms.raise_alarm(user, ALARMS[Type(authenticator.type)])


@receiver(factors.authenticator_removed)
def _removed(user: Any, authenticator: Authenticator, **_others: Any) -> None:
    record(REMOVED[Type(authenticator.type)], user, by=user)


@receiver(factors.authenticator_used)
def _used(user: Any, authenticator: Authenticator, **_others: Any) -> None:
    if authenticator.type == Type.RECOVERY_CODES:
        record("account.recovery-code-used", user, by=user)


@receiver(factors.authentication_failed)
def _failed(user: Any, **_others: Any) -> None:
    """The password was right and the second factor was not: its owner should know."""
    record("account.factor-refused", user)
    alarms.raise_alarm(user, alarms.FACTOR_REFUSED)


@receiver(identities.social_account_added)
def _linked(sociallogin: Any, **_others: Any) -> None:
    record("account.identity-linked", sociallogin.user, by=sociallogin.user)
    alarms.raise_alarm(sociallogin.user, alarms.IDENTITY_LINKED)


@receiver(identities.social_account_removed)
def _unlinked(socialaccount: Any, **_others: Any) -> None:
    record("account.identity-unlinked", socialaccount.user, by=socialaccount.user)
