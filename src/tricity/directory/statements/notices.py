"""Curators are told now and then that what their country states is old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tricity.accounts.models import RoleGrant, User
from tricity.directory.models import Country
from tricity.directory.names import country_name
from tricity.directory.statements import queries
from tricity.directory.statements.models import CardEntry, Service
from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.web.text import LocalizedText

KIND = "statements.old"
REMIND_EVERY = dt.timedelta(days=30)


def register_kinds() -> None:
    # The entries wait on the desk by themselves.
    register(NoticeKind(KIND, _old, "records", names_of, "calendar", on_desk=False))


def names_of(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText]:
    return {row.code: country_name(row, language) for row in Country.objects.filter(code__in=codes)}


def remind_curators() -> int:
    """Tell the curators of each country in which something is to be confirmed again, at most once a month. Returns 0."""
    lately = timezone.now() - REMIND_EVERY
    for country in Country.objects.order_by("code"):
        held = RoleGrant.objects.filter(role=RoleGrant.Role.CURATOR, country=country.code)
        told = Notice.objects.filter(kind=KIND, subject_code=country.code)
        told = told.filter(Q(read_at=None) | Q(updated_at__gt=lately))
        people = User.objects.filter(pk__in=held.values("user"), is_active=True)
        people = people.exclude(pk__in=told.values("recipient"))
        if people.exists() and _has_old(country):
            notify(people, KIND, country, url=reverse("directory:country-cards"))
    return 0


def _has_old(country: Country) -> bool:
    entries = queries.old(CardEntry).filter(country=country)
    return entries.exists() or queries.old(Service).filter(organization__country=country).exists()


def _old(notice: Notice) -> str:
    return _("Entries of a country card or services for cities are to be confirmed again")
