"""What is kept about people who bring documents in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.core.files import File
from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.documents.actions import delete_document
from tricity.documents.models import Document
from tricity.privacy.columns import blots, rows
from tricity.privacy.registry import Holding, register


def register_holdings() -> None:
    register(DOCUMENTS)


def files_of(user: User) -> Iterable[tuple[str, File]]:
    """The files the person has uploaded, under the names they were given; those that are gone are left out."""
    for document in Document.objects.filter(by=user).order_by("pk"):
        if document.file and document.file.storage.exists(str(document.file.name)):
            with document.file.storage.open(str(document.file.name)) as file:
                yield f"{document.code}-{document.name}", file


def expire_documents(before: dt.datetime) -> int:
    """Delete documents with their files; drafts made of them stay."""
    old = list(Document.objects.filter(created_at__lt=before))
    for document in old:
        delete_document(document, by=None)
    return len(old)


DOCUMENTS = Holding(
    name="documents",
    label=_("Documents you brought in"),
    why=_("So that a draft record can be made of a document, and its source be looked up."),
    seen_by=_("The people of the organization you brought it in for."),
    at_deletion=_("The documents remain with the organization you brought them in for, without your name."),
    fields=("documents.Document.by",),
    export=rows("documents.Document", "by", "code", "name", "kind", "size_bytes", "state", "created_at"),
    erase=blots("documents.Document", "by", "name"),
    outlives=True,
    expire=expire_documents,
    files=files_of,
)
