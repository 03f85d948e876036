"""Why two records match, in the words of both originals."""

from collections.abc import Mapping, Sequence
from typing import Final

from tricity.language import FeatureKind
from tricity.synthesis.analysis import AnalyzedRecord, Part
from tricity.synthesis.sentences import quote
from tricity.synthesis.values import DIGITS, MatchReason, Quotation, TopicAssignment

MOST_REASONS: Final = 5
LEAST_PRODUCT: Final = 0.003  # of two words' weights, for the word to be worth naming
_NAMED: Final = frozenset({FeatureKind.HAN, FeatureKind.LOAN, FeatureKind.WORD, FeatureKind.LATIN})
_TOPIC_FIRST: Final = 1.0  # a shared topic says more than any shared word


def match_reasons(
    need: AnalyzedRecord,
    other: AnalyzedRecord,
    topics_of: Mapping[str, Sequence[TopicAssignment]],
    need_row: Mapping[str, float],
    other_row: Mapping[str, float],
) -> tuple[MatchReason, ...]:
    """Return at most five reasons: the topics both have, then the words both use; none twice for the same words."""
    reasons = _shared_topics(topics_of.get(need.id, ()), topics_of.get(other.id, ()))
    used = {reason.need.text for reason in reasons} | {reason.other.text for reason in reasons}
    for reason in _shared_words(need, other, need_row, other_row):
        if len(reasons) >= MOST_REASONS:
            break
        if not any(_covered(reason, text) for text in used):
            used |= {reason.need.text, reason.other.text}
            reasons.append(reason)
    return tuple(reasons[:MOST_REASONS])


def _covered(reason: MatchReason, text: str) -> bool:
    return reason.need.text in text or reason.other.text in text


def _shared_topics(need: Sequence[TopicAssignment], other: Sequence[TopicAssignment]) -> list[MatchReason]:
    theirs = {topic.concept_id: topic for topic in other}
    shared = [(mine, theirs[mine.concept_id]) for mine in need if mine.concept_id in theirs]
    shared.sort(key=lambda pair: (-round(pair[0].weight * pair[1].weight, 9), pair[0].concept_id))
    return [
        MatchReason(
            FeatureKind.CONCEPT,
            mine.concept_id,
            mine.reasons[0].quotation,
            their.reasons[0].quotation,
            round(_TOPIC_FIRST + mine.weight * their.weight, DIGITS),
            mine.concept_id,
        )
        for mine, their in shared
        if mine.reasons and their.reasons
    ]


def _shared_words(
    need: AnalyzedRecord, other: AnalyzedRecord, need_row: Mapping[str, float], other_row: Mapping[str, float]
) -> list[MatchReason]:
    in_need, in_other = _places(need), _places(other)
    shared = [
        (round(need_row[term] * other_row[term], 9), term)
        for term in in_need
        if term in in_other and term in need_row and term in other_row
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
            # A single Han character, or a guess among several, is no reason one could show to anybody.
            if feature.kind in _NAMED and feature.weight >= 0.5 and feature.term not in places:
                places[feature.term] = quote(record, part, feature.start, feature.end)
    return places
