"""Documents that wait for a person to look at them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts.desk import DeskSection
from tricity.documents.models import Document
from tricity.documents.queries import own_documents
from tricity.knowledge.queries import edited_bodies

SHOWN = 5


def documents(user: Any, language: str) -> DeskSection | None:
    """What the person's bodies have brought in and made no draft of yet."""
    if not edited_bodies(user):
        return None
    rows = own_documents(user).filter(record=None)
    shown = list(rows[:SHOWN])
    if not shown:
        return None
    items: list[tuple[Any, str, str]] = [
        (row.shown_name, row.get_absolute_url(), str(Document.State(row.state).label)) for row in shown
    ]
    return DeskSection(
        _("Documents you have brought in"), items, reverse("documents:documents"), rows.count()
    )
