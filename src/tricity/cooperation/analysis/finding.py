"""The synthesis of the whole site, from its records to plain values ready to be stored; nothing here writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from tricity.cooperation.analysis import gathering
from tricity.cooperation.analysis.decided import decided
from tricity.directory.models import Country
from tricity.knowledge.topics import MOST_TOPICS, SUGGESTED_WEIGHT
from tricity.language import Engine
from tricity.synthesis import (
    AnalyzedRecord,
    Changes,
    Composer,
    EmergentTopic,
    Match,
    Opportunity,
    Overlaps,
    Peers,
    TopicAssignment,
    TopicModel,
    analyze,
    analyze_organizations,
    collection_statistics,
    find_matches,
    find_overlaps,
    find_peers,
    propose_opportunities,
    quotation_for,
    settle,
)
from tricity.synthesis.emergent import Emergence, find_emergent
from tricity.synthesis.match_terms import expired_needs
from tricity.synthesis.records import Horizon, Kind, Record

Progress = Callable[[int, int], None]
STEPS_AFTER_READING = 5
ANY = "any"
HORIZONS = (ANY, Horizon.SHORT.value, Horizon.LONG.value)


@dataclass(frozen=True, slots=True)
class Found:
    """What a run found. `topics` and `suggested` are by record; `views` by (horizon, only services across borders).

    `emergent` are proposals for the thesaurus: until curators have made them concepts, no record has them as a topic.
    """

    records: int
    topics: Mapping[str, Sequence[TopicAssignment]]
    suggested: Mapping[str, Sequence[str]]
    needs_by_horizon: Mapping[str, frozenset[str]]
    matches: Sequence[Match]
    overlaps: Overlaps
    views: Mapping[tuple[str, bool], Overlaps]
    opportunities: Sequence[Opportunity]
    changes: Changes
    emergent: Sequence[EmergentTopic]
    peers: Sequence[Peers] = ()


def find(engine: Engine, progress: Progress | None = None) -> Found:
    """Topics, matches, overlaps and candidates of all that is published; the same for the same records and decisions."""
    records = list(gathering.records())
    total = len(records) + STEPS_AFTER_READING
    tell = progress or (lambda done, total: None)
    analyzed = analyze(records, engine, lambda _stage, done, _of: tell(done, total))
    model, statistics = TopicModel(engine.thesaurus, engine), collection_statistics(analyzed)
    suggested = gathering.suggested_topics()
    topics = _with_suggestions(model.assign(analyzed, statistics), suggested, engine)
    tell(total - 4, total)
    # What authors say their records are about is named, too.
    emergent = _with_sentences(find_emergent(analyzed, topics, model, engine), analyzed)
    tell(total - 3, total)
    expired = expired_needs(records, timezone.localdate())
    matches = [
        each for each in find_matches(analyzed, topics, statistics, model) if each.need_id not in expired
    ]
    peers = find_peers(analyzed, topics, statistics, model)
    tell(total - 2, total)
    overlaps, views = _overlaps(records, topics, engine)
    bodies = analyze_organizations(gathering.bodies(), model, engine, statistics)
    standing = [each for each in analyzed if each.id not in expired]
    proposed = propose_opportunities(standing, topics, matches, overlaps, bodies, engine.thesaurus)
    composer = Composer(standing, topics, matches, overlaps, bodies, engine.thesaurus)
    given = decided()
    settled = settle(proposed, composer, given.before, given.decisions)
    tell(total - 1, total)
    return Found(
        records=len(records),
        topics=_by_record(topics, analyzed),
        suggested=suggested,
        needs_by_horizon=_needs_by_horizon(records),
        matches=matches,
        overlaps=overlaps,
        views=views,
        peers=peers,
        opportunities=settled.opportunities,
        changes=settled.changes,
        emergent=emergent,
    )


def _with_sentences(found: Emergence, analyzed: Sequence[AnalyzedRecord]) -> list[EmergentTopic]:
    """The topics with a sentence of each record, the one that says most on it: a word alone would tell curators little."""
    records = {each.id: each for each in analyzed}
    about = {(each.concept_id, each.record_id): each for each in found.assignments}
    return [
        replace(
            topic,
            evidence=tuple(quotation_for(records[pk], about.get((topic.id, pk))) for pk in topic.records),
        )
        for topic in found.topics
    ]


def _overlaps(
    records: Sequence[Record], topics: Sequence[TopicAssignment], engine: Engine
) -> tuple[Overlaps, dict[tuple[str, bool], Overlaps]]:
    """The grid of everything, and one view for each way the page can be filtered."""
    countries = sorted(Country.objects.values_list("code", flat=True))
    thesaurus = engine.thesaurus
    across = [each for each in topics if thesaurus[each.concept_id].cross_border]
    views = {
        (horizon, only_across): find_overlaps(
            [each for each in records if _is_in(each, horizon)],
            across if only_across else topics,
            thesaurus,
            countries,
        )
        for horizon in HORIZONS
        for only_across in (False, True)
    }
    return views[ANY, False], views


def _is_in(record: Record, horizon: str) -> bool:
    """Needs of the horizon asked for, and everything that states none: work that runs has no horizon."""
    return horizon == ANY or record.kind is not Kind.NEED or record.horizon == horizon


def _needs_by_horizon(records: Sequence[Record]) -> dict[str, frozenset[str]]:
    return {
        horizon: frozenset(each.id for each in records if each.kind is Kind.NEED and each.horizon == horizon)
        for horizon in HORIZONS[1:]
    }


def _with_suggestions(
    found: Sequence[TopicAssignment], suggested: Mapping[str, Sequence[str]], engine: Engine
) -> list[TopicAssignment]:
    """What the author named is always among a record's topics, with at least half the weight."""
    kept = [each for each in found if each.record_id not in suggested]
    of_record: dict[str, list[TopicAssignment]] = {record_id: [] for record_id in suggested}
    for each in found:
        if each.record_id in of_record:
            of_record[each.record_id].append(each)
    for record_id, slugs in suggested.items():
        known = {each.concept_id: each for each in of_record[record_id]}
        named = [
            _named(known.get(slug) or TopicAssignment(record_id, slug, SUGGESTED_WEIGHT, 0, 1.0))
            for slug in dict.fromkeys(slugs)
            if slug in engine.thesaurus.concepts
        ][:MOST_TOPICS]
        rest = [each for each in of_record[record_id] if each.concept_id not in slugs][
            : MOST_TOPICS - len(named)
        ]
        ordered = sorted([*named, *rest], key=lambda each: (-each.weight, each.concept_id))
        kept += [replace(each, rank=rank) for rank, each in enumerate(ordered, 1)]
    return sorted(kept, key=lambda each: (each.record_id, each.rank))


def _named(topic: TopicAssignment) -> TopicAssignment:
    return replace(topic, weight=max(topic.weight, SUGGESTED_WEIGHT), share=1.0)


def _by_record(
    topics: Sequence[TopicAssignment], analyzed: Sequence[AnalyzedRecord]
) -> dict[str, list[TopicAssignment]]:
    """Every record's topics, main one first; an empty list for a record about none."""
    found: dict[str, list[TopicAssignment]] = {each.id: [] for each in analyzed}
    for topic in topics:
        found[topic.record_id].append(topic)
    return found
