"""What waits for participants: somebody who wishes to meet, or proposes another time."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.events.digests import present
from tricity.meetings.models import Meeting
from tricity.meetings.queries import waiting_for
from tricity.members.models import written


def to_answer(reader: Reader) -> QuerySet[Meeting] | None:
    """Requests at which it is the reader's turn; they are of a person, not of a body."""
    if not reader.user.is_authenticated or reader.body is not None:
        return None
    return waiting_for(reader.user, timezone.now()).order_by("changed_at", "pk")


def load(ids: Sequence[int]) -> QuerySet[Meeting]:
    return Meeting.objects.filter(pk__in=ids).select_related(
        "event", "asker__registration", "asked__registration"
    )


def item(row: Meeting, names: Names, reader: Reader) -> DeskItem:
    url = reverse("meetings:meeting", args=[row.event.code, row.code])
    other = (row.asked if row.asker.user_id == reader.user.pk else row.asker).registration
    (view,) = present([row.event], reader.language)
    return DeskItem(
        written(other.name, other.reads), url, str(view.title), Action(pgettext("meeting", "Answer"), url)
    )


SOURCE = Source(
    section="meetings.asked",
    group="events",
    title=gettext_lazy("Meetings to answer"),
    url=lambda: reverse("events:events"),
    urgency=62,
    waits=to_answer,
    since=F("changed_at"),
    load=load,
    item=item,
    subjects=lambda row: (),
    what=gettext_lazy("Somebody wishes to meet you"),
)
