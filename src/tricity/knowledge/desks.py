"""What waits for a person of this app's: records to review, claims to decide, drafts to finish."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts.desk import DeskSection
from tricity.directory.names import organization_name
from tricity.knowledge import queries
from tricity.knowledge.digests import present
from tricity.knowledge.models import Record
from tricity.knowledge.publication.reviewers import reviews_anything

SHOWN = 5


def reviews(user: Any, language: str) -> DeskSection | None:
    """What a curator may publish."""
    if not reviews_anything(user):
        return None
    return _records(_("Records waiting for your review"), queries.records_to_review(user), language)


def reminders(user: Any, language: str) -> DeskSection | None:
    """Notices that something has waited long for this person."""
    if not reviews_anything(user):
        return None
    rows = Record.objects.filter(reminders__user=user, reminders__seen_at=None, deleted_at=None).distinct()
    section = _records(
        _("Reminders: these wait long for your review"), rows.order_by("submitted_at", "pk"), language
    )
    return section if section.total else None


def claims(user: Any, language: str) -> DeskSection | None:
    """What bodies ask of a curator about records of them."""
    if not reviews_anything(user):
        return None
    rows = queries.claims_to_decide(user)
    shown = list(rows[:SHOWN])
    views = present([row.record_id for row in shown], language)
    address = reverse("knowledge:claims")
    items = [
        (views[row.record_id].title, address, str(organization_name(row.organization, language)))
        for row in shown
        if row.record_id in views
    ]
    return DeskSection(_("What bodies say of records about them"), items, address, rows.count())


def drafts(user: Any, language: str) -> DeskSection | None:
    """What the person's bodies have written and is not public."""
    if not queries.edited_bodies(user):
        return None
    return _records(_("Your records that are not public"), queries.own_records(user), language)


def _records(title: str, rows: QuerySet[Record], language: str) -> DeskSection:
    views = present(list(rows.values_list("pk", flat=True)[:SHOWN]), language).values()
    items = [(view.title, view.url, view.publication_label) for view in views]
    return DeskSection(title, items, reverse("knowledge:review"), rows.count())
