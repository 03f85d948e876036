from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.privacy.errors import NothingToPublish
from tricity.privacy.models import Edition


@transaction.atomic
def save_draft(
    purpose: str, residence: str, texts: Mapping[str, str], *, effective_from: dt.date, by: User
) -> Edition:
    """Keep the operator's draft; people go on reading the text that holds."""
    draft, _created = Edition.objects.update_or_create(
        purpose=purpose,
        residence=residence,
        number=None,
        defaults={"texts": dict(texts), "effective_from": effective_from},
    )
    record("privacy-text.changed", draft, by=by, purpose=purpose, residence=residence)
    return draft


@transaction.atomic
def publish(purpose: str, residence: str, *, by: User) -> Edition:
    """Make the draft the next version; whoever agreed to an earlier one is asked again. Raises NothingToPublish."""
    rows = Edition.objects.select_for_update().filter(purpose=purpose, residence=residence)
    draft = rows.filter(number=None).first()
    if draft is None or not any(draft.texts.values()):
        raise NothingToPublish
    # Numbers count on over all residences of a purpose, so that one number never means two texts.
    newest = Edition.objects.filter(purpose=purpose).aggregate(newest=Max("number"))["newest"]
    draft.number = (newest or 0) + 1
    draft.published_at, draft.published_by = timezone.now(), by
    draft.effective_from = max(draft.effective_from or timezone.localdate(), timezone.localdate())
    draft.save()
    record("privacy-text.published", draft, by=by, purpose=purpose, residence=residence, version=draft.number)
    return draft
