"""Sentences of a text with their offsets."""

import re
from typing import Final

from tricity.language import Analysis
from tricity.synthesis.analysis import AnalyzedRecord, Part
from tricity.synthesis.values import Quotation

# A full stop ends a sentence only before space or end: 2.5 and v1.0 stay whole.
_END: Final = re.compile(r"[。！？!?]+[」』”’）)]*|\.(?=\s|$)[”’)]*|\n+|$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence, without the space around it; together they cover all but space."""
    spans = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        piece = text[start:end]
        if piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            spans.append((first, first + len(piece.strip())))
        start = end
    return spans


def quote(record: AnalyzedRecord, part: Part, start: int, end: int) -> Quotation:
    """Return the words of the original at the offsets."""
    return Quotation(record.id, part, start, end, record.part(part).text[start:end])


def sentence_around(analysis: Analysis, start: int) -> tuple[int, int]:
    """Return the span of the sentence that offset `start` falls into, else of the first."""
    spans = sentence_spans(analysis.text) or [(0, len(analysis.text))]
    return next((span for span in spans if span[0] <= start < span[1]), spans[0])
