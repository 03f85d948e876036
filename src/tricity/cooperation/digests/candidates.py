"""Candidate joint projects as one reader gets them."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils import translation
from django.utils.translation import gettext as _

from tricity.cooperation.digests import sentences
from tricity.cooperation.models import Evidence, Opportunity
from tricity.cooperation.queries import cited_cities, evidence_of
from tricity.directory.digests import OrganizationView, organization_views
from tricity.directory.models import City, Country, Organization
from tricity.directory.names import city_name, country_name
from tricity.knowledge.digests import PlaceView, RecordView, SourceView
from tricity.knowledge.digests import present as present_records
from tricity.knowledge.digests.names import city_view
from tricity.knowledge.digests.present import source_view
from tricity.translation.names import name_in
from tricity.translation.queries import Renderings, renderings_of
from tricity.web.identity import PublicationState
from tricity.web.text import LocalizedText

Role = Evidence.Role
RECORD_ROLES = (Role.NEED, Role.PLAN, Role.EXPERIENCE, Role.OFFER)


@dataclass(frozen=True, slots=True)
class CountryView:
    code: str
    name: LocalizedText
    url: str


@dataclass(frozen=True, slots=True)
class QuotedView:
    """A record that speaks for the candidate, the words of its author that do, and where they were read."""

    record: RecordView
    quotation: LocalizedText
    sources: tuple[SourceView, ...]

    @property
    def is_readable(self) -> bool:
        """The author wrote in the reader's language, and the words say more than the title does."""
        written_for_reader = self.quotation.language == self.record.reader
        return written_for_reader and self.quotation.text not in self.record.title.text

    @property
    def needs_original(self) -> bool:
        return bool(self.quotation) and self.quotation.language != self.record.reader


@dataclass(frozen=True, slots=True)
class SupporterView:
    body: OrganizationView
    why: str
    quotation: LocalizedText | None


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of the evidence: who needs it, plans it, has done it, could provide it."""

    role: str
    heading: str
    items: tuple[QuotedView, ...]
    cities: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """What each country brings together here: (label, a number for each country) for each part, none of them summed up."""

    countries: tuple[CountryView, ...]
    lines: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class OpportunityView:
    """A candidate for a reader of `language`. The fields after `done_by` are filled only by `present_whole`."""

    pk: int
    code: str
    url: str
    language: str
    title: LocalizedText
    topic: LocalizedText
    topic_slug: str
    countries: tuple[CountryView, ...]
    horizon: str
    horizon_label: str
    is_cross_border: bool
    is_public: bool
    is_current: bool
    is_withdrawn: bool
    is_merged: bool
    is_split: bool
    is_held: bool
    published_at: dt.datetime | None
    needed_by: tuple[LocalizedText, ...]
    done_by: tuple[LocalizedText, ...]
    reasons: tuple[str, ...] = ()
    parts: tuple[PartView, ...] = ()
    supporters: tuple[SupporterView, ...] = ()
    first_step: str = ""
    horizon_sentence: str = ""
    balance: Balance | None = None

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def kind_label(self) -> str:
        return _("Joint project candidate")


@dataclass(frozen=True)
class _Names:
    """The countries, read once for a whole page."""

    language: str
    countries: dict[str, Country] = field(default_factory=Country.objects.in_bulk)

    def lend(self, evidence: Iterable[Evidence]) -> None:
        """Give cities their country, so that none is asked for again."""
        for each in evidence:
            if each.record and each.record.city:
                each.record.city.country = self.countries[each.record.city.country_id]

    def views(self, codes: Iterable[str]) -> tuple[CountryView, ...]:
        """In order of the name for the reader."""
        wanted = set(codes)
        return tuple(each for each in self._all if each.code in wanted)

    @cached_property
    def _all(self) -> tuple[CountryView, ...]:
        ordered = sorted(
            self.countries.values(), key=lambda each: (each.sort_keys.get(self.language, ""), each.code)
        )
        return tuple(
            CountryView(each.code, country_name(each, self.language), each.get_absolute_url())
            for each in ordered
        )


def present(ids: Sequence[int], language: str) -> dict[int, OpportunityView]:
    """Row id → the candidate as a card, in the order of `ids`, without those deleted; three queries.

    The caller decides who may see what. Records that are not public any more are left out of it.
    """
    rows = Opportunity.objects.filter(deleted_at=None).select_related("concept").in_bulk(ids)
    return present_rows([rows[pk] for pk in ids if pk in rows], language)


def present_rows(rows: Sequence[Opportunity], language: str) -> dict[int, OpportunityView]:
    """`present` for rows with their concept at hand."""
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    cited = list(cited_cities([row.pk for row in rows])) if rows else []
    for each in cited:
        evidence[each.opportunity_id].append(each)
    at_hand = [each.record.country for each in cited if each.record]
    names = _names({code for row in rows for code in row.countries}, at_hand, language)
    names.lend(cited)
    with translation.override(language):
        return {row.pk: _card(row, evidence[row.pk], names) for row in rows}


def titles(rows: Iterable[Opportunity], language: str) -> dict[int, LocalizedText]:
    """Row id → title alone; one query for the countries."""
    names = _Names(language)
    with translation.override(language):
        return {row.pk: _title(row, names) for row in rows}


def present_whole(row: Opportunity, language: str) -> OpportunityView:
    """The candidate with its evidence, as its page shows it; five or six queries."""
    evidence = list(evidence_of([row.pk]))
    subjects = [subject for each in evidence for subject in (each.record, each.organization) if subject]
    names = _names(row.countries, (subject.country for subject in subjects), language)
    names.lend(evidence)
    records = [each.record for each in evidence if each.record]
    bodies = [each.organization for each in evidence if each.organization]
    of_records, of_bodies = renderings_of(records, bodies, language=language)
    views = present_records([each.pk for each in records], language, rendered=of_records)
    quoted: dict[str, list[Evidence]] = defaultdict(list)
    for each in evidence:
        quoted[each.role].append(each)
    with translation.override(language):
        return replace(
            _card(row, evidence, names),
            reasons=tuple(_reasons(evidence, names)),
            parts=tuple(_part(role, quoted[role], views, language) for role in RECORD_ROLES if quoted[role]),
            supporters=_supporters(quoted[Role.SUPPORT], language, of_bodies),
            first_step=sentences.first_step(row.horizon, frozenset(quoted)),
            horizon_sentence=sentences.horizon(row.horizon),
            balance=_balance(row, evidence, names),
        )


def _names(codes: Iterable[str], at_hand: Iterable[Country | None], language: str) -> _Names:
    """The countries at hand, if those are all that `codes` names; else read."""
    known = {country.code: country for country in at_hand if country is not None}
    return _Names(language, known) if set(codes) <= set(known) else _Names(language)


def _card(row: Opportunity, evidence: Sequence[Evidence], names: _Names) -> OpportunityView:
    return OpportunityView(
        pk=row.pk,
        code=row.code,
        url=row.get_absolute_url(),
        language=names.language,
        title=_title(row, names),
        topic=name_in(row.concept.names, names.language),
        topic_slug=row.concept.slug,
        countries=names.views(row.countries),
        horizon=row.horizon,
        horizon_label=row.get_horizon_display(),
        is_cross_border=row.is_cross_border,
        is_public=row.is_public,
        is_current=row.is_current,
        is_withdrawn=row.publication_state == PublicationState.ARCHIVED,
        is_merged=row.merged_into_id is not None,
        is_split=row.is_split,
        is_held=row.is_held,
        published_at=row.published_at,
        needed_by=_cities(evidence, Role.NEED, names.language),
        done_by=_cities(evidence, Role.EXPERIENCE, names.language),
    )


def _title(row: Opportunity, names: _Names) -> LocalizedText:
    """What curators call it in the reader's language, else its topic and countries."""
    if given := row.titles.get(names.language):
        return LocalizedText(given, names.language)
    topic = name_in(row.concept.names, names.language)
    countries = [str(each.name) for each in names.views(row.countries)]
    return LocalizedText(sentences.title(str(topic), countries), names.language)


def _cities(evidence: Iterable[Evidence], role: str, language: str) -> tuple[LocalizedText, ...]:
    """Cities of one part by name in the reader's language."""
    return tuple(city_name(each, language) for each in _ordered_cities(evidence, role, language))


def _ordered_cities(evidence: Iterable[Evidence], role: str, language: str) -> list[City]:
    found = {
        each.record.city.pk: each.record.city
        for each in evidence
        if each.role == role and each.record and each.record.city
    }
    return sorted(found.values(), key=lambda each: (each.sort_keys.get(language, ""), each.pk))


def _reasons(evidence: Sequence[Evidence], names: _Names) -> Iterable[str]:
    for role in RECORD_ROLES:
        records = [each.record for each in evidence if each.role == role and each.record]
        if records:
            countries = names.views(record.country_id for record in records)
            yield sentences.reason(role, len(records), [str(each.name) for each in countries])


def _part(
    role: Role, evidence: Sequence[Evidence], views: Mapping[int, RecordView], language: str
) -> PartView:
    headings = {
        Role.NEED: _("Cities that need it"),
        Role.PLAN: _("Cities that plan or try it"),
        Role.EXPERIENCE: _("Cities that have done it"),
        Role.OFFER: _("Who could provide it"),
    }
    items = tuple(
        QuotedView(
            views[each.record.pk],
            LocalizedText(each.quotation, each.record.language),
            tuple(map(source_view, each.record.sources)),
        )
        for each in evidence
        if each.record and each.record.pk in views
    )
    places = tuple(city_view(each, language) for each in _ordered_cities(evidence, role, language))
    return PartView(role.value, headings[role], items, places)


def _supporters(
    evidence: Sequence[Evidence], language: str, rendered: Renderings
) -> tuple[SupporterView, ...]:
    """In order of country and name for the reader."""
    rows = [each.organization for each in evidence if each.organization]
    rows.sort(key=lambda each: (_country_key(each, language), each.sort_keys.get(language, ""), each.pk))
    why = {each.organization_id: each for each in evidence}
    return tuple(
        SupporterView(view, _why(why[view.pk]), _role_words(why[view.pk]))
        for view in organization_views(rows, language, rendered=rendered)
    )


def _country_key(row: Organization, language: str) -> str:
    return row.country.sort_keys.get(language, "") if row.country else ""


def _why(evidence: Evidence) -> str:
    return sentences.support(str(evidence.reasons[0].get("reason", "")) if evidence.reasons else "")


def _role_words(evidence: Evidence) -> LocalizedText | None:
    if not evidence.quotation or evidence.organization is None:
        return None
    return LocalizedText(evidence.quotation, evidence.organization.language)


def _balance(row: Opportunity, evidence: Sequence[Evidence], names: _Names) -> Balance:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for each in evidence:
        country = (
            each.record.country_id if each.record else each.organization and each.organization.country_id
        )
        if country:
            counted[country][each.role] += 1
    countries = names.views({*row.countries, *counted})
    labels = {
        Role.NEED: _("Needs"),
        Role.PLAN: _("Plans and pilots"),
        Role.EXPERIENCE: _("Running or completed"),
        Role.OFFER: _("Solutions"),
        Role.SUPPORT: _("Supporting bodies"),
    }
    lines = (
        (label, tuple(counted[country.code][role] for country in countries)) for role, label in labels.items()
    )
    return Balance(countries, tuple(lines))
