"""Which parts of a record a person reads. Nothing but this module decides it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import formats, timezone
from django.utils.dateparse import parse_date

from tricity.directory.rules import memberships
from tricity.knowledge.models import Kind, Record
from tricity.knowledge.publication.template import (
    PARTS_OF,
    RECONFIRMED,
    Form,
    NeedState,
    Part,
    Visibility,
    details_of,
    visibility_of,
)

# Whether a body of the person is in contact about the record; an app above knows, this one does not.
Matched = Callable[[Any, Record], bool]
_matched: list[Matched] = []


def tell_who_is_matched(answer: Matched) -> None:
    """Register how to know that a person's body is in contact about a record; without one nobody is."""
    if answer not in _matched:
        _matched.append(answer)


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A part of a record for one person. `language` is empty for dates and choices; `limited_to` for what is public."""

    name: str
    label: Any
    text: str
    language: str
    is_link: bool
    limited_to: str


def disclosed(user: Any, record: Record, *, is_insider: bool) -> list[Disclosed]:
    """The parts that were written and that this person may read; insiders (authors, reviewers) read all of them."""
    details = details_of(record.kind, record.details)
    limits = visibility_of(record.kind, record.visibility)
    reads = {Visibility.PUBLIC.value}
    asked = {limits[name] for name, text in details.items() if text and name in limits}
    if is_insider:
        reads |= set(Visibility.values)
    elif asked and memberships(user):
        reads.add(Visibility.MEMBERS.value)
        if Visibility.MATCHED in asked and any(answer(user, record) for answer in _matched):
            reads.add(Visibility.MATCHED.value)
    return [
        _disclosed(part, details[part.name], record, limits.get(part.name, ""))
        for part in PARTS_OF[record.kind]
        if details[part.name] and limits.get(part.name, Visibility.PUBLIC.value) in reads
    ]


def _disclosed(part: Part, text: str, record: Record, limit: str) -> Disclosed:
    label = str(Visibility(limit).label) if limit else ""
    is_words = part.form in (Form.TEXT, Form.LINE)
    return Disclosed(
        part.name,
        part.label,
        _readable(part, text),
        record.language if is_words else "",
        part.form == Form.LINK,
        label,
    )


def _readable(part: Part, text: str) -> str:
    if part.form == Form.STATE and text in NeedState.values:
        return str(NeedState(text).label)
    day = parse_date(text) if part.form == Form.DATE else None
    return formats.date_format(day, "DATE_FORMAT") if day else text


def reconfirmed_on(record: Record) -> dt.date | None:
    """The day its owner last said that a need still stands."""
    return parse_date(str(record.details.get(RECONFIRMED) or ""))


def is_expired(record: Record) -> bool:
    """Whether the day until which a need is valid is past; a limited day is not told to everybody."""
    if record.kind != Kind.NEED or "valid_until" in visibility_of(record.kind, record.visibility):
        return False
    day = parse_date(str(record.details.get("valid_until") or ""))
    return day is not None and day < timezone.localdate()


def completeness(record: Record) -> tuple[int, int]:
    """How many parts of the template are written, of how many."""
    details = details_of(record.kind, record.details)
    return sum(1 for text in details.values() if text), len(details)
