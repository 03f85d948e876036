from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from tricity.accounts.alarms import RECOVERED, RECOVERY_ISSUED, raise_alarm
from tricity.accounts.credentials import factors, sessions
from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.members.codes import LETTERS_OF_A_LINK, digest_of, new_secret
from tricity.members.errors import CodeUsed
from tricity.members.models import RecoveryCode

CODES_ON_A_SHEET = 10
LINK_LASTS = dt.timedelta(hours=24)


@transaction.atomic
def make_sheet(user: User) -> list[str]:
    """Ten codes, known only now; those of an earlier sheet open nothing more."""
    User.objects.select_for_update().get(pk=user.pk)
    RecoveryCode.objects.filter(user=user, expires_at=None).delete()
    secrets = [new_secret() for _ in range(CODES_ON_A_SHEET)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=digest_of(each)) for each in secrets)
    record("recovery.sheet-made", user, by=user)
    return secrets


@transaction.atomic
def issue_link(person: User, *, by: User, forgets_factors: bool = False) -> tuple[RecoveryCode, str]:
    """A link to a new password, valid for a day, and its secret, which is known only now; one given out before ends.

    With `forgets_factors` whoever uses it also loses passkeys, authenticator app and their recovery codes.
    """
    User.objects.select_for_update().get(pk=person.pk)
    RecoveryCode.objects.filter(user=person, expires_at__isnull=False).delete()
    secret = new_secret(LETTERS_OF_A_LINK)
    code = RecoveryCode.objects.create(
        user=person,
        digest=digest_of(secret),
        issued_by=by,
        expires_at=timezone.now() + LINK_LASTS,
        forgets_factors=forgets_factors,
    )
    record("recovery.issued", person, by=by, factors=forgets_factors)
    raise_alarm(person, RECOVERY_ISSUED)
    return code, secret


@transaction.atomic
def recover(code: RecoveryCode, password: str) -> None:
    """Set the new password, which ends every session and token of the person; code and link open nothing more.

    The second factor stays, and is asked for at the next sign-in, unless the link was given out to remove it.
    Of two at the same time one succeeds. Raises CodeUsed.
    """
    gone, _each = RecoveryCode.objects.filter(pk=code.pk).delete()
    if not gone:
        raise CodeUsed
    user = User.objects.select_for_update().get(pk=code.user_id)
    RecoveryCode.objects.filter(user=user, expires_at__isnull=False).delete()
    user.set_password(password)
    user.save(update_fields=["password"])
    record("recovery.used", user, by=user, way="link" if code.expires_at else "sheet")
    record("account.password-changed", user, by=user)
    if code.expires_at is not None and code.forgets_factors:
        factors.forget_all(user, by=code.issued_by)
    sessions.end_others(user, None, by=user)
    raise_alarm(user, RECOVERED)
