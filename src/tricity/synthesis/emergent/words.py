"""The words of an original that say what its group has in common."""

from collections.abc import Iterator, Sequence
from typing import Final

from tricity.language import FeatureKind
from tricity.synthesis.analysis import AnalyzedRecord, Part
from tricity.synthesis.emergent.clusters import Cluster, Group
from tricity.synthesis.emergent.rows import KIND_WEIGHTS
from tricity.synthesis.sentences import quote
from tricity.synthesis.values import DIGITS, Quotation, TopicReason, Via

MOST_REASONS: Final = 3
QUOTED: Final = 2  # records of each language that are quoted for the topic


def reasons_of(record: AnalyzedRecord, group: Group) -> tuple[TopicReason, ...]:
    """Return the words of the record that weigh most in what its group has in common, none within another."""
    best: dict[str, TopicReason] = {}
    for part, key, weight, start, end in _places(record):
        value = round(group.profile.get(key, 0.0) * weight, DIGITS)
        if value > 0:
            quotation = quote(record, part, start, end)
            known = best.get(quotation.text)
            if known is None or known.score < value:
                best[quotation.text] = TopicReason(Via.WORDS, quotation, value)
    chosen: list[TopicReason] = []
    for reason in sorted(best.values(), key=lambda each: (-each.score, each.quotation.text)):
        text = reason.quotation.text
        if len(chosen) == MOST_REASONS:
            break
        if not any(text in other.quotation.text or other.quotation.text in text for other in chosen):
            chosen.append(reason)
    return tuple(chosen)


def _places(record: AnalyzedRecord) -> Iterator[tuple[Part, str, float, int, int]]:
    for part in Part:
        for feature in record.part(part).features:
            if feature.kind in KIND_WEIGHTS and feature.kind is not FeatureKind.NAME:
                yield part, f"{feature.kind}:{feature.key}", feature.weight, feature.start, feature.end


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
