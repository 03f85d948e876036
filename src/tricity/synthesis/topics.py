"""What a record is about: topics of a thesaurus, graded, each with the words that say so."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tricity.language import Analysis, CollectionStatistics, Engine, FeatureKind, Mention, Thesaurus
from tricity.synthesis.analysis import AnalyzedRecord, Part
from tricity.synthesis.bridge import Bridge
from tricity.synthesis.columns import PackedAnalysis
from tricity.synthesis.kinship import Kinship
from tricity.synthesis.profiles import Profiles
from tricity.synthesis.sentences import quote, sentence_spans
from tricity.synthesis.term_rows import Counted, count_terms
from tricity.synthesis.term_weights import TermWeights
from tricity.synthesis.values import DIGITS, TopicAssignment, TopicReason, Via
from tricity.synthesis.weighting import TITLE_WEIGHT

MOST_TOPICS: Final = 5
LEAST_SHARE: Final = 0.3  # of the main topic's strength, for another topic to be named
LEAST_STRENGTH: Final = 0.25  # below it a record has no topic rather than a doubtful one
HALF_SURE: Final = 1.0  # strength at which the weight of a topic is one half
SAID: Final = 0.25  # strength of a label said once in a summary, per unit of rarity
LIKENESS: Final = 4.0  # strength of a record that has exactly the words of a topic's profile
NEARNESS: Final = (
    3.0  # strength of a record whose topics in the thesaurus are exactly those that a label means
)
OPENING_WEIGHT: Final = 1.4  # of the first sentence of a summary
BROADER_SHARE: Final = 0.5  # of a broader topic's strength that a narrower one must have to come before it
UNSAID_SHARE: Final = 0.9  # of a broader topic that is said, that a narrower one implied by words may reach
MOST_REASONS: Final = 3

WordsOf = Callable[[str], TermWeights]
"""The words that a concept is recognised by."""


class TopicModel:
    """A thesaurus (or any list of topics) compiled for assignment; immutable, shareable by threads.

    `engine` must be the one that analyses the records. Where its own thesaurus is another than the topics', it serves
    as a dictionary between the languages: a topic named in English only is recognised in Korean text.
    """

    def __init__(self, thesaurus: Thesaurus, engine: Engine) -> None:
        self.thesaurus = thesaurus
        self._own = thesaurus is engine.thesaurus
        self._above: dict[str, tuple[str, ...]] = {}
        self.profiles = Profiles(thesaurus, engine, self._own)
        self.kinship = Kinship(thesaurus, self.profiles)
        self.background: TopicModel | None = None
        self._bridge: Bridge | None = None
        if not self._own and len(engine.thesaurus):
            self.background = TopicModel(engine.thesaurus, engine)
            self._bridge = Bridge(thesaurus, engine, self.background.kinship)

    def assign(
        self,
        analyzed: Iterable[AnalyzedRecord],
        statistics: CollectionStatistics,
        counted: Counted | None = None,
        spoken: CollectionStatistics | None = None,
    ) -> list[TopicAssignment]:
        """Return at most five topics for each record, in order of record id, the main topic first.

        `counted` are the records' terms, where they are counted already; `spoken` in how many each topic
        is said, where that is known from a larger collection.
        """
        ordered = sorted(analyzed, key=lambda each: each.id)
        counted = counted or count_terms(ordered)
        mentions = [self._mentions(each) for each in ordered]
        rarity = self._rarity(mentions, statistics, spoken)
        known = self._known(ordered, statistics, counted)
        near = self._nearness(known, statistics)
        rows = self.profiles.rows_of(counted, counted.rarity(statistics))
        vocabulary = counted.vocabulary
        words = cache(lambda concept_id: TermWeights(self.profiles.row_of(concept_id), vocabulary))
        found: list[TopicAssignment] = []
        for record, said, alike, nearness, topics in zip(
            ordered, mentions, self.profiles.alike_to(rows), near, known, strict=True
        ):
            implied = self._implied(said, *alike, nearness)
            found += self._of_record(record, said, implied, rarity, topics, words)
        return found

    def spoken(self, analyzed: Iterable[AnalyzedRecord]) -> CollectionStatistics:
        """Return in how many of the records each topic is said."""
        return _counted([self._mentions(each) for each in analyzed])

    def _implied(
        self,
        said: Collection[str],
        columns: NDArray[np.int64],
        cosines: NDArray[np.float64],
        nearness: Mapping[str, float],
    ) -> dict[str, float]:
        """Return the strengths of topics that words imply; without those too weak to be named or to move another."""
        strengths = LIKENESS * cosines
        needed = {*said, *nearness, *(up for key in said for up in self._ancestors(key))}
        known = self.profiles.places
        worth = (strengths >= LEAST_STRENGTH) | np.isin(
            columns, [known[key] for key in sorted(needed) if key in known]
        )
        ids = self.profiles.ids
        implied = {
            ids[column]: strength
            for column, strength in zip(columns[worth].tolist(), strengths[worth].tolist(), strict=True)
        }
        for key, cosine in nearness.items():
            implied[key] = implied.get(key, 0.0) + NEARNESS * cosine
        return implied

    def _known(
        self, ordered: Sequence[AnalyzedRecord], statistics: CollectionStatistics, counted: Counted
    ) -> list[Sequence[TopicAssignment]]:
        """Return each record's topics in the engine's own thesaurus, where that is another."""
        if self.background is None:
            return [() for _ in ordered]
        known = by_record(self.background.assign(ordered, statistics, counted))
        return [known.get(each.id, ()) for each in ordered]

    def _nearness(
        self, known: Sequence[Sequence[TopicAssignment]], statistics: CollectionStatistics
    ) -> Iterable[Mapping[str, float]]:
        return [{} for _ in known] if self._bridge is None else self._bridge.nearness(known, statistics)

    def _of_record(
        self,
        record: AnalyzedRecord,
        said: Mapping[str, Sequence[TopicReason]],
        implied: Mapping[str, float],
        rarity: Mapping[str, float],
        known: Sequence[TopicAssignment],
        words: WordsOf,
    ) -> list[TopicAssignment]:
        strengths = dict(implied)
        for concept_id, mentions in said.items():
            spoken = math.log1p(sum(reason.score for reason in mentions))
            strengths[concept_id] = strengths.get(concept_id, 0.0) + SAID * spoken * rarity[concept_id]
        strengths = self._specific_first(strengths, said)
        ranked = sorted(strengths, key=lambda key: (-round(strengths[key], 9), -self._depth(key), key))
        best = strengths[ranked[0]] if ranked else 0.0
        likely = [key for key in ranked if strengths[key] >= max(LEAST_STRENGTH, LEAST_SHARE * best)]
        # What cannot be shown in the original is not said of it.
        shown = {
            key: reasons for key in likely if (reasons := self._reasons(record, key, said, known, words))
        }
        best = max((strengths[key] for key in shown), default=0.0)
        return [
            TopicAssignment(
                record.id,
                key,
                round(strengths[key] / (strengths[key] + HALF_SURE), DIGITS),
                rank,
                round(strengths[key] / best, DIGITS),
                shown[key],
            )
            for rank, key in enumerate(list(shown)[:MOST_TOPICS], 1)
        ]

    def _depth(self, concept_id: str) -> int:
        return len(self._ancestors(concept_id))

    def _ancestors(self, concept_id: str) -> tuple[str, ...]:
        known = self._above.get(concept_id)
        if known is None:
            known = self._above[concept_id] = tuple(self.thesaurus.ancestors(concept_id))
        return known

    def _specific_first(self, strengths: Mapping[str, float], said: Collection[str]) -> dict[str, float]:
        """Let a topic change places with the strongest of its narrower ones that are said, if nearly as strong.

        A narrower one that is not said stays behind a broader one that is.
        """
        placed = dict(strengths)
        for key in strengths:
            above = [strengths[broader] for broader in self._ancestors(key) if broader in said]
            if above and key not in said:
                placed[key] = min(placed[key], UNSAID_SHARE * max(above))
        narrower: dict[str, list[str]] = {}
        for key in sorted(said):
            for broader in self._ancestors(key):
                narrower.setdefault(broader, []).append(key)
        for key in sorted(narrower, key=lambda each: (self._depth(each), each)):
            if key in placed:
                best = min(narrower[key], key=lambda each: (-round(placed[each], 9), each))
                if BROADER_SHARE * placed[key] <= placed[best] < placed[key]:
                    placed[key], placed[best] = placed[best], placed[key]
        return placed

    def _rarity(
        self,
        mentions: Sequence[Mapping[str, object]],
        statistics: CollectionStatistics,
        spoken: CollectionStatistics | None,
    ) -> Mapping[str, float]:
        named = {concept_id for each in mentions for concept_id in each}
        if self._own:
            return {concept_id: statistics.idf(f"{FeatureKind.CONCEPT}:{concept_id}") for concept_id in named}
        spoken = _counted(mentions) if spoken is None else spoken
        return {concept_id: spoken.idf(concept_id) for concept_id in named}

    def _mentions(self, record: AnalyzedRecord) -> dict[str, list[TopicReason]]:
        """Return where the labels of each concept stand in the record, title first."""
        found: dict[str, list[TopicReason]] = {}
        for part in Part:
            analysis = record.part(part)
            opening = next(iter(sentence_spans(analysis.text)), (0, 0))[1] if part is Part.SUMMARY else 0
            for mention in self._find(analysis):
                place = (
                    TITLE_WEIGHT if part is Part.TITLE else OPENING_WEIGHT if mention.start < opening else 1.0
                )
                quotation = quote(record, part, mention.start, mention.end)
                reason = TopicReason(Via.LABEL, quotation, place, mention.label, mention.label_language)
                found.setdefault(mention.concept_id, []).append(reason)
        return found

    def _find(self, analysis: Analysis) -> Iterator[Mention]:
        if self._own and isinstance(analysis, PackedAnalysis) and analysis.mentions is not None:
            yield from analysis.mentions
            return
        boundaries = {place for token in analysis.tokens for place in (token.start, token.end)}
        yield from self.thesaurus.find(analysis.text, analysis.language, boundaries)

    def _reasons(
        self,
        record: AnalyzedRecord,
        concept_id: str,
        said: Mapping[str, Sequence[TopicReason]],
        known: Sequence[TopicAssignment],
        words: WordsOf,
    ) -> tuple[TopicReason, ...]:
        labels: dict[str, TopicReason] = {}
        for reason in said.get(concept_id, ()):
            labels.setdefault(reason.quotation.text, reason)
        if labels:
            return tuple(sorted(labels.values(), key=lambda reason: -reason.score)[:MOST_REASONS])
        near = self._bridge.nearest(concept_id, known) if self._bridge is not None else None
        if near is not None:
            return tuple(replace(reason, via=Via.RELATED) for reason in near.reasons)
        return _by_words(record, words(concept_id))


def _by_words(record: AnalyzedRecord, profile: TermWeights) -> tuple[TopicReason, ...]:
    """Return the words of the record that weigh most in a concept's profile."""
    best: dict[str, tuple[float, Part, int, int]] = {}
    for part in Part:
        text = record.part(part).text
        for value, start, end in profile.in_text(record.part(part)):
            known = best.get(text[start:end])
            if known is None or known[0] < value:
                best[text[start:end]] = value, part, start, end
    ranked = sorted(best.items(), key=lambda each: (-round(each[1][0], 9), each[0]))
    return tuple(
        TopicReason(Via.WORDS, quote(record, part, start, end), round(value, DIGITS))
        for _, (value, part, start, end) in ranked[:MOST_REASONS]
    )


def _counted(mentions: Sequence[Mapping[str, object]]) -> CollectionStatistics:
    return CollectionStatistics(len(mentions), Counter(key for each in mentions for key in each))


def by_record(topics: Iterable[TopicAssignment]) -> dict[str, list[TopicAssignment]]:
    """Return the assignments of each record, main topic first."""
    found: dict[str, list[TopicAssignment]] = {}
    for topic in topics:
        found.setdefault(topic.record_id, []).append(topic)
    return {key: sorted(found[key], key=lambda topic: topic.rank) for key in sorted(found)}


def assign_topics(
    analyzed: Iterable[AnalyzedRecord], thesaurus: Thesaurus, statistics: CollectionStatistics, engine: Engine
) -> list[TopicAssignment]:
    """Return at most five topics for each record, in order of record id, the main topic first.

    Compiles the thesaurus each time (seconds for a large one): keep a `TopicModel` to assign often.
    """
    return TopicModel(thesaurus, engine).assign(analyzed, statistics)
