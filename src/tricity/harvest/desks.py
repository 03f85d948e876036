"""What the harvests leave for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.harvest.models import Pair
from tricity.harvest.queries import open_pairs
from tricity.knowledge.models import Record
from tricity.knowledge.publication.reviewers import reviews_anything
from tricity.knowledge.queries import edited_bodies

RECORD = Record._meta.label_lower


def duplicates(reader: Reader) -> QuerySet[Pair] | None:
    """Records that may be about the same thing, the likeliest first."""
    if not reviews_anything(reader.user) and not edited_bodies(reader.user):
        return None
    rows = open_pairs(reader.user)
    if reader.body is not None:
        rows = rows.filter(Q(first__owner=reader.body) | Q(second__owner=reader.body))
    return rows


def load(ids: Sequence[int]) -> QuerySet[Pair]:
    return Pair.objects.filter(pk__in=ids).select_related(
        "first__country", "first__city__country", "second__country", "second__city__country"
    )


def item(row: Pair, names: Names, reader: Reader) -> DeskItem:
    remark = _("Perhaps the same: %(title)s") % {"title": names[RECORD, row.second_id]}
    url = row.get_absolute_url()
    return DeskItem(names[RECORD, row.first_id], url, remark, Action(_("Compare"), url))


SOURCE = Source(
    section="harvest.duplicates",
    group="records",
    title=gettext_lazy("Perhaps the same thing twice"),
    url=lambda: reverse("harvest:duplicates"),
    urgency=45,
    waits=duplicates,
    since=F("created_at"),
    load=load,
    item=item,
    subjects=lambda row: (row.first, row.second),
    what=gettext_lazy("Perhaps twice"),
)
