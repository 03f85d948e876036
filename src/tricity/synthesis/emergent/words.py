"""The words of an original that say what its group has in common."""

from collections.abc import Iterator, Sequence
from typing import Final

from tricity.synthesis.analysis import AnalyzedRecord, Part
from tricity.synthesis.emergent.clusters import Cluster, Group
from tricity.synthesis.sentences import quote
from tricity.synthesis.term_rows import vocabulary_of
from tricity.synthesis.term_weights import TermWeights
from tricity.synthesis.values import DIGITS, Quotation, TopicReason, Via

MOST_REASONS: Final = 3
QUOTED: Final = 2  # records of each language that are quoted for the topic
_PARTS: Final = tuple(Part)


def words_of(group: Group, ordered: Sequence[AnalyzedRecord]) -> TermWeights:
    """Return what the group has in common, to be looked up in its records."""
    return TermWeights(group.profile, vocabulary_of(ordered))


def reasons_of(record: AnalyzedRecord, words: TermWeights) -> tuple[TopicReason, ...]:
    """Return the words of the record that weigh most in what its group has in common, none within another."""
    chosen: list[TopicReason] = []
    for value, number, start, end in sorted(_places(record, words)):
        text = record.part(_PARTS[number]).text[start:end]
        if not any(text in other.quotation.text or other.quotation.text in text for other in chosen):
            quotation = quote(record, _PARTS[number], start, end)
            chosen.append(TopicReason(Via.WORDS, quotation, -value))
            if len(chosen) == MOST_REASONS:
                break
    return tuple(chosen)


def _places(record: AnalyzedRecord, words: TermWeights) -> Iterator[tuple[float, int, int, int]]:
    """Yield what a word weighs, negated, the number of its part, and its place."""
    for number, part in enumerate(_PARTS):
        for weight, start, end in words.in_text(record.part(part)):
            value = round(weight, DIGITS)
            if value > 0:
                yield -value, number, start, end


def evidence_of(cluster: Cluster, ordered: Sequence[AnalyzedRecord]) -> tuple[Quotation, ...]:
    """Return the most telling words of those records of each language that fit best."""
    found: list[Quotation] = []
    for group in cluster.groups:
        ranked = sorted(zip(group.fits, group.places, strict=True), key=lambda each: (-each[0], each[1]))
        said: set[str] = set()
        words = words_of(group, ordered)
        for _, place in ranked:
            fresh = [each for each in reasons_of(ordered[place], words) if each.quotation.text not in said]
            if fresh:
                found.append(fresh[0].quotation)
                said.add(fresh[0].quotation.text)
            if len(said) == QUOTED:
                break
    return tuple(found)
