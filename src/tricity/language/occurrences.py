"""From many texts to columns: what `Engine.analyze` finds in each, without an object for each feature and word."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import add
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tricity.language.concepts import Mention
from tricity.language.engine import LONGEST_TEXT, Engine
from tricity.language.features import FeatureKind
from tricity.language.han import HAN_RUN, fold_han
from tricity.language.labels import Found
from tricity.language.normalize import align
from tricity.language.piece_rows import PieceRows
from tricity.language.segment import Token, segment_all, segmenter_for
from tricity.language.sentences import pieces
from tricity.language.word_table import Kept, WordTable
from tricity.language.words import compounds, mixed_features

_Labels: TypeAlias = tuple[list[Found], set[int]]
"""Labels found, and the places where words start or end."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where terms occur in some texts, one text after the other, each in the order of its analysis; and their words.

    `counts` and `word_counts` say how many belong to each text. `words` are start, end, number of dictionary form and
    part of speech together (with a tab between), and whether it is a content word. `terms` are by number, with those of
    other texts and the forms. `mentions` are the labels of the thesaurus that stand in each text (`Thesaurus.find`).
    """

    terms: Sequence[str]
    numbers: NDArray[np.uint32]
    weights: NDArray[np.float64]
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    counts: NDArray[np.int64]
    words: NDArray[np.uint32]
    word_counts: NDArray[np.int64]
    mentions: list[tuple[Mention, ...]]


class OccurrenceReader:
    """Reads texts with an engine; names and numbers are left out.

    What it knows of words it keeps from one reading to the next, within bounds (`WordTable`). Not for several threads.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._start_anew()

    def _start_anew(self) -> None:
        self._table = table = WordTable(self._engine.lexicon)
        self._meant = Kept[str, tuple[tuple[int, float], ...]](self._weighted)
        self._pair = table.pairs.__getitem__

    def _weighted(self, concept_id: str) -> tuple[tuple[int, float], ...]:
        meant = sorted(self._engine.meant(concept_id), key=lambda each: (-each[1], each[0]))
        return tuple((self._table.number(FeatureKind.CONCEPT, key), weight) for key, weight in meant)

    def read(self, texts: Sequence[tuple[str, str]]) -> Occurrences:
        """Return what occurs in each text, given with its language."""
        if self._table.is_full:
            self._start_anew()
        rows = PieceRows()
        alone = [self._read(number, *each, rows) for number, each in enumerate(texts)]
        numbers, weights, starts, ends, of_text = rows.terms(self._table)
        words, firsts, lasts, of_words = rows.words()
        forms, contents = np.asarray(self._table.forms)[words], np.asarray(self._table.contents)[words]
        word_counts = np.bincount(of_words, minlength=len(texts))
        return Occurrences(
            self._table.terms,
            numbers.astype(np.uint32),
            weights,
            starts.astype(np.uint32),
            ends.astype(np.uint32),
            np.bincount(of_text, minlength=len(texts)),
            np.column_stack((firsts, lasts, forms, contents)).astype(np.uint32),
            word_counts,
            self._mentions(texts, alone, firsts, lasts, word_counts),
        )

    def _read(self, number: int, text: str, language: str, rows: PieceRows) -> _Labels | None:
        """Add the rows of the text; return the labels found in it where it is a single piece."""
        cut = list(pieces(text[:LONGEST_TEXT]))
        aligned = [align(piece) for _, piece in cut]
        segmented = segment_all(segmenter_for(language), [each.text for each in aligned])
        found = None
        for (start, piece), each, tokens in zip(cut, aligned, segmented, strict=True):
            verbatim = start == 0 and each.starts is None and each.text == piece
            rows.begin(number, start, each, verbatim=verbatim)
            found = self._read_piece(each.text, language, tokens, rows)
        is_alone = len(cut) == 1 and aligned[0].starts is None and len(text) <= LONGEST_TEXT
        return found if is_alone else None

    def _read_piece(self, text: str, language: str, tokens: list[Token], rows: PieceRows) -> _Labels:
        boundaries: set[int] = set()
        if tokens:
            surfaces, starts, ends, lemmas, tags, contents = zip(*tokens, strict=True)
            known = self._table.words[language].__getitem__
            rows.add_words(map(known, zip(surfaces, lemmas, tags, contents, strict=True)), starts, ends)
            boundaries.update(starts, ends)
        folded = fold_han(text)
        for run in HAN_RUN.finditer(folded):
            characters, (start, end) = run[0], run.span()
            rows.add_pairs(map(self._pair, map(add, characters, characters[1:])), range(start, end - 1))
        found = self._engine.thesaurus.finder.find(text, language, boundaries)
        for entry, start, end in found:
            rows.add(self._meant[entry.id], start, end)
        for word, start, end in compounds(tokens, language):
            rows.add(self._table.compounds[word], start, end)
        for mixed in mixed_features(text):
            rows.add(((self._table.number(mixed.kind, mixed.key), mixed.weight),), mixed.start, mixed.end)
        return found, boundaries

    def _mentions(
        self,
        texts: Sequence[tuple[str, str]],
        alone: Sequence[_Labels | None],
        starts: NDArray[np.int64],
        ends: NDArray[np.int64],
        counts: NDArray[np.int64],
    ) -> list[tuple[Mention, ...]]:
        """Labels are looked for in the whole text: they may go on where a sentence seems to end."""
        found: list[tuple[Mention, ...]] = []
        first = 0
        for (text, language), read, last in zip(texts, alone, np.cumsum(counts).tolist(), strict=True):
            boundaries = {*starts[first:last].tolist(), *ends[first:last].tolist()}
            first = last
            if read is not None and read[1] == boundaries:
                found.append(
                    tuple(Mention(e.id, start, end, e.label, e.language) for e, start, end in read[0])
                )
            else:
                found.append(tuple(self._engine.thesaurus.find(text, language, boundaries)))
        return found
