"""Which parts of a record a person reads. Nothing but this module decides it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date

from tricity.directory.rules import memberships
from tricity.knowledge.models import Kind, Record
from tricity.knowledge.publication.template import (
    BUDGET,
    DETAIL,
    INDICATORS,
    LIMITED_CORE,
    PARTS_OF,
    RECONFIRMED,
    Form,
    Visibility,
    details_of,
    visibility_of,
)
from tricity.knowledge.publication.told import core_labels, core_text, part_text
from tricity.translation.queries import Renderings, renderings
from tricity.web.text import LocalizedText

# Ids of those records that a body of the person is in contact about; an app above knows, this one does not.
Matched = Callable[[Any, Collection[Record]], Collection[int]]
_matched: list[Matched] = []


def tell_who_is_matched(answer: Matched) -> None:
    """Register how to know which records a person's bodies are in contact about; without one they are about none."""
    if answer not in _matched:
        _matched.append(answer)


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A part of a record for one person, `stored` as it was written; `limited_to` is empty for what is public."""

    name: str
    label: Any
    text: LocalizedText
    stored: str
    is_link: bool
    limited_to: str


def disclosed(
    user: Any,
    record: Record,
    language: str,
    *,
    is_insider: bool,
    rows: Renderings | None = None,
    reads: Collection[str] | None = None,
) -> list[Disclosed]:
    """The parts that were written and that this person may read, for a reader of `language`.

    Insiders (authors, reviewers) read all of them. `rows` are the record's renderings in that language
    where they were read already; else one query at most. `reads` is what `levels_of` says of this record.
    """
    details = details_of(record.kind, record.details)
    limits = visibility_of(record.kind, record.visibility)
    core = {name: core_text(name, record, language) for name in LIMITED_CORE[record.kind] if name in limits}
    written = {name for name, text in {**details, **core}.items() if text}
    if reads is None:
        reads = levels_of(user, [record], [record.pk] if is_insider else [])[record.pk]
    may_read = {name for name in written if limits.get(name, Visibility.PUBLIC.value) in reads}
    if rows is None:
        rows = _renderings(record, language) if may_read - limits.keys() else {}
    found = []
    for part in PARTS_OF[record.kind]:
        if part.name in may_read:
            row = None if part.name in limits else rows.get((record.pk, DETAIL + part.name))
            stored = details[part.name]
            text = part_text(part, stored, record, row, language)
            found.append(_disclosed(part.name, part.label, stored, limits, text, part.form == Form.LINK))
    labels = core_labels()
    core_told = [(name, text) for name, text in core.items() if name in may_read]
    return found + [_disclosed(name, labels[name], text.text, limits, text) for name, text in core_told]


def levels_of(
    user: Any, records: Collection[Record], insider_of: Collection[int]
) -> dict[int, frozenset[str]]:
    """Record id → the visibilities this person reads at it; `insider_of` are the ids of those they may see all of.

    Of the visibilities beside “everybody” only those that something written has are looked at. One query at most for
    each app that knows who is in contact.
    """
    asked = {row.pk: _asked(row) for row in records}
    is_member = bool(memberships(user)) if any(asked.values()) else False
    unsure = [row for row in records if Visibility.MATCHED in asked[row.pk] and row.pk not in insider_of]
    matched = {pk for answer in _matched for pk in answer(user, unsure)} if is_member and unsure else set()
    levels = {}
    for row in records:
        reads = {Visibility.PUBLIC.value}
        if row.pk in insider_of:
            reads |= set(Visibility.values)
        elif is_member and asked[row.pk]:
            reads.add(Visibility.MEMBERS.value)
            reads |= {Visibility.MATCHED.value} if row.pk in matched else set()
        levels[row.pk] = frozenset(reads)
    return levels


def _asked(record: Record) -> set[str]:
    """The visibilities of what is written in the record and not for everybody."""
    details = details_of(record.kind, record.details)
    core = {BUDGET: record.budget_amount is not None, INDICATORS: bool(record.indicators)}
    limits = visibility_of(record.kind, record.visibility)
    return {limit for name, limit in limits.items() if details.get(name) or core.get(name)}


def _renderings(record: Record, language: str) -> Renderings:
    return renderings([record], language=language) if record.language != language else {}


def _disclosed(
    name: str,
    label: Any,
    stored: str,
    limits: Mapping[str, str],
    text: LocalizedText,
    is_link: bool = False,
) -> Disclosed:
    limit = limits.get(name, "")
    return Disclosed(name, label, text, stored, is_link, str(Visibility(limit).label) if limit else "")


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
