"""Records read straight into columns, on the way from where they are read to where they are compared."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tricity.language import Mention, OccurrenceReader, Occurrences
from tricity.synthesis.analysis import AnalyzedRecord, language_of
from tricity.synthesis.columns import FORM, Columns, PackedAnalysis, Vocabulary
from tricity.synthesis.records import Record

_PARTS: Final = 2  # title and summary


@dataclass(frozen=True, slots=True)
class Packet:
    """The analyses of some records; terms are numbered for itself, in the order they are met.

    So it is the same whatever its reader has read before.
    """

    terms: list[str]
    languages: list[str]
    columns: tuple[NDArray[np.uint32], NDArray[np.float64], NDArray[np.uint32], NDArray[np.uint32]]
    counts: NDArray[np.int64]  # features of each title and each summary
    words: NDArray[np.uint32]
    word_counts: NDArray[np.int64]
    mentions: list[tuple[Mention, ...]]


def read_packet(texts: Iterable[tuple[str, str, str]], reader: OccurrenceReader) -> Packet:
    """Return what `analyze_record` finds in records given by title, summary and stated language, and the labels in them.

    Only features of the kinds `columns.KEPT` are there.
    """
    known = [(title, summary, language_of(title, summary, stated)) for title, summary, stated in texts]
    found = reader.read([(text, language) for *parts, language in known for text in parts])
    terms, numbers, forms = _numbered(found)
    words = found.words.copy()
    words[:, FORM] = forms
    return Packet(
        terms,
        [language for *_, language in known],
        (numbers, found.weights, found.starts, found.ends),
        found.counts,
        words,
        found.word_counts,
        found.mentions,
    )


def _numbered(found: Occurrences) -> tuple[list[str], NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the terms in the order they are met, and by it the numbers of occurrences and of words' forms.

    Of each text the occurrences come first, then its words.
    """
    total = len(found.numbers) + len(found.words)
    words_before = np.repeat(np.cumsum(found.word_counts) - found.word_counts, found.counts)
    terms_before = np.repeat(np.cumsum(found.counts), found.word_counts)
    met = np.full(len(found.terms), total, np.int64)
    np.minimum.at(met, found.numbers, np.arange(len(found.numbers)) + words_before)
    np.minimum.at(met, found.words[:, FORM], np.arange(len(found.words)) + terms_before)
    present = np.flatnonzero(met < total)
    order = present[np.argsort(met[present])]
    numbers = np.empty(len(met), np.uint32)
    numbers[order] = np.arange(len(order), dtype=np.uint32)
    return (
        [found.terms[each] for each in order.tolist()],
        numbers[found.numbers],
        numbers[found.words[:, FORM]],
    )


def unpack(packet: Packet, records: Sequence[Record], vocabulary: Vocabulary) -> list[AnalyzedRecord]:
    """Return the records with their analyses; terms are numbered by the vocabulary."""
    numbers = vocabulary.numbers(packet.terms)
    own, weights, starts, ends = packet.columns
    words = packet.words.copy()
    words[:, FORM] = numbers[words[:, FORM]]
    columns = Columns(vocabulary, numbers[own], weights, starts, ends, words)
    at = [0, *np.cumsum(packet.counts).tolist()]
    word_at = [0, *np.cumsum(packet.word_counts).tolist()]
    found = []
    for place, (record, language) in enumerate(zip(records, packet.languages, strict=True)):
        title, summary = (
            PackedAnalysis(
                text,
                language,
                columns,
                (at[part], at[part + 1]),
                (word_at[part], word_at[part + 1]),
                tuple(map(_interned, packet.mentions[part])),
            )
            for part, text in enumerate((record.title, record.summary), _PARTS * place)
        )
        found.append(AnalyzedRecord(record, language, title, summary))
    return found


def _interned(mention: Mention) -> Mention:
    return Mention(
        sys.intern(mention.concept_id),
        mention.start,
        mention.end,
        sys.intern(mention.label),
        sys.intern(mention.label_language),
    )
