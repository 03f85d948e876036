"""Searches that people save: asked again every day, with what is new laid on their desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tricity.notices.actions import mark_subject_read
from tricity.search.models import SavedHit, SavedSearch
from tricity.search.notices import tell_new_hits
from tricity.search.queries import find, index_is_ready
from tricity.web.errors import BadInput

MOST_SEARCHES = 30
LOOKED_AT = 100  # best answers of a question that are compared with those known
MOST_KNOWN = 1000
EVERY = dt.timedelta(days=1)
BATCH = 200  # searches of one round; the worker makes a round an hour


def saved_by(user: Any) -> QuerySet[Any]:
    """The person's searches, the newest first, each with `new_count`."""
    return SavedSearch.objects.filter(user=user).annotate(new_count=Count("hits"))


@transaction.atomic
def save_search(
    user: Any, *, question: str, filters: Mapping[str, Sequence[str]], language: str
) -> SavedSearch:
    """Keep a question; what it finds now is no news. Saving it twice changes nothing. Raises BadInput."""
    if not question and not filters:
        raise BadInput(_("Search for something first, or choose a filter."))
    wanted = {name: sorted(values) for name, values in filters.items()}
    for row in SavedSearch.objects.filter(user=user, question=question):
        if row.filters == wanted:
            return row
    if SavedSearch.objects.filter(user=user).count() >= MOST_SEARCHES:
        raise BadInput(
            _("You have saved %(most)d searches already. Delete one first.") % {"most": MOST_SEARCHES}
        )
    search = SavedSearch(user=user, question=question, filters=wanted, language=language)
    search.known = _documents(search)
    search.save()
    return search


@transaction.atomic
def mark_seen(search: SavedSearch) -> None:
    """What is new has been seen; it stays known."""
    search.hits.all().delete()
    mark_subject_read(search.user, "search.found", search)


def look_at_due(now: dt.datetime | None = None) -> int:
    """Ask every search again that was not asked for a day; returns how many new hits there are."""
    now = now or timezone.now()
    if not index_is_ready():
        return 0
    due = SavedSearch.objects.filter(checked_at__lte=now - EVERY, user__is_active=True)
    rows = due.select_related("user").order_by("checked_at", "pk")[:BATCH]
    return sum(_look_again(row, now) for row in rows)


@transaction.atomic
def _look_again(search: SavedSearch, now: dt.datetime) -> int:
    mine = SavedSearch.objects.filter(pk=search.pk, checked_at=search.checked_at)
    if not mine.update(checked_at=now):
        return 0  # another worker has it
    known = set(search.known)
    new = [document for document in _documents(search) if document not in known]
    if new:
        mine = SavedSearch.objects.filter(pk=search.pk)
        mine.update(known=[*search.known, *new][-MOST_KNOWN:])
        SavedHit.objects.bulk_create(
            [SavedHit(search=search, document_id=document) for document in new], ignore_conflicts=True
        )
        tell_new_hits(search)
    return len(new)


def _documents(search: SavedSearch) -> list[str]:
    """Ids of the documents the search finds for its person now, best first."""
    found = find(
        search.question, language=search.language, filters=search.filters, user=search.user, size=LOOKED_AT
    )
    return [f"{hit.kind}:{hit.pk}" for hit in found.hits]
