"""Decisions on a candidate as one reader gets them, and where the candidate went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.cooperation.digests.candidates import titles
from tricity.cooperation.models import Decision, Opportunity
from tricity.discussion.digests import said
from tricity.discussion.people import PersonView, person_view
from tricity.knowledge.digests.sentences import listed
from tricity.web.languages import language_name
from tricity.web.text import LocalizedText

# Foreign words up to this length are shown as they are; longer ones are described, and one tap away.
SHORT = 40


@dataclass(frozen=True, slots=True)
class DecisionView:
    label: str
    person: PersonView | None
    at: dt.datetime
    reason: LocalizedText | None
    remark: str


@dataclass(frozen=True, slots=True)
class Linked:
    title: LocalizedText
    url: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a candidate went, by decisions; None or empty where it did not. `origin` is the address of what it is a part of."""

    into: Linked | None = None
    parts: tuple[Linked, ...] = ()
    origin: str = ""


def decision_views(opportunity: Opportunity, language: str) -> list[DecisionView]:
    """The newest first; one query."""
    rows = opportunity.decisions.select_related("by").order_by("-at", "-pk")
    with translation.override(language):
        return [_view(row, language) for row in rows]


def elsewhere(opportunity: Opportunity, parts: Iterable[Opportunity], language: str) -> Elsewhere:
    """Links to what the reader may read of it; one query if it was merged or split."""
    into = [opportunity.merged_into] if opportunity.merged_into else []
    parts = list(parts)
    named = titles([*into, *parts], language) if into or parts else {}
    links = {row.pk: Linked(named[row.pk], row.get_absolute_url()) for row in (*into, *parts)}
    origin = opportunity.split_from
    return Elsewhere(
        into=links[into[0].pk] if into else None,
        parts=tuple(links[each.pk] for each in parts),
        origin=origin.get_absolute_url() if origin else "",
    )


def _view(row: Decision, language: str) -> DecisionView:
    return DecisionView(
        label=str(row.get_deed_display()),
        person=person_view(row.by, language),
        at=row.at,
        reason=_reason(row, language) if row.reason else None,
        remark=_remark(row),
    )


def _reason(row: Decision, language: str) -> LocalizedText:
    if len(row.reason) <= SHORT:
        return LocalizedText(row.reason, row.language)
    return said(row.reason, row.language, None, language)


def _remark(row: Decision) -> str:
    data: dict[str, Any] = row.data
    if row.deed == Decision.Deed.SPLIT:
        number = len(data.get("parts", ()))
        return ngettext("Into %(count)d candidate", "Into %(count)d candidates", number) % {"count": number}
    if row.deed == Decision.Deed.RENAME and data.get("titles"):
        names = listed(language_name(code) for code in sorted(data["titles"]))
        return _("Titles in: %(languages)s") % {"languages": names}
    if row.deed == Decision.Deed.RENAME:
        return _("The title of the analysis again")
    return ""
