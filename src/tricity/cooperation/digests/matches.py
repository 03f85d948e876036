"""Matches of a record with their reasons, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from tricity.cooperation.analysis.terms import exchange_rates
from tricity.cooperation.digests import money_words
from tricity.cooperation.digests.terms import BudgetView, Fact, Reader, TermsView
from tricity.cooperation.models import Match
from tricity.cooperation.queries import matches_of_record
from tricity.knowledge.digests import RecordView, present
from tricity.knowledge.models import Kind, Record
from tricity.knowledge.publication.disclosure import is_expired, levels_of
from tricity.knowledge.rules import may_see_versions
from tricity.language import FeatureKind, traced
from tricity.language.lexicon import lexicon
from tricity.search.reasons import FoundReason
from tricity.synthesis.finance import is_undated
from tricity.translation.queries import renderings

MOST_REASONS = 3
MOST_SHOWN = 24


@dataclass(frozen=True, slots=True)
class MatchView:
    """The other side of a match, why, and what stands beside it; `is_close`: worth showing unasked.

    `budget` is what an experience cites as its cost, where it does and this reader may know.
    """

    kind: str
    record: RecordView
    reasons: tuple[FoundReason, ...]
    is_close: bool
    is_same_country: bool
    terms: TermsView
    budget: BudgetView | None = None


@dataclass(frozen=True, slots=True)
class MatchesView:
    """A record with all its matches, and what it says itself of money and time."""

    record: RecordView
    facts: tuple[Fact, ...]
    matches: tuple[MatchView, ...]
    is_expired: bool
    is_undated: bool

    def of(self, kind: str) -> list[MatchView]:
        """The close ones of a kind."""
        return [each for each in self.matches if each.kind == kind and each.is_close]

    @property
    def further(self) -> list[MatchView]:
        return [each for each in self.matches if not each.is_close]

    @property
    def cited(self) -> list[MatchView]:
        """Comparable initiatives that cite a budget."""
        return [each for each in self.matches if each.budget]

    @property
    def budgets(self) -> str:
        """How many do, in a sentence; empty where nothing is comparable."""
        comparable = [each for each in self.matches if each.kind == Match.Kind.EXPERIENCE]
        return money_words.budgets(len(self.cited), len(comparable)) if comparable else ""

    @property
    def rates(self) -> list[tuple[str, str]]:
        """The exchange rates that were used, each a sentence and the address of its source."""
        of_budgets = [rate for each in self.cited for rate in (each.budget.rates if each.budget else ())]
        of_contracts = [rate for each in self.matches for rate in each.terms.rates]
        used = money_words.distinct([*of_budgets, *of_contracts])
        return [(money_words.rate(each), each.source) for each in used]


def matches_of(
    record: Record, language: str, *, user: Any = None, limit: int = MOST_SHOWN
) -> tuple[MatchView, ...]:
    """What may help with a need, or which needs a solution or experience may answer; best first."""
    return matches_view(record, language, user=user, limit=limit).matches


def matches_view(record: Record, language: str, *, user: Any = None, limit: int = MOST_SHOWN) -> MatchesView:
    """The record with its matches as this person may see them. Six queries; for people signed in up to three more.

    Needs whose last day is past are left out, whether the newest run knew it or not.
    """
    user = user or AnonymousUser()
    turned = record.kind != Kind.NEED
    rows = [] if is_expired(record) else list(matches_of_record(record)[:limit])
    rows = [row for row in rows if not is_expired(row.need)]
    others = {row.pk: row.need if turned else row.other for row in rows}
    reader = _reader(user, language, [record, *others.values()])
    ids = [record.pk, *(each.pk for each in others.values())]
    views = present(ids, language, rendered=reader.rows)
    matches = tuple(
        _match(row, others[row.pk], views, reader, turned=turned)
        for row in rows
        if others[row.pk].pk in views
    )
    terms = reader.terms(record)
    is_need = record.kind == Kind.NEED
    return MatchesView(
        record=views[record.pk],
        facts=reader.facts(record),
        matches=matches,
        is_expired=is_expired(record),
        is_undated=is_need and is_undated(terms),
    )


def _reader(user: Any, language: str, records: Sequence[Record]) -> Reader:
    insider_of = [each.pk for each in records if may_see_versions(user, each)]
    return Reader(
        user,
        language,
        levels_of(user, records, insider_of),
        renderings(records, language=language),
        exchange_rates(),
    )


def _match(
    row: Match, other: Record, views: Mapping[int, RecordView], reader: Reader, *, turned: bool
) -> MatchView:
    home = views[row.need_id].country.name.text
    return MatchView(
        kind=row.kind,
        record=views[other.pk],
        reasons=reasons(row, turned=turned),
        is_close=row.is_close,
        is_same_country=row.is_same_country,
        terms=reader.beside(row.need, row.other, home, turned=turned),
        budget=reader.budget(row.need, row.other) if row.kind == Match.Kind.EXPERIENCE else None,
    )


def reasons(row: Match, *, turned: bool = False) -> tuple[FoundReason, ...]:
    """As search explains its hits: the words of the record that is open, then those of the other. `turned`: from the other side."""
    return tuple(_reason(each, row, turned=turned) for each in row.reasons[:MOST_REASONS])


def _reason(each: Mapping[str, Any], row: Match, *, turned: bool) -> FoundReason:
    sides = ((each["need"], row.need.language), (each["other"], row.other.language))
    return reason_of(each, sides[::-1] if turned else sides)


def reason_of(each: Mapping[str, Any], sides: Sequence[tuple[str, str]]) -> FoundReason:
    """A kept reason, traced by the lexicon; `sides` are words and language of the record that is open, then of the other."""
    (mine, my_language), (theirs, their_language) = sides
    reason = FoundReason(
        kind=FeatureKind(each["kind"]),
        key=each["key"],
        query_text=mine,
        document_text=theirs,
        document_span=(0, 0),
        score=each["score"],
        concept_id=each["topic"],
        query_language=my_language,
        document_language=their_language,
    )
    return traced(reason, my_language, their_language, lexicon())
