"""A portfolio, or the limits that clash, as one reader gets them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.cooperation.digests.balances import BalanceView, balance_view
from tricity.cooperation.digests.candidates import titles
from tricity.cooperation.models import Evidence, Opportunity
from tricity.cooperation.portfolio import DEMAND, Choice, address, voices
from tricity.directory.models import Country, OrganizationType
from tricity.directory.names import city_name, country_name
from tricity.directory.queries import countries_in_order
from tricity.knowledge.digests.sentences import listed
from tricity.synthesis import portfolio as core
from tricity.synthesis.portfolio.wording import limit_in_words
from tricity.web.text import LocalizedText

KINDS: Final = (OrganizationType.CITY, OrganizationType.COMPANY)


@dataclass(frozen=True, slots=True)
class CandidateView:
    code: str
    url: str
    title: LocalizedText
    horizon_label: str
    is_public: bool
    is_pinned: bool
    is_out: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """A project of the set. `cities` are those whose needs or plans no project before it meets."""

    candidate: CandidateView
    adds: str
    so_far: str
    only_it: str
    cities: tuple[LocalizedText, ...]


@dataclass(frozen=True, slots=True)
class ClashView:
    heading: str
    limits: tuple[str, ...]
    cities: tuple[LocalizedText, ...]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """`address` is the query of the limits before; without `sentence` they choose the same, or cannot be kept."""

    sentence: str
    added: tuple[CandidateView, ...]
    removed: tuple[CandidateView, ...]
    address: str


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    candidates: tuple[CandidateView, ...]
    address: str
    sentences: tuple[str, ...] = ()
    steps: tuple[StepView, ...] = ()
    clash: ClashView | None = None
    difference: DifferenceView | None = None
    balance: BalanceView | None = None

    @property
    def left_out(self) -> list[CandidateView]:
        return [each for each in self.candidates if each.is_out]

    @property
    def names_any(self) -> bool:
        """Whether the limits name single candidates."""
        return any(each.is_pinned or each.is_out for each in self.candidates)


class _Reading:
    """All that is read for the page: two queries, whatever the number of candidates."""

    def __init__(self, rows: Sequence[Opportunity], stakes: Sequence[Evidence], language: str) -> None:
        self.language, self.stakes = language, stakes
        self.rows = {row.code: row for row in rows}
        self.titles = titles(rows, language)
        self.countries: list[Country] = countries_in_order(language)
        by_code = {each.code: each for each in self.countries}
        self.names = {code: str(country_name(each, language)) for code, each in by_code.items()}
        self.cities = {}
        for each in stakes:
            if each.record and each.record.city:
                each.record.city.country = by_code[each.record.city.country_id]
                self.cities[str(each.record.city_id)] = each.record.city

    def name(self, subject: str) -> str:
        """The title of a candidate or the name of a country."""
        row = self.rows.get(subject)
        return str(self.titles[row.pk]) if row else self.names.get(subject, subject)

    def cities_of(self, record_ids: Iterable[str]) -> tuple[LocalizedText, ...]:
        wanted = set(record_ids)
        ids = {
            str(each.record.city_id)
            for each in self.stakes
            if each.role in DEMAND and each.record and each.record.city_id and str(each.record_id) in wanted
        }
        return self.named(ids)

    def named(self, city_ids: Iterable[str]) -> tuple[LocalizedText, ...]:
        """Cities in order of their name for the reader."""
        found = [self.cities[each] for each in city_ids if each in self.cities]
        found.sort(key=lambda each: (each.sort_keys.get(self.language, ""), each.pk))
        return tuple(city_name(each, self.language) for each in found)


def portfolio_page(
    rows: Sequence[Opportunity],
    stakes: Sequence[Evidence],
    limits: core.Limits,
    choice: Choice | None,
    language: str,
) -> PortfolioPage:
    """For a reader of `language`, which must be the active one. Without a choice there are the candidates alone."""
    reading = _Reading(rows, stakes, language)
    chosen = set(choice.found.ids) if choice and isinstance(choice.found, core.Portfolio) else set()
    views = {row.code: _candidate(row, reading, limits, chosen) for row in rows}
    page = PortfolioPage(tuple(views.values()), address(limits))
    if choice is None:
        return page
    if isinstance(choice.found, core.Clash):
        return replace(page, clash=_clash(choice.found, reading), difference=_difference(choice, views))
    found = choice.found
    behind = [each for each in stakes if each.opportunity_id in {reading.rows[code].pk for code in found.ids}]
    return replace(
        page,
        sentences=tuple(_sentences(found, reading)),
        steps=tuple(_steps(found, views, reading)),
        difference=_difference(choice, views),
        balance=balance_view(voices(behind), reading.countries, language, KINDS) if found.steps else None,
    )


def _candidate(row: Opportunity, reading: _Reading, limits: core.Limits, chosen: set[str]) -> CandidateView:
    return CandidateView(
        code=row.code,
        url=row.get_absolute_url(),
        title=reading.titles[row.pk],
        horizon_label=row.get_horizon_display(),
        is_public=row.is_public,
        is_pinned=row.code in limits.pinned,
        is_out=row.code in limits.excluded,
        is_chosen=row.code in chosen,
    )


def _sentences(found: core.Portfolio, reading: _Reading) -> Iterable[str]:
    met, every = len(found.covered_ids), len(found.covered_ids) + len(found.missed_ids)
    yield ngettext(
        "%(count)s project meets %(met)s of %(all)s needs and plans.",
        "%(count)s projects meet %(met)s of %(all)s needs and plans.",
        len(found.steps),
    ) % {"count": len(found.steps), "met": met, "all": every}
    if found.is_exact:
        yield _("No other set within these limits meets more.")
    else:
        gap = {"gap": f"{100 * found.gap:.1f}"}
        yield _("The work allowed did not suffice to prove it best: at most %(gap)s %% may be missing.") % gap
    counts = listed(f"{reading.names[code]} {number}" for code, number in _in_order(found, reading))
    yield _("Projects by country: %(counts)s") % {"counts": counts}


def _in_order(found: core.Portfolio, reading: _Reading) -> list[tuple[str, int]]:
    """Countries in the order of the reader's names, which says nothing about them."""
    numbers = dict(found.countries)
    return [(each.code, numbers[each.code]) for each in reading.countries if each.code in numbers]


def _steps(
    found: core.Portfolio, views: Mapping[str, CandidateView], reading: _Reading
) -> Iterable[StepView]:
    met = 0
    every = len(found.covered_ids) + len(found.missed_ids)
    for step in found.steps:
        met += len(step.record_ids)
        yield StepView(
            candidate=views[step.id],
            adds=_adds(len(step.record_ids)),
            so_far=_("%(met)s of %(all)s") % {"met": met, "all": every},
            only_it="" if step.only_it else _("The others of the set meet all that it meets."),
            cities=reading.cities_of(step.record_ids),
        )


def _adds(number: int) -> str:
    if not number:
        return _("Adds no need or plan; the limits ask for it.")
    return ngettext(
        "Adds %(number)s need or plan.",
        "Adds %(number)s needs and plans.",
        number,
    ) % {"number": number}


def _clash(found: core.Clash, reading: _Reading) -> ClashView:
    if len(found.together) == 1:
        heading = _("This limit cannot be kept:")
    elif found.is_irreducible:
        heading = _("These limits cannot be kept together; without any one of them they could:")
    else:
        heading = _("These limits cannot be kept together:")
    return ClashView(
        heading,
        tuple(limit_in_words(each, _, reading.name) for each in found.together),
        reading.named(city for _country, city in found.places),
    )


def _difference(choice: Choice, views: Mapping[str, CandidateView]) -> DifferenceView | None:
    if choice.before is None:
        return None
    query = address(choice.before.limits)
    changed = choice.difference
    if changed is None:
        clashes = isinstance(choice.before, core.Clash)
        return DifferenceView(
            _("The limits before cannot be kept together.") if clashes else "", (), (), query
        )
    if changed.is_none:
        return DifferenceView(_("The limits before choose the same."), (), (), query)
    sentence = _("Needs and plans met now and not before: %(new)s; before and not now: %(gone)s.") % {
        "new": len(changed.newly_met),
        "gone": len(changed.no_longer_met),
    }
    added = tuple(views[each] for each in changed.added)
    return DifferenceView(sentence, added, tuple(views[each] for each in changed.removed), query)
