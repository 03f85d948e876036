"""What waits for a curator: what has ended, or was confirmed by nobody for a year."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts.desk import DeskSection
from tricity.accounts.rules import is_curator
from tricity.directory.statements import queries
from tricity.directory.statements.digests import views
from tricity.directory.statements.models import CardEntry, Service, Statement

SHOWN = 5


def old_entries(user: Any, language: str) -> DeskSection | None:
    return _section(CardEntry, _("Country card: entries to confirm again"), user, language)


def old_services(user: Any, language: str) -> DeskSection | None:
    return _section(Service, _("Services for cities to confirm again"), user, language)


def _section(model: type[Statement], title: str, user: Any, language: str) -> DeskSection | None:
    """None for people who keep no country, and where nothing is old."""
    if not is_curator(user):
        return None
    rows = queries.out_of_date(model, user)
    shown = list(rows[:SHOWN])
    if not shown:
        return None
    total = len(shown) if len(shown) < SHOWN else rows.count()
    items = [(view.title, view.url, " ".join(view.marks)) for view in views(shown, language)]
    address = reverse("directory:national-bodies" if model is Service else "directory:country-cards")
    return DeskSection(title, items, address, total)
