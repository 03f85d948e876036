"""Why two records match, in the words of both originals."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tricity.language import Analysis, CollectionStatistics, FeatureKind
from tricity.synthesis.analysis import AnalyzedRecord, Part
from tricity.synthesis.columns import KEPT, Vocabulary, is_packed
from tricity.synthesis.kinship import Kinship
from tricity.synthesis.sentences import quote
from tricity.synthesis.term_rows import term_columns
from tricity.synthesis.values import DIGITS, MatchReason, Quotation, TopicAssignment

MOST_REASONS: Final = 5
LEAST_PRODUCT: Final = 0.003  # of two words' weights, for the word to be worth naming
COMMON: Final = 0.08  # of all records: a word of more of them, such as "city" or "citizens", explains nothing
FEW_RECORDS: Final = 5  # but in a small collection no word is common that fewer have
LEAST_KINSHIP: Final = (
    0.06  # of two topics, for the one to be named as related to the other: of one field, at the least
)
LEAST_CERTAINTY: Final = (
    0.5  # that a word means what is compared: a guess among several is no reason to show anybody
)
_NAMED: Final = frozenset(
    {FeatureKind.CONCEPT, FeatureKind.HAN, FeatureKind.LOAN, FeatureKind.WORD, FeatureKind.LATIN}
)
_KINDS: Final = {kind.value: kind for kind in FeatureKind}
_PARTS: Final = tuple(Part)
_SAME_TOPIC: Final = 1.0  # a shared topic says more than a related one, and that more than any shared word
_RELATED_TOPIC: Final = 0.5

SharedWord = tuple[float, str, Quotation, Quotation]
"""What a word weighs in both records together, its term, and where each has it first."""


class Naming:
    """Which terms of a collection a match may be explained by: sure enough, and not of nearly every record."""

    def __init__(self, vocabulary: Vocabulary, statistics: CollectionStatistics) -> None:
        self.vocabulary, self._statistics = vocabulary, statistics
        self._common = max(FEW_RECORDS, COMMON * statistics.documents)

    @property
    def least(self) -> NDArray[np.float64]:
        """How sure a word of each term must be."""
        return self.vocabulary.table("naming", self, self._least)

    def _least(self, term: str) -> float:
        return _least_certainty(term) if self._statistics.frequencies[term] <= self._common else math.inf


def _least_certainty(term: str) -> float:
    kind = term.partition(":")[0]
    if kind not in _NAMED:
        return math.inf
    return 1.0 if kind == FeatureKind.CONCEPT else LEAST_CERTAINTY


class Side:
    """One of the two records with its topics, main first, and the weights of its words that can be named."""

    def __init__(
        self,
        record: AnalyzedRecord,
        topics: Sequence[TopicAssignment],
        words: tuple[NDArray[np.int64], NDArray[np.float64]],
        naming: Naming,
    ) -> None:
        self.record, self.topics, self._naming = record, topics, naming
        self._first: dict[int, int] = {}
        for part in reversed(_PARTS):
            numbers, weights = term_columns(record.part(part), naming.vocabulary)
            sure = np.flatnonzero(weights >= naming.least[numbers])[::-1]
            coded = len(_PARTS) * sure + _PARTS.index(part)
            self._first.update(zip(numbers[sure].tolist(), coded.tolist(), strict=True))
        weighted = zip(words[0].tolist(), words[1].tolist(), strict=True)
        self.words = {number: weight for number, weight in weighted if number in self._first}
        self._quotations: dict[int, Quotation] = {}

    def term(self, number: int) -> str:
        """Return the term of a number."""
        return self._naming.vocabulary.terms[number]

    def quotation(self, number: int) -> Quotation:
        """Return where the word stands first, in the title if it does there."""
        known = self._quotations.get(number)
        if known is None:
            known = self._quotations[number] = self._quoted(number)
        return known

    def _quoted(self, number: int) -> Quotation:
        place, coded = divmod(self._first[number], len(_PARTS))
        part = _PARTS[coded]
        return quote(self.record, part, *_span(self.record.part(part), place))


def _span(analysis: Analysis, place: int) -> tuple[int, int]:
    if is_packed(analysis):
        starts, ends = analysis.places
        return int(starts[place]), int(ends[place])
    kept = [each for each in analysis.features if each.kind in KEPT]
    return kept[place].start, kept[place].end


def match_reasons(need: Side, other: Side, kinship: Kinship | None) -> tuple[MatchReason, ...]:
    """Return at most five reasons: topics both have, else the most related ones, then words both use.

    None twice for the same words; empty if nothing can be shown.
    """
    return reasons_of(need.topics, other.topics, kinship, _shared_words(need, other))


def reasons_of(
    need: Sequence[TopicAssignment],
    other: Sequence[TopicAssignment],
    kinship: Kinship | None,
    words: Iterable[SharedWord],
) -> tuple[MatchReason, ...]:
    """Do as `match_reasons`, given the topics of both and the words they share, the heaviest first."""
    reasons = _shared_topics(need, other)
    if not reasons and kinship is not None:
        reasons = _related_topics(need, other, kinship)
    if len(reasons) >= MOST_REASONS:
        return tuple(reasons[:MOST_REASONS])
    used = {text for reason in reasons for text in (reason.need.text, reason.other.text)}
    for product, term, mine, their in words:
        if any(mine.text in text or their.text in text for text in used):
            continue
        used |= {mine.text, their.text}
        kind, _, key = term.partition(":")
        reasons.append(MatchReason(_KINDS[kind], key, mine, their, round(product, DIGITS)))
        if len(reasons) == MOST_REASONS:
            break
    return tuple(reasons)


def _shared_topics(need: Sequence[TopicAssignment], other: Sequence[TopicAssignment]) -> list[MatchReason]:
    theirs = {topic.concept_id: topic for topic in other}
    shared = [(mine, theirs[mine.concept_id]) for mine in need if mine.concept_id in theirs]
    shared.sort(key=lambda pair: (-round(pair[0].weight * pair[1].weight, 9), pair[0].concept_id))
    return [
        _topic_reason(mine, their, _SAME_TOPIC) for mine, their in shared if mine.reasons and their.reasons
    ]


def _related_topics(
    need: Sequence[TopicAssignment], other: Sequence[TopicAssignment], kinship: Kinship
) -> list[MatchReason]:
    pairs = [
        (nearness * mine.weight * their.weight, mine, their)
        for mine in need
        for their in other
        if mine.reasons and their.reasons
        if (nearness := kinship.nearness(mine.concept_id, their.concept_id)) >= LEAST_KINSHIP
    ]
    pairs.sort(key=lambda pair: (-round(pair[0], 9), pair[1].concept_id, pair[2].concept_id))
    return [_topic_reason(mine, their, _RELATED_TOPIC) for _, mine, their in pairs[:1]]


def _topic_reason(mine: TopicAssignment, their: TopicAssignment, base: float) -> MatchReason:
    return MatchReason(
        FeatureKind.CONCEPT,
        mine.concept_id,
        mine.reasons[0].quotation,
        their.reasons[0].quotation,
        round(base + base * mine.weight * their.weight, DIGITS),
        mine.concept_id,
        their.concept_id if their.concept_id != mine.concept_id else None,
    )


def _shared_words(need: Side, other: Side) -> Iterator[SharedWord]:
    shared = [
        (product, need.term(number), number)
        for number in need.words.keys() & other.words.keys()
        if (product := round(need.words[number] * other.words[number], 9)) >= LEAST_PRODUCT
    ]
    shared.sort(key=lambda item: (-item[0], item[1]))
    for product, term, number in shared:
        yield product, term, need.quotation(number), other.quotation(number)
