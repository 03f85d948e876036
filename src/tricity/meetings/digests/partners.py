from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tricity.cooperation.digests.matches import reasons
from tricity.directory.names import DisplayName, country_name, organization_display
from tricity.events.digests.texts import language_label, said
from tricity.knowledge.digests import RecordView, present
from tricity.meetings.models import Partner
from tricity.meetings.queries import matches_with
from tricity.meetings.queries.partners import MOST_SUGGESTED
from tricity.members.models import shortened, written
from tricity.search.reasons import FoundReason
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class PartnerView:
    """Somebody one may meet. `organization` is a name of the directory (with its page), else `named` as it was written.

    `need` and `answer` are two published records that fit, one of either side, and `reasons` why; only of suggestions.
    """

    code: str
    name: LocalizedText
    reading: LocalizedText
    latin: str
    organization: DisplayName | None
    organization_url: str
    named: LocalizedText
    country: str
    role: str
    way: str
    languages: tuple[str, ...]
    seeks: LocalizedText
    offers: LocalizedText
    need: RecordView | None = None
    answer: RecordView | None = None
    reasons: tuple[FoundReason, ...] = ()


def partner_view(partner: Partner, reader: str) -> PartnerView:
    """The name as the person writes it, with its reading and Latin letters; the reader's language must be active."""
    row = partner.registration
    body = row.organization if row.organization and row.organization.deleted_at is None else None
    name = written(row.name, row.reads) if row.name else LocalizedText(_("a former member"), reader)
    return PartnerView(
        code=partner.code,
        name=name,
        reading=written(row.reading, row.reads),
        latin=row.romanized_name if row.romanized_name != row.name else "",
        organization=organization_display(body, reader) if body else None,
        organization_url=body.get_absolute_url() if body else "",
        named=shortened(written(row.organization_named, row.reads)),
        country=str(country_name(row.country, reader)) if row.country else "",
        role=str(row.get_role_display()),
        way=str(row.get_way_display()),
        languages=tuple(sorted(map(language_label, partner.languages))),
        seeks=said(partner.seeks, reader),
        offers=said(partner.offers, reader),
    )


def suggested(me: Partner, others: Sequence[Partner], reader: str) -> list[PartnerView]:
    """Those with whose organization the reader's shares a match, the best first."""
    bodies = {
        each.registration.organization.pk: each.registration.organization
        for each in others
        if each.registration.organization
        and each.registration.organization_id != me.registration.organization_id
    }
    matches = matches_with(me.registration.organization, list(bodies.values()))
    found = [
        (match, each) for each in others if (match := matches.get(each.registration.organization_id or 0))
    ]
    best = sorted(found, key=lambda pair: (-pair[0].score, pair[1].pk))[:MOST_SUGGESTED]
    records = sorted({pk for match, _partner in best for pk in (match.need_id, match.other_id)})
    shown = present(records, reader) if records else {}
    return [
        replace(
            partner_view(each, reader),
            need=shown.get(match.need_id),
            answer=shown.get(match.other_id),
            reasons=reasons(match),
        )
        for match, each in best
    ]
