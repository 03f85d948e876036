"""What waits for a curator: what has ended, or was confirmed by nobody for a year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.accounts.rules import is_curator
from tricity.directory.statements import queries
from tricity.directory.statements.digests import marks, views
from tricity.directory.statements.models import CardEntry, Service, Statement
from tricity.web.text import LocalizedText


def old_entries(reader: Reader) -> QuerySet[Any] | None:
    return _old(CardEntry, reader)


def old_services(reader: Reader) -> QuerySet[Any] | None:
    return _old(Service, reader)


def load_entries(ids: Sequence[int]) -> QuerySet[Any]:
    return queries.entries().filter(pk__in=ids)


def load_services(ids: Sequence[int]) -> QuerySet[Any]:
    return queries.services().filter(pk__in=ids)


def names(rows: Sequence[Statement], language: str) -> dict[int, LocalizedText]:
    return {view.pk: view.title for view in views(rows, language)}


def item(row: Any, names: Names, reader: Reader) -> DeskItem:
    url = row.get_absolute_url()
    return DeskItem(
        names[row._meta.label_lower, row.pk], url, " ".join(marks(row)), Action(_("Look and confirm"), url)
    )


def _old(model: type[Statement], reader: Reader) -> QuerySet[Any] | None:
    """None for people who keep no country."""
    if reader.body is not None or not is_curator(reader.user):
        return None
    return queries.out_of_date(model, reader.user)


SOURCES = (
    Source(
        section="statements.entries",
        group="records",
        title=gettext_lazy("Country card: entries to confirm again"),
        url=lambda: reverse("directory:country-cards"),
        urgency=34,
        waits=old_entries,
        since=F("created_at"),
        load=load_entries,
        item=item,
        what=gettext_lazy("An old entry of a country card"),
    ),
    Source(
        section="statements.services",
        group="records",
        title=gettext_lazy("Services for cities to confirm again"),
        url=lambda: reverse("directory:national-bodies"),
        urgency=33,
        waits=old_services,
        since=F("created_at"),
        load=load_services,
        item=item,
        what=gettext_lazy("An old service for cities"),
    ),
)
