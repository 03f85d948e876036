"""What the papers share: texts of the site as runs, the head of a paper, hours in several zones."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils import formats
from django.utils.translation import gettext as _

from tricity.directory.names import DisplayName
from tricity.events.digests import EventPage
from tricity.events.models import Event
from tricity.events.papers.registry import Asked
from tricity.events.times import CapitalHours, hours, offset, span
from tricity.publishing import Block, Document, Facts, Run, Runs, runs
from tricity.web.text import LocalizedText

_BETWEEN = " · "


def said(text: LocalizedText | DisplayName | str | None) -> Runs:
    """A text with its language; below a digest the words it stands for, which people on a stage will say."""
    if isinstance(text, DisplayName):
        return name(text)
    if not text:
        original = text.source_text if isinstance(text, LocalizedText) else ""
        return (
            runs(Run(original, text.source_language)) if isinstance(text, LocalizedText) and original else ()
        )
    if isinstance(text, str):
        return runs(text)
    if text.source_text and text.source_text != text.text:
        return runs(Run(f"{text.text}\n", text.language), Run(text.source_text, text.source_language))
    return runs(Run(text.text, text.language))


def name(shown: DisplayName) -> Runs:
    """“Yokohama (横浜市)”."""
    text = Run(shown.text.text, shown.text.language)
    if shown.native is None:
        return (text,)
    return runs(text, " (", Run(shown.native.text, shown.native.language), ")")


def joined(parts: Iterable[Runs], between: str = _BETWEEN) -> Runs:
    """Those that are not empty."""
    found: list[Run] = []
    for part in parts:
        if part and found:
            found.append(Run(between))
        found.extend(part)
    return tuple(found)


def strong(content: Runs) -> Runs:
    return tuple(replace(each, strong=True) for each in content)


def paper(event: Event, page: EventPage, asked: Asked, title: str, blocks: Sequence[Block]) -> Document:
    """The event is the title, what the paper is stands below it and at the head of every page."""
    heading = said(page.event.title)
    made_on = formats.date_format(asked.now.astimezone(zoneinfo.ZoneInfo(event.time_zone)), "DATE_FORMAT")
    return Document(
        title=tuple(replace(each, text=each.text.rstrip()) for each in heading[:1]),
        language=asked.language,
        subtitle=joined([runs(title), heading[1:]]),
        header=joined([heading[-1:], runs(title)]),
        footer=runs(_("As of %(date)s") % {"date": made_on}),
        author=", ".join(str(each) for each in page.event.organizers),
        made_at=asked.now,
        blocks=tuple(blocks),
    )


def when(event: Event, page: EventPage) -> Runs:
    """The event's hours by each of its clocks, one on a line."""
    lines = []
    for clock in clocks(event, page.capitals):
        when_there = span(hours(event.starts_at, event.ends_at, clock.zone.key))
        lines.append((*clock.places, Run(f": {when_there}")))
    return joined(lines, "\n")


def facts(*pairs: tuple[str, Runs]) -> Facts:
    """Without those of which nothing is known."""
    return Facts(tuple((runs(label), value) for label, value in pairs if value))


@dataclass(frozen=True, slots=True)
class Clock:
    """A column of times: the places that share it, and their zone."""

    places: Runs
    zone: zoneinfo.ZoneInfo
    offset: str

    @property
    def label(self) -> Runs:
        return self.places if self.zone.key == "UTC" else (*self.places, Run(f"\n{self.offset}"))

    def shows(self, moment: dt.datetime, beside: Clock) -> str:
        """The time; with its date where that is another than in the column `beside`."""
        here = moment.astimezone(self.zone)
        time = formats.time_format(here, "H:i")
        if here.date() == moment.astimezone(beside.zone).date():
            return time
        return f"{time}\n{formats.date_format(here, 'MONTH_DAY_FORMAT')}"


def clocks(event: Event, capitals: Sequence[CapitalHours]) -> list[Clock]:
    """The event's zone first, then the capitals; those whose clocks agree all through the event share a column."""
    places: dict[tuple[str, str], tuple[zoneinfo.ZoneInfo, list[Runs]]] = {}
    zones = [(runs(event.time_zone), event.time_zone)]
    for each in capitals:
        text = each.capital.text
        zones.append((runs(Run(text.text, text.language)), each.hours.zone))
    for label, zone_name in zones:
        zone = zoneinfo.ZoneInfo(zone_name)
        key = tuple(offset(moment.astimezone(zone)) for moment in (event.starts_at, event.ends_at))
        places.setdefault((key[0], key[1]), (zone, []))[1].append(label)
    found = []
    for (at_start, _at_end), (zone, labels) in places.items():
        # A capital says more than the name of its zone.
        shown = labels[1:] if labels[0] == zones[0][0] and len(labels) > 1 else labels
        found.append(Clock(joined(shown), zone, at_start))
    return found
