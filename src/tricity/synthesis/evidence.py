"""The sentence of an original that carries the evidence for a topic."""

from tricity.synthesis.analysis import AnalyzedRecord, Part
from tricity.synthesis.sentences import quote, sentence_around, sentence_spans
from tricity.synthesis.values import Quotation, TopicAssignment


def quotation_for(record: AnalyzedRecord, topic: TopicAssignment | None) -> Quotation:
    """Return the sentence of the summary that says most on the topic, else the title.

    "Most" is the sum of the scores of the assignment's reasons that stand in it; the first of equals.
    """
    weights: dict[tuple[int, int], float] = {}
    for reason in topic.reasons if topic is not None else ():
        if reason.quotation.part is Part.SUMMARY:
            span = sentence_around(record.summary, reason.quotation.start)
            weights[span] = weights.get(span, 0.0) + reason.score
    if weights:
        start, end = min(weights, key=lambda span: (-round(weights[span], 9), span))
        return quote(record, Part.SUMMARY, start, end)
    start, end = next(iter(sentence_spans(record.title.text)), (0, 0))
    return quote(record, Part.TITLE, start, max(end, len(record.title.text.rstrip())))
