"""The words of an original that say what its group has in common."""

from collections.abc import Iterator, Sequence
from typing import Final

from tricity.synthesis.analysis import AnalyzedRecord, Part
from tricity.synthesis.columns import occurrences
from tricity.synthesis.emergent.clusters import Cluster, Group
from tricity.synthesis.sentences import quote
from tricity.synthesis.values import DIGITS, Quotation, TopicReason, Via

MOST_REASONS: Final = 3
QUOTED: Final = 2  # records of each language that are quoted for the topic
_PARTS: Final = tuple(Part)


def reasons_of(record: AnalyzedRecord, group: Group) -> tuple[TopicReason, ...]:
    """Return the words of the record that weigh most in what its group has in common, none within another."""
    chosen: list[TopicReason] = []
    for value, number, start, end in sorted(_places(record, group)):
        text = record.part(_PARTS[number]).text[start:end]
        if not any(text in other.quotation.text or other.quotation.text in text for other in chosen):
            quotation = quote(record, _PARTS[number], start, end)
            chosen.append(TopicReason(Via.WORDS, quotation, -value))
            if len(chosen) == MOST_REASONS:
                break
    return tuple(chosen)


def _places(record: AnalyzedRecord, group: Group) -> Iterator[tuple[float, int, int, int]]:
    """Yield what a word weighs, negated, the number of its part, and its place."""
    profile = group.profile
    for number, part in enumerate(_PARTS):
        for term, said, start, end in occurrences(record.part(part)):
            weight = profile.get(term)
            if weight is not None:
                value = round(weight * said, DIGITS)
                if value > 0:
                    yield -value, number, start, end


def evidence_of(cluster: Cluster, ordered: Sequence[AnalyzedRecord]) -> tuple[Quotation, ...]:
    """Return the most telling words of those records of each language that fit best."""
    found: list[Quotation] = []
    for group in cluster.groups:
        ranked = sorted(zip(group.fits, group.places, strict=True), key=lambda each: (-each[0], each[1]))
        said: set[str] = set()
        for _, place in ranked:
            fresh = [each for each in reasons_of(ordered[place], group) if each.quotation.text not in said]
            if fresh:
                found.append(fresh[0].quotation)
                said.add(fresh[0].quotation.text)
            if len(said) == QUOTED:
                break
    return tuple(found)
