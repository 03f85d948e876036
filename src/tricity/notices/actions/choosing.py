"""Where a person wants notices, and how often an e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from tricity.notices.actions.rhythm import next_moment
from tricity.notices.models import Digest, GroupChoice, Notice
from tricity.notices.registry import kinds_of


@transaction.atomic
def choose(user: Any, choices: Mapping[str, tuple[bool, bool]], *, rhythm: str) -> None:
    """Keep what was chosen; group → (here, by e-mail). It holds for what is unread already, too."""
    GroupChoice.objects.bulk_create(
        [
            GroupChoice(user=user, group=group, in_app=here, in_digest=by_mail)
            for group, (here, by_mail) in choices.items()
        ],
        update_conflicts=True,
        unique_fields=["user", "group"],
        update_fields=["in_app", "in_digest"],
    )
    unread = Notice.objects.filter(recipient=user, read_at=None)
    for group, (here, by_mail) in choices.items():
        unread.filter(~Q(in_app=here) | ~Q(in_digest=by_mail), kind__in=kinds_of(group)).update(
            in_app=here, in_digest=by_mail
        )
    choose_rhythm(user, rhythm)


@transaction.atomic
def choose_rhythm(user: Any, rhythm: str) -> None:
    """Send the person what waits this often; the first comes at the next moment of that rhythm."""
    row = Digest.objects.select_for_update().filter(user=user).first() or Digest(user=user)
    if row.rhythm == rhythm and row.pk and row.next_at is not None:
        return
    row.rhythm, row.failures, row.failed_at = Digest.Rhythm(rhythm), 0, None
    row.next_at = next_moment(rhythm, user)
    row.save()
