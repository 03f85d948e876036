"""Which papers an event has, and of which sections its report is made; apps above add theirs when they are ready."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from tricity.events.digests import EventPage
from tricity.events.models import Event
from tricity.publishing import Block, Document


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants: in `language`, for `user`; `between` are the two languages of an interpreter, or empty.

    `address` makes an absolute address of a path.
    """

    language: str
    user: Any
    between: tuple[str, ...] = ()
    address: Callable[[str], str] = str
    now: dt.datetime = field(default_factory=timezone.now)


@dataclass(frozen=True, slots=True)
class Paper:
    """`build` is called with the language it is asked in active; `has_pairs` where it is made for two languages."""

    kind: str
    title: str | Promise
    about: str | Promise
    build: Callable[[Event, Asked], Document]
    may_read: Callable[[Any, Event], bool]
    has_pairs: bool = False


@dataclass(frozen=True, slots=True)
class Reported:
    """What a section of the report tells of: the event, as `asked.user` may see it, and what is asked for."""

    event: Event
    page: EventPage
    asked: Asked


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report; `build` returns its blocks, heading first, or none where there is nothing to tell.

    In the order of `position`: the event's own are 10 facts, 20 programme, 30 attendance, 60 wishes, 70 candidates,
    80 files, 90 sources; room for questions (40) and a survey (50). A section of the same `key` takes another's place.
    """

    key: str
    position: int
    build: Callable[[Reported], Sequence[Block]]


_papers: dict[str, Paper] = {}
_sections: dict[str, Section] = {}


def register(paper: Paper) -> None:
    _papers[paper.kind] = paper


def register_section(section: Section) -> None:
    _sections[section.key] = section


def paper_of(kind: str) -> Paper | None:
    return _papers.get(kind)


def papers_for(user: Any, event: Event) -> list[Paper]:
    """Those the person may read, in the order of registration."""
    return [each for each in _papers.values() if each.may_read(user, event)]


def sections() -> list[Section]:
    return sorted(_sections.values(), key=lambda each: (each.position, each.key))
