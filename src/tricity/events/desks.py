"""Events on the desk: those the person prepares, and those soon to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.events import queries
from tricity.events.digests import present
from tricity.events.models import Event

SOON = dt.timedelta(days=14)


def prepared(reader: Reader) -> QuerySet[Event] | None:
    """Drafts of events the person may change, the next one first."""
    if not reader.user.is_authenticated:
        return None
    rows = queries.drafts(reader.user)
    return rows.filter(owner=reader.body) if reader.body is not None else rows


def soon(reader: Reader) -> QuerySet[Event] | None:
    """What begins within two weeks; of what the person prepares, all that is still to come."""
    now = timezone.now()
    public = queries.upcoming(queries.public_events(), now=now)
    if reader.body is not None:
        return public.filter(owner=reader.body)
    mine = queries.editable_events(reader.user).values("pk")
    return public.filter(Q(starts_at__lt=now + SOON) | Q(pk__in=mine))


def load(ids: Sequence[int]) -> QuerySet[Event]:
    return Event.objects.filter(pk__in=ids, deleted_at=None)


def item(row: Event, names: Names, reader: Reader) -> DeskItem:
    (view,) = present([row], reader.language)
    when = f"{view.hours.starts_on} {view.hours.starts} ({view.hours.offset})"
    remark = when if view.is_public else _("Not announced yet: %(when)s") % {"when": when}
    return DeskItem(view.title, view.url, remark, Action(_("Open"), view.url))


def _list() -> str:
    return reverse("events:events")


SOURCES = (
    Source(
        section="events.drafts",
        group="events",
        title=gettext_lazy("Events you prepare"),
        url=_list,
        urgency=46,
        waits=prepared,
        since=F("updated_at"),
        load=load,
        item=item,
        subjects=lambda row: (),
        what=gettext_lazy("Your event"),
    ),
    Source(
        section="events.soon",
        group="events",
        title=gettext_lazy("Events"),
        url=_list,
        urgency=40,
        waits=soon,
        since=Coalesce("published_at", "created_at"),
        load=load,
        item=item,
        subjects=lambda row: (),
        what=gettext_lazy("An event soon"),
        is_news=True,
    ),
)
