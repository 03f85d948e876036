"""What waits for a person: ideas to look at, one's own that are not public."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts.desk import DeskSection
from tricity.cooperation.ideas.digests import present
from tricity.cooperation.models import Idea
from tricity.cooperation.queries.ideas import ideas_to_judge, own_ideas
from tricity.knowledge.publication.reviewers import reviews_anything

SHOWN = 5


def to_judge(user: Any, language: str) -> DeskSection | None:
    """No section while nothing waits."""
    if not reviews_anything(user):
        return None
    return _section(_("Ideas waiting for your review"), ideas_to_judge(user), language)


def own(user: Any, language: str) -> DeskSection | None:
    return _section(_("Your ideas that are not public"), own_ideas(user), language)


def _section(title: str, rows: QuerySet[Idea], language: str) -> DeskSection | None:
    views = present(list(rows.values_list("pk", flat=True)[:SHOWN]), language).values()
    if not views:
        return None
    items = [(view.title, view.url, view.publication_label) for view in views]
    return DeskSection(title, items, reverse("cooperation:ideas"), rows.count())
