"""The whole synthesis of a set of records, and its files."""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tricity.language import CollectionStatistics, Engine, Thesaurus
from tricity.synthesis.analysis import AnalyzedRecord, Progress, analyze
from tricity.synthesis.columns import in_columns
from tricity.synthesis.composing import Composer
from tricity.synthesis.decisions import Decision
from tricity.synthesis.emergent import beside_named, find_clusters, find_emergent, one_sided
from tricity.synthesis.finance import Rates, read_rates
from tricity.synthesis.identity import Changes, Known
from tricity.synthesis.lines import Laid, line
from tricity.synthesis.match_terms import CompletePairs, expired_needs
from tricity.synthesis.matches import MOST_AT_HOME, match_pairs
from tricity.synthesis.opportunities import propose_opportunities
from tricity.synthesis.overlaps import find_overlaps
from tricity.synthesis.peer_values import Peers
from tricity.synthesis.peers import peer_pairs
from tricity.synthesis.records import Organization, Record
from tricity.synthesis.supporters import analyze_organizations
from tricity.synthesis.term_rows import count_terms
from tricity.synthesis.timeline import Timeline, find_timelines
from tricity.synthesis.topics import TopicModel
from tricity.synthesis.values import EmergentTopic, Match, Opportunity, Overlaps, TopicAssignment
from tricity.synthesis.workshop import Workshop

LIMITS: Final = (20, MOST_AT_HOME)
"""Matches written for one need and kind, in other countries and in its own: files are cut by who reads them."""


@dataclass(frozen=True, slots=True)
class Synthesis:
    """All that was found, and the statistics it rests on (for adding a record later on the same footing).

    `changes` says what became of the candidates of an earlier run and what decisions did, if there were any;
    `decisions` are those in force, `grounds` the candidates behind them. `composer` makes candidates of given records.
    `emergent` are the topics that the
    thesaurus does not name; those of them that countries share are topics of records, overlaps and candidates too.
    """

    topics: tuple[TopicAssignment, ...]
    matches: Sequence[Match]
    overlaps: Overlaps
    opportunities: tuple[Opportunity, ...]
    statistics: CollectionStatistics
    changes: Changes | None = None
    timelines: tuple[Timeline, ...] = ()
    peers: Sequence[Peers] = ()
    emergent: tuple[EmergentTopic, ...] = ()
    decisions: tuple[Decision, ...] = ()
    grounds: tuple[Known, ...] = ()
    composer: Composer | None = field(default=None, repr=False, compare=False)

    def files(self) -> dict[str, str]:
        """Return the text of each result file by its name.

        Each is valid against its schema in docs/reference/.
        """
        return {name: b"".join(lines).decode() for name, lines in self._parts().items()}

    def _parts(self) -> dict[str, Iterable[bytes]]:
        return {
            "topics.jsonl": _lines(self.topics),
            "emergent.jsonl": _lines(self.emergent),
            "matches.jsonl": _lines(self.matches),
            "peers.jsonl": _lines(self.peers),
            "overlaps.json": [_document(dataclasses.asdict(self.overlaps))],
            "timelines.json": [
                _document({"timelines": [dataclasses.asdict(each) for each in self.timelines]})
            ],
            "opportunities.json": [_document(self._candidates())],
        }

    def write(self, out_dir: Path | str) -> list[Path]:
        """Write the files to the folder; return their paths. Raises OSError."""
        folder = Path(out_dir)
        folder.mkdir(parents=True, exist_ok=True)
        parts = self._parts()
        for name, lines in parts.items():
            with folder.joinpath(name).open("wb") as file:
                file.writelines(lines)
        return [folder / name for name in parts]

    def _candidates(self) -> dict[str, object]:
        candidates = [dataclasses.asdict(each) for each in self.opportunities]
        changes = {} if self.changes is None else {"changes": dataclasses.asdict(self.changes)}
        decided = {
            "decisions": [each.as_row() for each in self.decisions],
            "grounds": [dataclasses.asdict(each) for each in self.grounds],
        }
        return {"opportunities": candidates, **changes, **(decided if self.decisions else {})}


def synthesize(
    records: Iterable[Record],
    organizations: Iterable[Organization],
    thesaurus: Thesaurus,
    engine: Engine,
    progress: Progress | None = None,
) -> Synthesis:
    """Return topics, matches, overlaps and opportunities; the same whatever the order of the input.

    `progress` hears of the stages analyze, topics, matches, opportunities.
    """
    analyzed = analyze(records, engine, progress)
    return synthesize_analyzed(analyzed, organizations, TopicModel(thesaurus, engine), engine, progress)


def synthesize_analyzed(
    analyzed: Iterable[AnalyzedRecord],
    organizations: Iterable[Organization],
    model: TopicModel,
    engine: Engine,
    progress: Progress | None = None,
    *,
    on: dt.date | None = None,
    rates: Rates | None = None,
    previous: Mapping[str, frozenset[str]] | None = None,
    statistics: CollectionStatistics | None = None,
    workshop: Workshop | None = None,
) -> Synthesis:
    """Do as `synthesize` with records that are analysed and topics that are compiled already.

    Needs whose last day is before `on` are in no match and no candidate; without it none has expired.
    `previous` are the records of each emergent topic of an earlier run (`find_emergent`). With `statistics` the rarity
    of words is taken from those of another collection instead of being counted. In a `workshop` with a folder, matches and
    peers are written there and not kept: they are made again when they are read.
    """
    tell = progress or (lambda stage, done, total: None)
    shop = workshop or Workshop()
    ordered = in_columns(sorted(analyzed, key=lambda each: each.id))
    clusters = shop.asides.begin(lambda: find_clusters(ordered))
    counted = count_terms(ordered)
    statistics = counted.statistics() if statistics is None else statistics
    named = model.assign(ordered, statistics, counted)
    emergence = find_emergent(ordered, named, model, engine, previous, clusters())
    topics = beside_named(named, emergence.assignments, kept=model.background is not None)
    tell("topics", 1, 1)
    laid_peers = shop.lay(lambda: peer_pairs(ordered, topics, statistics, model))
    expired = expired_needs((each.record for each in ordered), on) if on is not None else frozenset()
    del counted  # it is large; counting once more takes little
    pairs = match_pairs(
        ordered, topics, statistics, model, limits=LIMITS, left_out=expired, asides=shop.asides
    )
    complete = CompletePairs(pairs, {each.id: each.record for each in ordered}, rates or read_rates())
    peers = laid_peers()  # before others are begun: each comes to copy much of what it reads
    laid_matches = shop.lay(lambda: complete, shop.asides.most)
    written = [each.written for each in ordered]
    overlaps = find_overlaps(written, topics, model.thesaurus)
    bodies = analyze_organizations(organizations, model, engine, statistics)
    timelines = find_timelines(written, topics, overlaps.countries)
    matches = laid_matches()
    tell("matches", 1, 1)
    standing = [each for each in ordered if each.id not in expired]
    composer = Composer(standing, topics, matches, overlaps, bodies, model.thesaurus)
    doubtful = one_sided(overlaps)
    speaking = [each for each in topics if each.concept_id not in doubtful]
    opportunities = propose_opportunities(standing, speaking, matches, overlaps, bodies, model.thesaurus)
    tell("opportunities", 1, 1)
    return Synthesis(
        tuple(topics),
        matches,
        overlaps,
        tuple(opportunities),
        statistics,
        timelines=timelines,
        peers=peers,
        composer=composer,
        emergent=emergence.topics,
    )


def _lines(values: Sequence[object]) -> Iterator[bytes]:
    return values.lines() if isinstance(values, Laid) else map(line, values)


def _document(value: dict[str, object]) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1, default=str)}\n".encode()
