from __future__ import annotations

from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tricity.notices.models import Digest, GroupChoice, Notice
from tricity.notices.registry import used_groups

# Attribute of a signed-in person: how many notices they have not read.
UNREAD = "unread_notices"


def unread_expression() -> Coalesce:
    """The number for each person of a query; its rows are in an index."""
    rows = Notice.objects.filter(recipient=OuterRef("pk"), read_at=None, in_app=True).order_by()
    return Coalesce(Subquery(rows.values("recipient").annotate(number=Count("pk")).values("number")), 0)


def notices_of(user: Any) -> QuerySet[Notice]:
    """What the person is shown here, unread first, the newest first in each."""
    return Notice.objects.filter(recipient=user, in_app=True).order_by(
        F("read_at").asc(nulls_first=True), "-updated_at", "-pk"
    )


def unread_of(user: Any, *, by_mail: bool = False) -> QuerySet[Notice]:
    """What the person has not read of what is wanted here, or by e-mail."""
    place = {"in_digest": True} if by_mail else {"in_app": True}
    return Notice.objects.filter(recipient=user, read_at=None, **place)


def choices_of(user: Any) -> dict[str, tuple[bool, bool]]:
    """Group → (here, by e-mail), for every group that is in use."""
    rows = {row.group: (row.in_app, row.in_digest) for row in GroupChoice.objects.filter(user=user)}
    return {group: rows.get(group, (True, True)) for group in used_groups()}


def rhythm_of(user: Any) -> str:
    """How often the person wants an e-mail; never, where nothing was chosen."""
    found = Digest.objects.filter(user=user).values_list("rhythm", flat=True).first()
    return found or Digest.Rhythm.NONE
