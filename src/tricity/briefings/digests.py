"""What the page that offers briefings is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from tricity.briefings.actions import PATIENCE
from tricity.briefings.extents import EXTENTS, Extent
from tricity.briefings.models import PrintedBriefing
from tricity.events.errors import PaperNotMade
from tricity.publishing import CannotPrint


@dataclass(frozen=True, slots=True)
class Offer:
    """A length with its PDF: `state` in words, empty where nobody asked for it; `is_stale`: of an earlier analysis."""

    extent: Extent
    title: str
    about: str
    state: str
    problem: str
    made_at: dt.datetime | None
    is_under_way: bool
    is_stale: bool


def offers(printed: Iterable[PrintedBriefing], newest: dt.datetime | None) -> list[Offer]:
    by_extent = {row.extent: row for row in printed}
    return [_offer(extent, by_extent.get(extent.name), newest) for extent in EXTENTS.values()]


def title_of(extent: Extent) -> str:
    return {"short": _("Short: two pages"), "long": _("Long: up to twenty pages")}[extent.name]


def _offer(extent: Extent, row: PrintedBriefing | None, newest: dt.datetime | None) -> Offer:
    about = {
        "short": _("To take into a meeting: where needs overlap, the first candidates, what is missing."),
        "long": _(
            "To prepare one: every number with the records behind it, and the words of each in the original."
        ),
    }
    made_at = row.made_at if row and row.digest else None
    waits = row is not None and row.is_under_way and row.asked_at > timezone.now() - PATIENCE
    return Offer(
        extent=extent,
        title=title_of(extent),
        about=about[extent.name],
        state=row.get_state_display() if row and (waits or not row.is_under_way) else "",
        problem=PaperNotMade(CannotPrint(row.problem)).message if row and row.problem else "",
        made_at=made_at,
        is_under_way=waits,
        is_stale=bool(made_at and newest and made_at < newest),
    )
