"""Threads of contact as one reader gets them. Nobody's e-mail address is ever shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.utils import translation
from django.utils.translation import gettext as _

from tricity.cooperation.digests.candidates import titles
from tricity.cooperation.models import Interest, InterestNote
from tricity.cooperation.queries import addressed_to
from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.discussion.people import PersonView, person_view
from tricity.knowledge.digests.sentences import listed
from tricity.knowledge.digests.titles import titles as record_titles
from tricity.search.suggestions import meant_topics
from tricity.translation.models import Translation
from tricity.translation.queries import localized
from tricity.web.languages import language_name
from tricity.web.text import LocalizedText, Origin


@dataclass(frozen=True, slots=True)
class SubjectView:
    """What a thread is about; `url` is empty where it is not public any more."""

    title: LocalizedText
    kind_label: str
    url: str


@dataclass(frozen=True, slots=True)
class BodyView:
    name: LocalizedText
    url: str
    code: str


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread in a list."""

    code: str
    url: str
    kind_label: str
    status: str
    status_label: str
    sender: BodyView
    subject: SubjectView
    created_at: dt.datetime
    updated_at: dt.datetime


@dataclass(frozen=True, slots=True)
class EntryView:
    """A message, a note or a change of status. `body` is None for curators, `person` where no name is to be shown."""

    body: BodyView | None
    person: PersonView | None
    at: dt.datetime
    text: LocalizedText | None
    status_label: str = ""


@dataclass(frozen=True, slots=True)
class ThreadView:
    row: ThreadRow
    recipients: tuple[BodyView, ...]
    entries: tuple[EntryView, ...]


def rows(interests: Sequence[Interest], language: str) -> list[ThreadRow]:
    """In the order given; at most two queries where every record has a rendering."""
    named = subjects(interests, language)
    with translation.override(language):
        return [_row(each, named[each.pk], language) for each in interests]


def thread(interest: Interest, language: str) -> ThreadView:
    notes = list(interest.notes.select_related("by", "organization").order_by("at", "pk"))
    with translation.override(language):
        return ThreadView(
            row=_row(interest, subjects([interest], language)[interest.pk], language),
            recipients=tuple(_bodies(addressed_to(interest).select_related("country"), language)),
            entries=tuple(_entries(interest, notes, language)),
        )


def subjects(interests: Iterable[Interest], language: str) -> dict[int, SubjectView]:
    """Thread id → what it is about."""
    interests = list(interests)
    names = record_titles(
        [each.record for each in interests if each.record and each.record.is_public], language
    )
    candidates = (
        titles([each.opportunity for each in interests if each.opportunity], language)
        if any(each.opportunity for each in interests)
        else {}
    )
    with translation.override(language):
        return {each.pk: _subject(each, names, candidates, language) for each in interests}


def _subject(interest: Interest, names: Any, candidates: Any, language: str) -> SubjectView:
    if interest.opportunity is not None:
        row = interest.opportunity
        return SubjectView(
            candidates[row.pk], _("Joint project candidate"), row.get_absolute_url() if row.is_public else ""
        )
    record = interest.record
    assert record is not None
    if record.pk not in names:
        gone = LocalizedText(_("A record that is not public any more"), language)
        return SubjectView(gone, record.get_kind_display(), "")
    return SubjectView(names[record.pk], record.get_kind_display(), record.get_absolute_url())


def _row(interest: Interest, subject: SubjectView, language: str) -> ThreadRow:
    return ThreadRow(
        code=interest.code,
        url=interest.get_absolute_url(),
        kind_label=interest.get_kind_display(),
        status=interest.status,
        status_label=interest.get_status_display(),
        sender=_body(interest.organization, language),
        subject=subject,
        created_at=interest.created_at,
        updated_at=interest.updated_at,
    )


def _body(row: Organization, language: str) -> BodyView:
    return BodyView(organization_name(row, language), row.get_absolute_url(), row.code)


def _bodies(found: Iterable[Organization], language: str) -> list[BodyView]:
    ordered = sorted(found, key=lambda each: (each.sort_keys.get(language, ""), each.pk))
    return [_body(each, language) for each in ordered]


def _entries(interest: Interest, notes: Sequence[InterestNote], language: str) -> list[EntryView]:
    """The message that opened the thread, then the notes."""
    rendered = _renderings(interest, notes, language)
    opening = EntryView(
        body=_body(interest.organization, language),
        person=person_view(interest.by, language),
        at=interest.created_at,
        text=_text(interest.message, interest.language, rendered.get(_key(interest)), language),
    )
    return [opening, *(_note(each, rendered, language) for each in notes)]


def _note(note: InterestNote, rendered: Mapping[tuple[str, int], Translation], language: str) -> EntryView:
    return EntryView(
        body=_body(note.organization, language) if note.organization else None,
        person=person_view(note.by, language),
        at=note.at,
        text=_text(note.text, note.language, rendered.get(_key(note)), language),
        status_label=note.get_status_display() if note.status else "",
    )


def _renderings(
    interest: Interest, notes: Sequence[InterestNote], language: str
) -> dict[tuple[str, int], Translation]:
    """Of the message and of all notes, by kind and row id; one query for both."""
    of_message = Q(subject_kind=interest._meta.label_lower, subject_id=interest.pk, field="message")
    of_notes = Q(
        subject_kind=InterestNote._meta.label_lower, subject_id__in=[each.pk for each in notes], field="text"
    )
    rows = Translation.objects.filter(of_message | of_notes, language=language)
    return {(row.subject_kind, row.subject_id): row for row in rows}


def _key(row: Model) -> tuple[str, int]:
    return row._meta.label_lower, row.pk


def _text(source: str, written_in: str, row: Any, language: str) -> LocalizedText | None:
    """The rendering, else what the message mentions; the author's own words to who reads that language."""
    if not source:
        return None
    return localized(source, written_in, row, language=language) or _digest(source, written_in, language)


def _digest(source: str, written_in: str, language: str) -> LocalizedText:
    values = {
        "language": language_name(written_in),
        "topics": listed([topic.label for topic in meant_topics(source, language)]),
    }
    sentence = (
        _("A message in %(language)s. It speaks of: %(topics)s.")
        if values["topics"]
        else _("A message in %(language)s that names none of our topics.")
    )
    return LocalizedText(sentence % values, language, Origin.DIGEST, source, written_in)
