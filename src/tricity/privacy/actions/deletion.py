from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from tricity.accounts.alarms import DELETION_ASKED, raise_alarm
from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.jobs.actions import enqueue
from tricity.privacy.errors import LastOperator
from tricity.privacy.models import Deletion
from tricity.privacy.queries import is_last_operator
from tricity.privacy.registration import erase_sessions
from tricity.privacy.registry import holdings

JOB = "privacy.erase"


@transaction.atomic
def ask_deletion(user: User) -> Deletion:
    """Have the account deleted after the operator's days of grace; asked twice it is the first wish. Raises LastOperator.

    Without days of grace nobody can sign in any more from now on.
    """
    person = User.objects.select_for_update().get(pk=user.pk)
    if is_last_operator(person):
        raise LastOperator
    now = timezone.now()
    due = now + dt.timedelta(days=settings.DELETION_DAYS)
    deletion, created = Deletion.objects.get_or_create(user=person, defaults={"asked_at": now, "due_at": due})
    if not created:
        return deletion
    if settings.DELETION_DAYS == 0:
        person.is_active = False
        person.save(update_fields=["is_active"])
    record("account.deletion-asked", person, by=person, days=settings.DELETION_DAYS)
    raise_alarm(person, DELETION_ASKED)
    enqueue(JOB, key=f"{JOB}:{person.pk}:{int(now.timestamp())}", due_at=due, pk=person.pk)
    return deletion


@transaction.atomic
def cancel_deletion(user: User) -> bool:
    """Keep the account after all; False where it was not to be deleted."""
    if not Deletion.objects.filter(user=user).delete()[0]:
        return False
    record("account.deletion-cancelled", user, by=user)
    return True


def sign_out_everywhere(user: User) -> None:
    """End every session of the person, also on other machines."""
    erase_sessions(user, timezone.now())


def erase_due(pk: int) -> None:
    """Erase an account whose time has come; nothing where the wish was taken back. Twice changes nothing."""
    if connection.vendor == "sqlite":
        # Otherwise the words would stay readable in pages of the file that are free for other rows.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
    with transaction.atomic():
        now = timezone.now()
        due = Deletion.objects.filter(user_id=pk, due_at__lte=now)
        if not due.exists():
            return
        person = User.objects.select_for_update().get(pk=pk)
        due.delete()
        # The account goes last: the others need the name to find it in texts.
        for holding in reversed(holdings()):
            holding.erase(person, now)
        record("account.erased", person)
