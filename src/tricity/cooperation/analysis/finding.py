"""The synthesis of the whole site, from its records to plain values ready to be stored; nothing here writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from tricity.cooperation.analysis import gathering
from tricity.cooperation.analysis.decided import decided
from tricity.cooperation.analysis.suggestions import with_suggestions
from tricity.cooperation.analysis.views import needs_by_horizon, overlaps_and_views
from tricity.language import Engine
from tricity.synthesis import (
    AnalyzedOrganization,
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
    analyze_by,
    analyze_organizations,
    find_matches,
    find_peers,
    propose_opportunities,
    quotation_for,
    settle,
)
from tricity.synthesis.emergent import Emergence, find_emergent
from tricity.synthesis.match_pairs import fits_of
from tricity.synthesis.match_terms import expired_needs
from tricity.synthesis.term_rows import count_terms

Progress = Callable[[int, int], None]
STEPS_AFTER_READING = 5


@dataclass(frozen=True, slots=True)
class Ground:
    """What the findings rest on, for records that come later: see `memory`. `fits` are the scores of matches."""

    engine: Engine
    model: TopicModel
    analyzed: Sequence[AnalyzedRecord]
    topics: Sequence[TopicAssignment]
    suggested: Mapping[str, Sequence[str]]
    overlaps: Overlaps
    bodies: Sequence[AnalyzedOrganization]
    fits: Mapping[str, Mapping[str, float]]
    on: dt.date


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
    ground: Ground
    peers: Sequence[Peers] = ()


def find(engine: Engine, progress: Progress | None = None) -> Found:
    """Topics, matches, overlaps and candidates of all that is published; the same for the same records and decisions."""
    records = list(gathering.records())
    total = len(records) + STEPS_AFTER_READING
    tell = progress or (lambda done, total: None)
    # In one process: the others would not know the names of this site.
    analyzed = analyze_by(1, records, engine, lambda _stage, done, _of: tell(done, total))
    counted = count_terms(analyzed)
    model, statistics = TopicModel(engine.thesaurus, engine), counted.statistics()
    known = {each.id for each in analyzed}
    # A record may have been published since the others were read.
    suggested = {pk: slugs for pk, slugs in gathering.suggested_topics().items() if pk in known}
    topics = with_suggestions(model.assign(analyzed, statistics, counted), suggested, engine)
    tell(total - 4, total)
    # What authors say their records are about is named, too.
    emergent = _with_sentences(find_emergent(analyzed, topics, model, engine), analyzed)
    tell(total - 3, total)
    today = timezone.localdate()
    expired = expired_needs(records, today)
    matches = [
        each
        for each in find_matches(analyzed, topics, statistics, model, counted=counted)
        if each.need_id not in expired
    ]
    peers = find_peers(analyzed, topics, statistics, model)
    tell(total - 2, total)
    overlaps, views = overlaps_and_views(records, topics, engine)
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
        needs_by_horizon=needs_by_horizon(records),
        matches=matches,
        overlaps=overlaps,
        views=views,
        peers=peers,
        opportunities=settled.opportunities,
        changes=settled.changes,
        emergent=emergent,
        ground=Ground(
            engine=engine,
            model=model,
            analyzed=analyzed,
            topics=topics,
            suggested=suggested,
            overlaps=overlaps,
            bodies=bodies,
            fits=fits_of(matches),
            on=today,
        ),
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


def _by_record(
    topics: Sequence[TopicAssignment], analyzed: Sequence[AnalyzedRecord]
) -> dict[str, list[TopicAssignment]]:
    """Every record's topics, main one first; an empty list for a record about none."""
    found: dict[str, list[TopicAssignment]] = {each.id: [] for each in analyzed}
    for topic in topics:
        found[topic.record_id].append(topic)
    return found
