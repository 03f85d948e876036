"""What people are told about documents they have brought in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tricity.documents.models import Document
from tricity.documents.queries import own_documents
from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.web.text import LocalizedText


def register_kinds() -> None:
    # The documents stand on the desk by themselves.
    register(NoticeKind("document.read", _read, "documents", names_of, "check", on_desk=False))
    register(NoticeKind("document.refused", _refused, "documents", names_of, "arrow", on_desk=False))


def names_of(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText]:
    """Code → name of the file, of documents of the person's bodies."""
    return {row.code: row.shown_name for row in own_documents(user).filter(code__in=codes)}


def tell_bringer(document: Document, kind: str) -> None:
    """Tell who brought it in that it has been read, or cannot be."""
    if document.by is not None:
        notify([document.by], kind, document, url=document.get_absolute_url())


def _read(notice: Notice) -> str:
    return _("Your document has been read; the suggestions wait for you")


def _refused(notice: Notice) -> str:
    return _("Your document cannot be read; the reason is given")
