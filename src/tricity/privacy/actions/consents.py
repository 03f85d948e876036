from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.privacy.errors import StillNeeded
from tricity.privacy.models import Consent
from tricity.privacy.purposes import Purpose
from tricity.privacy.queries import Told


@transaction.atomic
def agree(user: User, texts: Iterable[Told]) -> list[Consent]:
    """Keep that the person agreed to these texts, with their words, as they were read."""
    now = timezone.now()
    given = [
        Consent(
            user=user,
            purpose=each.purpose.name,
            residence=each.residence,
            number=each.number,
            language=each.text.language,
            text=each.text.text,
            given_at=now,
        )
        for each in texts
    ]
    for consent in given:
        consent.save()
        details = {"purpose": consent.purpose, "version": consent.number, "residence": consent.residence}
        record("consent.given", user, by=user, **details)
    return given


@transaction.atomic
def withdraw(user: User, purpose: Purpose) -> bool:
    """Take an agreement back; False where there was none. Raises StillNeeded."""
    if purpose.needed:
        raise StillNeeded
    found = Consent.objects.filter(user=user, purpose=purpose.name, withdrawn_at=None)
    if not found.update(withdrawn_at=timezone.now()):
        return False
    purpose.withdrawn(user)
    record("consent.withdrawn", user, by=user, purpose=purpose.name)
    return True
