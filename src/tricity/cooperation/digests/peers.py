"""Initiatives of other cities like one, in the reader's language: why, what differs, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from tricity.cooperation.analysis.terms import terms_of
from tricity.cooperation.digests import money_words, peer_words
from tricity.cooperation.digests.matches import MOST_REASONS, MOST_SHOWN, reason_of
from tricity.cooperation.models import PeerPair
from tricity.cooperation.queries import peers_of_record
from tricity.knowledge.digests import PlaceView, RecordView, TopicView, present
from tricity.knowledge.digests.names import city_view, country_view
from tricity.knowledge.digests.titles import titles
from tricity.knowledge.models import Record
from tricity.knowledge.publication.disclosure import levels_of
from tricity.knowledge.rules import may_see_versions
from tricity.search.reasons import FoundReason
from tricity.synthesis.match_terms import untold
from tricity.web.text import LocalizedText

SHOWN_BESIDE = 3  # on the page of the initiative itself
MOST_ONLY = 3


@dataclass(frozen=True, slots=True)
class SideView:
    """How far one of the two is; empty is unknown. `only` are topics the other has not."""

    status: str
    years: str
    only: tuple[TopicView, ...]
    untold: str


@dataclass(frozen=True, slots=True)
class PeerView:
    """The other initiative, why it is here, and how the two differ; `is_close`: worth showing unasked."""

    record: RecordView
    reasons: tuple[FoundReason, ...]
    is_close: bool
    is_same_country: bool
    step: str
    here: SideView
    there: SideView


@dataclass(frozen=True, slots=True)
class PeersView:
    """An initiative with those like it, the most alike first."""

    record: RecordView
    peers: tuple[PeerView, ...]

    @property
    def abroad(self) -> list[PeerView]:
        return [each for each in self.peers if each.is_close and not each.is_same_country]

    @property
    def at_home(self) -> list[PeerView]:
        return [each for each in self.peers if each.is_close and each.is_same_country]

    @property
    def further(self) -> list[PeerView]:
        return [each for each in self.peers if not each.is_close]


@dataclass(frozen=True, slots=True)
class PeerLine:
    """A peer in a line: title, place, why."""

    title: LocalizedText
    url: str
    city: PlaceView | None
    country: PlaceView
    reasons: tuple[FoundReason, ...]


def peers_view(record: Record, language: str, *, user: Any = None) -> PeersView:
    """The initiative with its peers as this person may see them. Five queries; for people signed in up to three more."""
    user = user or AnonymousUser()
    rows = list(peers_of_record(record).select_related("one__owner", "other__owner")[:MOST_SHOWN])
    others = {row.pk: _other(row, record) for row in rows}
    records = [record, *others.values()]
    levels = levels_of(user, records, [each.pk for each in records if may_see_versions(user, each)])
    unsaid = {each.pk: money_words.untold(untold(terms_of(each, levels[each.pk]))) for each in records}
    views = present([each.pk for each in records], language)
    here = views[record.pk]
    peers = tuple(
        _peer(row, record, other, (here, views[other.pk]), unsaid)
        for row in rows
        if (other := others[row.pk]).pk in views
    )
    return PeersView(here, peers)


def peer_lines(record: Record, language: str) -> list[PeerLine]:
    """The closest few, those abroad first, for the initiative's page: two queries, three where a title is described."""
    close = peers_of_record(record).filter(is_close=True).order_by("is_same_country", "-score", "pk")
    sides = [f"{side}__{name}" for side in ("one", "other") for name in ("country", "city__country")]
    rows = list(close.select_related(*sides)[:SHOWN_BESIDE])
    others = [_other(row, record) for row in rows]
    named = titles(others, language) if others else {}
    return [
        PeerLine(
            named[other.pk],
            other.get_absolute_url(),
            city_view(other.city, language) if other.city else None,
            country_view(other.country, language),
            reasons(row, record),
        )
        for row, other in zip(rows, others, strict=True)
    ]


def reasons(row: PeerPair, record: Record) -> tuple[FoundReason, ...]:
    """As search explains its hits: the words of the initiative that is open, then those of the other."""
    return tuple(_reason(each, row, turned=row.one_id != record.pk) for each in row.reasons[:MOST_REASONS])


def _other(row: PeerPair, record: Record) -> Record:
    return row.other if row.one_id == record.pk else row.one


def _reason(each: Mapping[str, Any], row: PeerPair, *, turned: bool) -> FoundReason:
    sides = ((each["one"], row.one.language), (each["other"], row.other.language))
    return reason_of(each, sides[::-1] if turned else sides)


def _peer(
    row: PeerPair,
    record: Record,
    other: Record,
    views: tuple[RecordView, RecordView],
    unsaid: Mapping[int, str],
) -> PeerView:
    here, there = views
    return PeerView(
        record=there,
        reasons=reasons(row, record),
        is_close=row.is_close,
        is_same_country=row.is_same_country,
        step=peer_words.step(record.status, other.status),
        here=_side(here, there.topics, unsaid[record.pk]),
        there=_side(there, here.topics, unsaid[other.pk]),
    )


def _side(view: RecordView, others: Sequence[TopicView], unsaid: str) -> SideView:
    known = {topic.slug for topic in others}
    only = [topic for topic in view.topics if topic.slug not in known]
    return SideView(view.status_label, view.years, tuple(only[:MOST_ONLY]), unsaid)
