"""Pure predicates: who may see and use a document; `user` may be anonymous."""

from __future__ import annotations

from typing import Any

from tricity.directory.rules import edits_for
from tricity.documents.models import Document
from tricity.knowledge.publication.reviewers import reviews_for


def may_use(user: Any, document: Document) -> bool:
    """Editors of the body that brought it make a draft of it, and delete it."""
    return document.owner.deleted_at is None and edits_for(user, document.owner)


def may_see(user: Any, document: Document) -> bool:
    """Its editors; and, once a draft cites it, the reviewers who have to check the draft against it, deputies as well."""
    is_cited = document.record_id is not None and document.owner.country_id is not None
    return may_use(user, document) or (is_cited and reviews_for(user, document.owner.country_id or ""))
