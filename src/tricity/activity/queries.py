from __future__ import annotations

from django.db import models

from tricity.activity.models import Entry


def history(subject: models.Model) -> models.QuerySet[Entry]:
    """Everything recorded about one object, newest first."""
    code = str(getattr(subject, "code", subject.pk))
    return Entry.objects.filter(subject_kind=subject._meta.label_lower, subject_code=code).select_related(
        "actor"
    )
