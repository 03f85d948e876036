"""Curators of the countries of a candidate are told what another of them made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tricity.cooperation import rules
from tricity.cooperation.digests.candidates import titles
from tricity.cooperation.models import Decision, Opportunity
from tricity.knowledge.publication.reviewers import reviewers_of
from tricity.notices.actions import notify
from tricity.notices.models import Notice
from tricity.notices.registry import NoticeKind, register
from tricity.web.text import LocalizedText

KIND = "opportunity.decided"


def register_kinds() -> None:
    register(NoticeKind(KIND, _decided, "reviews", names_of, "check"))


def names_of(codes: Sequence[str], language: str, user: Any) -> dict[str, LocalizedText]:
    """Code → title of the candidates the person may read."""
    rows = Opportunity.objects.filter(code__in=codes).select_related("concept")
    readable = {row.pk: row for row in rows if rules.may_read(user, row)}
    return {readable[pk].code: title for pk, title in titles(readable.values(), language).items()}


def tell_curators(opportunity: Opportunity, deed: str, *, by: Any) -> None:
    """Tell the others who review for its countries."""
    people = {person for country in opportunity.countries for person in reviewers_of(country)}
    notify(people, KIND, opportunity, url=opportunity.get_absolute_url(), by=by, deed=str(deed))


def _decided(notice: Notice) -> str:
    deed = notice.values.get("deed")
    if deed == Decision.Deed.MERGE:
        return _("A curator merged a joint project candidate of your country into another")
    if deed == Decision.Deed.SPLIT:
        return _("A curator split a joint project candidate of your country")
    return _("A curator gave a joint project candidate of your country another title")
