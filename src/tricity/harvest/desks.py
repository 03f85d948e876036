"""What the harvests leave for a person to decide."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts.desk import DeskSection
from tricity.harvest.queries import open_pairs
from tricity.knowledge.digests import present
from tricity.knowledge.publication.reviewers import reviews_anything
from tricity.knowledge.queries import edited_bodies

SHOWN = 5


def duplicates(user: Any, language: str) -> DeskSection | None:
    """Records that may be about the same thing."""
    if not reviews_anything(user) and not edited_bodies(user):
        return None
    rows = open_pairs(user)
    shown = list(rows[:SHOWN])
    if not shown:
        return None
    views = present([each.first_id for each in shown], language)
    items: list[tuple[Any, str, str]] = [
        (views[each.first_id].title, each.get_absolute_url(), f"{each.score:.2f}")
        for each in shown
        if each.first_id in views
    ]
    return DeskSection(_("Perhaps the same thing twice"), items, reverse("harvest:duplicates"), rows.count())
