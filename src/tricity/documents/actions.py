"""What people and the worker do with documents."""

from __future__ import annotations

import json
import secrets
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record as note
from tricity.directory.models import Organization
from tricity.documents import queries, sandbox
from tricity.documents.errors import NotReady, TooManyKept
from tricity.documents.models import Document
from tricity.documents.notices import tell_bringer
from tricity.documents.reading.problems import Unreadable
from tricity.documents.reading.values import Text
from tricity.documents.suggestions import Field, Suggestion, from_text, suggest_names
from tricity.documents.topics import suggest_topics
from tricity.jobs.actions import enqueue
from tricity.knowledge.actions import write_record
from tricity.knowledge.models import Record
from tricity.knowledge.values import Values
from tricity.language import clean

MOST_KEPT = 200  # documents of one body: 10 GB where each is as large as it may be
State = Document.State


def bring_document(upload: File, *, by: Any, owner: Organization, kind: str) -> Document:
    """Keep an uploaded file and have it read in the background. Raises TooManyKept."""
    if Document.objects.filter(owner=owner).count() >= MOST_KEPT:
        raise TooManyKept(MOST_KEPT)
    document = Document(owner=owner, by=by, kind=kind, name=_shown_name(str(upload.name)))
    document.size_bytes = upload.size or 0
    # A name that carries nothing of the person's own file system, nor a suffix anything would act upon.
    document.file.save(f"{document.code}-{secrets.token_hex(8)}", upload, save=False)
    try:
        with transaction.atomic():
            document.save()
            note("document.brought", document, by=by, owner=owner.code)
            read_document_later(document)
    except Exception:
        document.file.storage.delete(str(document.file.name))
        raise
    return document


def read_document_later(document: Document) -> None:
    enqueue("documents.read", key=f"documents.read:{document.pk}", pk=document.pk)


def read_document(pk: int) -> None:
    """Read a document and keep its text and what it suggests, or why it cannot be read; twice changes nothing."""
    document = queries.documents().filter(pk=pk, state=State.WAITING).first()
    if document is None:
        return
    try:
        text = sandbox.read(Path(document.file.path), document.name)
    except Unreadable as problem:
        _refuse(document, problem)
    except FileNotFoundError:
        _refuse(document, Unreadable("crashed"))
    else:
        _keep(document, text)


@transaction.atomic
def make_draft(document: Document, *, by: Any, values: Values) -> Record:
    """The draft record of the document's owner, as the editor has left the suggestions. Raises NotReady."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state != State.READ or document.record_id is not None:
        raise NotReady
    record = write_record(document.kind, by=by, owner=document.owner, values=values)
    document.record = record
    document.save(update_fields=["record", "updated_at"])
    note("document.used", document, by=by, record=record.code)
    return record


@transaction.atomic
def delete_document(document: Document, *, by: Any) -> None:
    """Remove the document, its file and its text for good; a draft made of it stays."""
    storage = document.file.storage
    names = [str(file.name) for file in (document.file, document.text) if file]
    note("document.deleted", document, by=by)
    document.delete()
    for name in names:
        transaction.on_commit(partial(storage.delete, name))


def suggest(document: Document, text: Text) -> list[Suggestion]:
    """All suggestions: those of the text itself, then what this site knows: cities, bodies, topics."""
    found = from_text(text)
    language = next((str(each.value) for each in found if each.field is Field.LANGUAGE), "en")
    title = next((str(each.value) for each in found if each.field is Field.TITLE), "")
    owner = document.owner
    return [
        *found,
        *suggest_names(Field.CITY, text, language, queries.city_names(owner)),
        *suggest_topics(document, text, title, language),
        *suggest_names(Field.BODY, text, language, queries.body_names(owner)),
    ]


def _keep(document: Document, text: Text) -> None:
    suggestions = suggest(document, text)
    lines = "".join(json.dumps(block.as_dict(), ensure_ascii=False) + "\n" for block in text.blocks)
    name = f"{document.code}-{secrets.token_hex(8)}.text"
    kept = document.text.storage.save(name, ContentFile(lines.encode()))
    with transaction.atomic():
        document.text.name = kept
        document.state, document.read_at = State.READ, timezone.now()
        document.format, document.pages, document.blocks = text.format, text.pages, len(text.blocks)
        document.notes = list(text.notes)
        document.language = next(str(each.value) for each in suggestions if each.field is Field.LANGUAGE)
        document.suggestions = [each.as_dict() for each in suggestions]
        _save_if_there(document, "document.read", format=text.format)


def _refuse(document: Document, problem: Unreadable) -> None:
    with transaction.atomic():
        document.state, document.read_at = State.REFUSED, timezone.now()
        document.problem = {"code": problem.code, "values": problem.values}
        _save_if_there(document, "document.refused", problem=problem.code)


def _save_if_there(document: Document, verb: str, **details: Any) -> None:
    """Nothing, where the person has deleted the document while it was read."""
    if Document.objects.select_for_update().filter(pk=document.pk, state=State.WAITING).exists():
        document.save()
        note(verb, document, **details)
        tell_bringer(document, verb)
    elif document.text:
        document.text.storage.delete(str(document.text.name))


def _shown_name(name: str) -> str:
    """What the person calls the file, its end kept, which names the format."""
    plain = " ".join(clean(name).split()) or "?"
    return plain if len(plain) <= 200 else plain[:150] + "…" + plain[-49:]
