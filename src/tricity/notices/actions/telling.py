"""Telling people that something happened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from tricity.notices.addresses import without_language
from tricity.notices.errors import UnknownKind
from tricity.notices.models import GroupChoice, Notice
from tricity.notices.registry import kind_of


@transaction.atomic
def notify(
    users: Iterable[Any], kind: str, subject: models.Model, /, *, url: str, by: Any = None, **values: Any
) -> int:
    """Tell people that `kind` happened to the subject; in the transaction of the deed. Returns how many are told.

    `by`, who did it, is never told, nor is who has left or has switched this group off. What is still unread about
    the same subject is counted up instead of told again, with the newest `values` (JSON, for the words of the kind).
    `url` leads to what to do, in any language. Raises UnknownKind.
    """
    known = kind_of(kind)
    if known is None:
        raise UnknownKind(kind)
    people = {each.pk for each in users if each.is_active and (by is None or each.pk != by.pk)}
    if not people:
        return 0
    choices = {row.user_id: row for row in GroupChoice.objects.filter(user__in=people, group=known.group)}
    places = {
        pk: (choices[pk].in_app, choices[pk].in_digest) if pk in choices else (True, True) for pk in people
    }
    people = {pk for pk in people if any(places[pk])}
    about = {
        "kind": kind,
        "subject_kind": subject._meta.label_lower,
        "subject_code": str(getattr(subject, "code", subject.pk)),
    }
    now = timezone.now()
    news = {"url": without_language(url)[:500], "values": values, "updated_at": now}
    unread = Notice.objects.filter(recipient__in=people, read_at=None, **about)
    told = set(unread.values_list("recipient_id", flat=True))
    if told:
        unread.update(count=F("count") + 1, **news)
    Notice.objects.bulk_create(
        [
            Notice(
                recipient_id=pk,
                in_app=places[pk][0],
                in_digest=places[pk][1],
                created_at=now,
                **about,
                **news,
            )
            for pk in sorted(people - told)
        ],
        ignore_conflicts=True,  # the same deed twice in one moment is one notice
    )
    return len(people)
