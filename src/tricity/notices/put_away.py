"""What a person has put away on the desk, as a condition on the rows of a source."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tricity.accounts.desk import Reader, Source
from tricity.notices.models import Postponed


def without_put_away(rows: QuerySet[Any], source: Source, reader: Reader) -> QuerySet[Any]:
    """Rows neither postponed one by one nor there when the person was last done for the week.

    News the person was done with does not come back; what waits does, when the week is over.
    """
    if source.item is None:
        return rows
    now = timezone.now()
    lasting = Q(until__gt=now) | Q(until=None)
    alone = lasting & Q(section=source.section, item=OuterRef("pk"))
    all_at_once = Q(section=Postponed.EVERYTHING, at__gte=OuterRef("desk_moment"))
    if not source.is_news:
        all_at_once &= Q(until__gt=now)
    put_away = Postponed.objects.filter(alone | all_at_once, user=reader.user)
    return rows.annotate(desk_moment=source.since).filter(~Exists(put_away))
