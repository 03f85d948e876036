"""Times to choose from, by days of the reader's calendar, with the clocks of the capitals and what else is on then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tricity.directory.models import Country
from tricity.directory.queries import countries_in_order
from tricity.events.digests.sessions import session_title
from tricity.events.models import Session
from tricity.events.times import CapitalHours, Hours, hours, in_capitals, reader_zone
from tricity.meetings.models import Slot
from tricity.meetings.working import clashes


@dataclass(frozen=True, slots=True)
class SlotView:
    """A time; `warnings` are sentences about sessions in which the reader or the other one appears meanwhile."""

    pk: int
    hours: Hours
    capitals: tuple[CapitalHours, ...]
    warnings: tuple[str, ...]
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class SlotDay:
    day: str
    slots: tuple[SlotView, ...]


def slot_days(
    slots: Iterable[Slot],
    reader: str,
    *,
    mine: Sequence[Session],
    theirs: Sequence[Session],
    chosen: Collection[int] = (),
) -> list[SlotDay]:
    """`mine` and `theirs` are the sessions in which the two appear. One query."""
    countries = countries_in_order(reader)
    days: dict[str, list[SlotView]] = {}
    for slot in slots:
        view = _slot(slot, reader, countries, mine, theirs, slot.pk in chosen)
        days.setdefault(view.hours.starts_on, []).append(view)
    return [SlotDay(day, tuple(views)) for day, views in days.items()]


def _slot(
    slot: Slot,
    reader: str,
    countries: Sequence[Country],
    mine: Sequence[Session],
    theirs: Sequence[Session],
    is_chosen: bool,
) -> SlotView:
    span = (slot.starts_at, slot.ends_at)
    own = [
        _("You are in a session then: %(title)s") % {"title": session_title(each, reader)}
        for each in clashes(span, mine)
    ]
    others = [
        _("The other person is in a session then: %(title)s") % {"title": session_title(each, reader)}
        for each in clashes(span, theirs)
    ]
    return SlotView(
        pk=slot.pk,
        hours=hours(*span, reader_zone()),
        capitals=tuple(in_capitals(*span, language=reader, countries=countries)),
        warnings=(*own, *others),
        is_chosen=is_chosen,
    )
