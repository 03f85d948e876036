"""What the templates of events get."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tricity.cooperation.digests import OpportunityView
from tricity.directory.names import DisplayName
from tricity.events.times import CapitalHours, Hours
from tricity.knowledge.digests import SourceView
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as a card. `hours` are in the reader's zone; `languages` are labels in the reader's language."""

    pk: int
    code: str
    url: str
    title: LocalizedText
    summary: LocalizedText
    place: DisplayName | None
    organizers: tuple[DisplayName, ...]
    hours: Hours
    starts_at: dt.datetime
    ends_at: dt.datetime
    languages: tuple[str, ...]
    interpretation: str
    is_public: bool
    is_over: bool

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True)
class TalkView:
    """A speaker's slot. `native` only where a source verifies it; `is_native_first` where the reader can read it.

    Names are in the order in which they were given: nobody turns them round.
    """

    pk: int
    latin: str
    native: LocalizedText | None
    native_source: SourceView | None
    is_native_first: bool
    organization: DisplayName | None
    organization_url: str
    role: DisplayName | None
    title: LocalizedText

    @property
    def name(self) -> str:
        """What the reader would call the person; for labels of buttons."""
        return str(self.native) if self.native and self.is_native_first else self.latin


@dataclass(frozen=True, slots=True)
class ResourceView:
    """A file or link. `is_link` leads away from this site; `suffix` and `size` are of a file."""

    pk: int
    kind: str
    kind_label: str
    title: LocalizedText
    url: str
    is_link: bool
    domain: str
    suffix: str
    size: str
    language_label: str
    licence: str
    session_id: int | None
    downloads: int = 0


@dataclass(frozen=True, slots=True)
class SessionView:
    """A part of the programme. `hours` is None where they are not known."""

    pk: int
    kind: str
    kind_label: str
    title: LocalizedText
    purpose: LocalizedText
    hours: Hours | None
    minutes: int | None
    talks: tuple[TalkView, ...]
    resources: tuple[ResourceView, ...]
    candidates: tuple[OpportunityView, ...]


@dataclass(frozen=True, slots=True)
class AttendanceView:
    """How many took part, as one source says it."""

    sentence: str
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class EventPage:
    """Everything an event's page shows."""

    event: EventView
    capitals: tuple[CapitalHours, ...]
    sessions: tuple[SessionView, ...]
    resources: tuple[ResourceView, ...]
    attendance: tuple[AttendanceView, ...]
    asked_for: tuple[LocalizedText, ...]
    sources: tuple[SourceView, ...]
    standing: str
    standing_sentence: str

    @property
    def replays(self) -> tuple[ResourceView, ...]:
        return tuple(each for each in self.resources if each.kind == "replay")

    @property
    def downloads(self) -> tuple[ResourceView, ...]:
        return tuple(each for each in self.resources if each.kind != "replay")
