"""Records read straight into columns, on the way from where they are read to where they are compared."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tricity.language import Engine, Mention, OccurrenceReader, Occurrences
from tricity.synthesis.analysis import AnalyzedRecord, language_of
from tricity.synthesis.columns import FORM, Coded, Columns, PackedAnalysis, Vocabulary, narrowed
from tricity.synthesis.records import Record

_PARTS: Final = 2  # title and summary
_UNSENT: Final = -1


@dataclass(frozen=True, slots=True)
class Packet:
    """The analyses of some records, with the terms that are new: the packer sent `known` others in earlier packets.

    Terms are numbered in the order they are met. `counts` and `word_counts` are those of each title and each summary;
    `mentions` have the values of `Mention`.
    """

    packer: int
    known: int
    terms: list[str]
    languages: list[str]
    columns: tuple[
        NDArray[np.uint32], Coded, NDArray[np.unsignedinteger], NDArray[np.unsignedinteger]
    ]  # term, weight, start and end of each feature
    counts: NDArray[np.int64]
    words: NDArray[np.uint32]
    word_counts: NDArray[np.int64]
    mentions: list[list[tuple[str, int, int, str, str]]]


class Packer:
    """Reads records into packets, to be unpacked in the order they were read in; `number` tells it from others.

    With `whole` each packet has all of its terms: where packets may be lost, or come in any order.
    """

    def __init__(self, engine: Engine, number: int = 0, *, whole: bool = False) -> None:
        self._reader = OccurrenceReader(engine)
        self._number = number
        self._whole = whole
        self._terms: Sequence[str] = ()
        self._sent = np.empty(0, np.int64)  # by what number each term of the reader was sent
        self._count = 0

    def read(self, texts: Iterable[tuple[str, str, str]]) -> Packet:
        """Return what `analyze_record` finds in records given by title, summary and stated language, and the labels in them.

        Only features of the kinds `columns.KEPT` are there.
        """
        known = [(title, summary, language_of(title, summary, stated)) for title, summary, stated in texts]
        found = self._reader.read([(text, language) for *parts, language in known for text in parts])
        count, new = self._number_new(found)
        words = found.words.copy()
        words[:, FORM] = self._sent[words[:, FORM]]
        return Packet(
            self._number,
            count,
            [found.terms[each] for each in new.tolist()],
            [language for *_, language in known],
            (
                self._sent[found.numbers].astype(np.uint32),
                Coded.of(found.weights),
                narrowed(found.starts),
                narrowed(found.ends),
            ),
            found.counts,
            words,
            found.word_counts,
            [
                [
                    (each.concept_id, each.start, each.end, each.label, each.label_language)
                    for each in mentions
                ]
                for mentions in found.mentions
            ],
        )

    def _number_new(self, found: Occurrences) -> tuple[int, NDArray[np.int64]]:
        """Number the terms that were not sent before; return how many were, and the new ones in order."""
        if self._whole or found.terms is not self._terms:  # the reader began a new table
            self._terms, self._sent, self._count = found.terms, np.empty(0, np.int64), 0
        more = np.full(len(found.terms) - len(self._sent), _UNSENT, np.int64)
        self._sent = np.concatenate([self._sent, more])
        count, new = self._count, _met(found, self._sent == _UNSENT)
        self._count += len(new)
        self._sent[new] = np.arange(count, self._count)
        return count, new


def _met(found: Occurrences, wanted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the wanted terms in the order they are met; of each text the occurrences come before its words."""
    total = len(found.numbers) + len(found.words)
    words_before = np.repeat(np.cumsum(found.word_counts) - found.word_counts, found.counts)
    terms_before = np.repeat(np.cumsum(found.counts), found.word_counts)
    first = np.full(len(found.terms), total, np.int64)
    np.minimum.at(first, found.numbers, np.arange(len(found.numbers)) + words_before)
    np.minimum.at(first, found.words[:, FORM], np.arange(len(found.words)) + terms_before)
    new = np.flatnonzero((first < total) & wanted)
    return new[np.argsort(first[new])]


class Unpacker:
    """Makes records of packets; their terms are numbered by the vocabulary.

    What comes of a number of packets is the same however many packers they are of: those of each must be in order.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._numbers: dict[int, NDArray[np.uint32]] = {}

    def unpack(self, packet: Packet, records: Sequence[Record]) -> list[AnalyzedRecord]:
        """Return the records with their analyses."""
        columns = self._columns(packet)
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
                    tuple(_mention(*each) for each in packet.mentions[part]),
                )
                for part, text in enumerate((record.title, record.summary), _PARTS * place)
            )
            found.append(AnalyzedRecord(record, language, title, summary))
        return found

    def _columns(self, packet: Packet) -> Columns:
        numbers = self._vocabulary.numbers(packet.terms)
        if packet.known:
            numbers = np.concatenate([self._numbers[packet.packer], numbers])
        if len(numbers) != packet.known + len(packet.terms):
            raise ValueError(f"expected the packets of packer {packet.packer} in their order")
        self._numbers[packet.packer] = numbers
        own, weights, starts, ends = packet.columns
        words = packet.words.copy()
        words[:, FORM] = numbers[words[:, FORM]]
        return Columns(self._vocabulary, numbers[own], weights, starts, ends, words)


def _mention(concept_id: str, start: int, end: int, label: str, language: str) -> Mention:
    return Mention(sys.intern(concept_id), start, end, sys.intern(label), sys.intern(language))
