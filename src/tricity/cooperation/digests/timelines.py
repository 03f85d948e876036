"""The timeline of a topic in words: a lane for each country, in the order of their names for the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tricity.cooperation.digests import sentences, timeline_drawing
from tricity.cooperation.digests.overlaps import CountryHead
from tricity.cooperation.queries import told_in_time
from tricity.synthesis import Sentence
from tricity.synthesis.timeline import Event, Lane, Mark, Undated, trace


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many records of a lane have the same mark in a year."""

    year: int
    count: int


@dataclass(frozen=True, slots=True)
class MarkRow:
    """The years of one mark in a lane, in their order."""

    mark: str
    label: str
    years: tuple[YearCount, ...]


@dataclass(frozen=True, slots=True)
class LaneView:
    """`turns` are the turning points as sentences; `undated` is the number of records without a year, `parts` which."""

    country: CountryHead
    rows: tuple[MarkRow, ...]
    turns: tuple[str, ...]
    undated: int
    parts: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.rows or self.undated)


@dataclass(frozen=True, slots=True)
class TimelineView:
    """`figure` is SVG and empty where no record states a year; the lanes say the same in words."""

    lanes: tuple[LaneView, ...]
    figure: SafeString

    def __bool__(self) -> bool:
        return any(self.lanes)


def timeline(ids: Sequence[int], heads: Sequence[CountryHead], language: str) -> TimelineView:
    """The timeline of the public records among `ids` in the countries of `heads`, in their order; one query."""
    traced = {
        lane.country: lane for lane in trace("", told_in_time(ids), [head.code for head in heads]).lanes
    }
    with translation.override(language):
        lanes = tuple(_lane(head, traced[head.code]) for head in heads)
        return TimelineView(lanes, timeline_drawing.figure(lanes, language))


def _lane(head: CountryHead, lane: Lane) -> LaneView:
    return LaneView(
        head,
        _rows(lane.events),
        tuple(_turn(each) for each in lane.turns),
        len(lane.undated.ids),
        tuple(_parts(lane.undated)),
    )


def _rows(events: Sequence[Event]) -> tuple[MarkRow, ...]:
    """One row for each mark that there is, in the order of the marks."""
    places = {mark: place for place, mark in enumerate(Mark)}
    ordered = sorted(events, key=lambda event: (places[event.mark], event.year))
    labels = _labels()
    return tuple(
        MarkRow(mark.value, labels[mark], tuple(YearCount(each.year, len(each.records)) for each in of_mark))
        for mark, of_mark in groupby(ordered, key=lambda event: event.mark)
    )


def _labels() -> Mapping[Mark, str]:
    return {
        Mark.NEEDED: pgettext("timeline", "Needed from"),
        Mark.PLANNED: pgettext("timeline", "Planned from"),
        Mark.PILOT: pgettext("timeline", "Pilot from"),
        Mark.STARTED: pgettext("timeline", "Started"),
        Mark.UNSTATED: pgettext("timeline", "Began, state not given"),
        Mark.DUE: pgettext("timeline", "Until, as stated"),
        Mark.ENDED: pgettext("timeline", "Completed"),
    }


def _turn(turn: Sentence) -> str:
    patterns = {
        "operation": _("The first regular work began in %(year)s."),
        "operation_after_pilot": _("Regular work began in %(year)s, after a pilot of %(pilot)s."),
        "plan": _("The next plan is for %(year)s."),
        "last_end": _("All regular work has been completed, the last of it in %(year)s."),
    }
    return patterns[turn.key] % {name: str(value) for name, value in turn.parameters.items()}


def _parts(undated: Undated) -> list[str]:
    counted = (
        (_short, undated.short),
        (_long, undated.long),
        (sentences.needs, undated.needs),
        (sentences.works, undated.initiatives),
    )
    return [say(len(ids)) for say, ids in counted if ids]


def _short(count: int) -> str:
    return ngettext("%(count)d short-term need", "%(count)d short-term needs", count) % {"count": count}


def _long(count: int) -> str:
    return ngettext("%(count)d long-term need", "%(count)d long-term needs", count) % {"count": count}
