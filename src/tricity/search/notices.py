"""What people are told about their saved searches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.search.models import SavedSearch
from tricity.web.text import LocalizedText


def register_kinds() -> None:
    # The searches stand on the desk by themselves.
    register(NoticeKind("search.found", _found, "searches", names_of, "search", on_desk=False))


def names_of(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText]:
    """Row id → the question in its own words, of the person's searches; one query."""
    rows = SavedSearch.objects.filter(user=user, pk__in=[code for code in codes if code.isdigit()])
    return {
        str(row.pk): LocalizedText(row.question, row.language)
        if row.question
        else LocalizedText(_("By filters alone"), language)
        for row in rows
    }


def tell_new_hits(search: SavedSearch) -> None:
    """Tell the person how many hits are new by now; in the transaction that keeps them."""
    url = f"{reverse('search:saved')}#search-{search.pk}"
    notify([search.user], "search.found", search, url=url, number=search.hits.count())


def _found(notice: Notice) -> str:
    number = int(notice.values.get("number", 1))
    return ngettext(
        "Your saved search has %(number)d new hit",
        "Your saved search has %(number)d new hits",
        number,
    ) % {"number": number}
