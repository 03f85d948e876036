from __future__ import annotations

from typing import Any

from django.db import models

from tricity.activity.models import Entry


def record(verb: str, subject: models.Model, *, by: Any = None, **details: Any) -> Entry:
    """Note that `by` (a user; None for the system) did `verb` to `subject`; call it inside the transaction of the deed.

    `details` must be JSON values without personal data or whole texts.
    """
    actor = by if by is not None and by.pk else None
    code = str(getattr(subject, "code", subject.pk))
    return Entry.objects.create(
        actor=actor, verb=verb, subject_kind=subject._meta.label_lower, subject_code=code, details=details
    )
