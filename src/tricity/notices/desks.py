"""Notices on the desk, and two facts about it: how many are unread, and whether the person is done for the week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.notices.models import Notice, Postponed
from tricity.notices.queries import unread_of
from tricity.notices.registry import kinds_of_desk
from tricity.notices.wording import worded

UNREAD = "notices.unread"
DONE = "notices.done"


def unread(reader: Reader) -> QuerySet[Notice]:
    return unread_of(reader.user)


def done(reader: Reader) -> QuerySet[Postponed]:
    return Postponed.objects.filter(user=reader.user, section=Postponed.EVERYTHING, until__gt=timezone.now())


def waits(reader: Reader) -> QuerySet[Notice] | None:
    """Unread notices of what does not stand on the desk by itself, the newest first."""
    if reader.body is not None:
        return None
    rows = unread_of(reader.user, by_mail=reader.by_mail).filter(kind__in=kinds_of_desk())
    return rows.order_by("-updated_at", "-pk")


def load(ids: Sequence[int]) -> list[Notice]:
    """Notices with their words: names are asked for once for all of them."""
    return list(Notice.objects.filter(pk__in=ids).select_related("recipient"))


def item(row: Notice, names: Names, reader: Reader) -> DeskItem | None:
    view = names.get((Notice._meta.label_lower, row.pk))
    if view is None or not view.url:
        return None
    url = reverse("notices:notice", args=[row.pk])
    return DeskItem(
        title=view.subject or view.says,
        url=url,
        remark=view.says if view.subject else "",
        action=Action(_("Open"), url),
    )


def names(rows: Sequence[Notice], language: str) -> dict[int, Any]:
    """Row id → the notice in words; all are the same person's."""
    return {view.pk: view for view in worded(rows, language, rows[0].recipient)} if rows else {}


def _list() -> str:
    return reverse("notices:notices")


SOURCES = (
    Source(
        section=UNREAD,
        title=_("Notices"),
        url=_list,
        urgency=0,
        waits=unread,
        since=F("updated_at"),
    ),
    Source(
        section=DONE,
        title="",
        urgency=0,
        waits=done,
        since=F("at"),
        is_listed=False,
    ),
    Source(
        section="notices.news",
        title=_("Notices"),
        url=_list,
        urgency=65,
        waits=waits,
        since=F("updated_at"),
        load=load,
        item=item,
        what=_("Notice"),
        is_news=True,
        is_listed=False,
    ),
)
