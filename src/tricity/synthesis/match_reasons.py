"""Why two records match, in the words of both originals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tricity.language import CollectionStatistics, FeatureKind
from tricity.synthesis.analysis import AnalyzedRecord, Part
from tricity.synthesis.kinship import Kinship
from tricity.synthesis.sentences import quote
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
_SAME_TOPIC: Final = 1.0  # a shared topic says more than a related one, and that more than any shared word
_RELATED_TOPIC: Final = 0.5


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records with its topics, main first, and its weighted terms."""

    record: AnalyzedRecord
    topics: Sequence[TopicAssignment]
    words: Mapping[str, float]


def match_reasons(
    need: Side, other: Side, kinship: Kinship | None, statistics: CollectionStatistics
) -> tuple[MatchReason, ...]:
    """Return at most five reasons: topics both have, else the most related ones, then words both use.

    None twice for the same words; empty if nothing can be shown.
    """
    reasons = _shared_topics(need.topics, other.topics)
    if not reasons and kinship is not None:
        reasons = _related_topics(need.topics, other.topics, kinship)
    used = {reason.need.text for reason in reasons} | {reason.other.text for reason in reasons}
    for reason in _shared_words(need, other, statistics):
        if len(reasons) >= MOST_REASONS:
            break
        if not any(reason.need.text in text or reason.other.text in text for text in used):
            used |= {reason.need.text, reason.other.text}
            reasons.append(reason)
    return tuple(reasons[:MOST_REASONS])


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
        if (nearness := _nearness(kinship, mine.concept_id, their.concept_id)) >= LEAST_KINSHIP
    ]
    pairs.sort(key=lambda pair: (-round(pair[0], 9), pair[1].concept_id, pair[2].concept_id))
    return [_topic_reason(mine, their, _RELATED_TOPIC) for _, mine, their in pairs[:1]]


def _nearness(kinship: Kinship, one: str, other: str) -> float:
    """Return how near two topics are: directly, or as children of one that is not too wide."""
    mine, theirs = kinship.of(one), kinship.of(other)
    direct = max(mine.get(other, 0.0), theirs.get(one, 0.0))
    return max([direct, *(mine[key] * theirs[key] for key in mine if key in theirs)])


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


def _shared_words(need: Side, other: Side, statistics: CollectionStatistics) -> list[MatchReason]:
    common = max(FEW_RECORDS, COMMON * statistics.documents)
    in_need, in_other = _places(need.record), _places(other.record)
    shared = [
        (round(need.words[term] * other.words[term], 9), term)
        for term in in_need
        if term in in_other and term in need.words and term in other.words
        if statistics.frequencies[term] <= common
    ]
    return [
        MatchReason(
            FeatureKind(term.partition(":")[0]),
            term.partition(":")[2],
            in_need[term],
            in_other[term],
            round(product, DIGITS),
        )
        for product, term in sorted(shared, key=lambda item: (-item[0], item[1]))
        if product >= LEAST_PRODUCT
    ]


def _places(record: AnalyzedRecord) -> dict[str, Quotation]:
    """Return where each word that can be named stands first."""
    places: dict[str, Quotation] = {}
    for part in Part:
        for feature in record.part(part).features:
            sure = feature.weight >= (1.0 if feature.kind is FeatureKind.CONCEPT else LEAST_CERTAINTY)
            if feature.kind in _NAMED and sure and feature.term not in places:
                places[feature.term] = quote(record, part, feature.start, feature.end)
    return places
