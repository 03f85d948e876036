"""What waits for organizers: registrations to decide."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.events.digests import present
from tricity.events.queries import editable_events
from tricity.members.models import written
from tricity.participation.models import Registration


def to_decide(reader: Reader) -> QuerySet[Registration] | None:
    """Registrations that wait for an organizer, of events that are not over."""
    if not reader.user.is_authenticated:
        return None
    events = editable_events(reader.user).filter(ends_at__gte=timezone.now())
    if reader.body is not None:
        events = events.filter(owner=reader.body)
    return Registration.objects.filter(state=Registration.State.ASKED, event__in=events)


def load(ids: Sequence[int]) -> QuerySet[Registration]:
    return Registration.objects.filter(pk__in=ids).select_related("event")


def item(row: Registration, names: Names, reader: Reader) -> DeskItem:
    url = reverse("participation:registration", args=[row.event.code, row.code])
    (view,) = present([row.event], reader.language)
    return DeskItem(written(row.name, row.reads), url, str(view.title), Action(_("Decide"), url))


SOURCE = Source(
    section="participation.asked",
    group="events",
    title=gettext_lazy("Registrations to decide"),
    url=lambda: reverse("events:events"),
    urgency=60,
    waits=to_decide,
    since=F("created_at"),
    load=load,
    item=item,
    subjects=lambda row: (),
    what=gettext_lazy("A registration for your event"),
)
