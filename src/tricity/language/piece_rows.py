"""Rows of what was found in the pieces of texts, put into the order of an analysis all at once."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tricity.language.normalize import AlignedText
from tricity.language.word_table import WordTable

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_RANK_BITS: Final = 4
_LENGTH_BITS: Final = 22  # of the longest text, whose every character may become eighteen in NFKC


class _Piece(NamedTuple):
    """A piece with its place in its text, and how many rows there were before it."""

    offset: int
    aligned: AlignedText
    verbatim: bool
    text: int
    words: int
    pairs: int


class _Rows(NamedTuple):
    """Terms with their places in the piece; those of one source that are of one kind and place are in order."""

    numbers: Ints
    weights: Floats
    starts: Ints
    ends: Ints
    pieces: Ints
    sources: Ints

    def picked(self, order: Ints) -> "_Rows":
        """Return the rows in the order given."""
        return _Rows(
            self.numbers[order],
            self.weights[order],
            self.starts[order],
            self.ends[order],
            self.pieces[order],
            self.sources[order],
        )


class PieceRows:
    """Words, pairs of characters and other terms of pieces: begin a piece, then add what is in it."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []
        self._words: list[int] = []
        self._word_starts: list[int] = []
        self._word_ends: list[int] = []
        self._pairs: list[int] = []
        self._pair_starts: list[int] = []
        self._others: list[tuple[int, float, int, int, int, int]] = []
        self._source = 0

    def begin(self, text: int, offset: int, aligned: AlignedText, *, verbatim: bool) -> None:
        """Begin a piece at the offset of a text, given by number; `verbatim` if the text begins with it as it is."""
        self._pieces.append(_Piece(offset, aligned, verbatim, text, len(self._words), len(self._pairs)))

    def add_words(self, numbers: Iterable[int], starts: Iterable[int], ends: Iterable[int]) -> None:
        """Add words by number."""
        self._words.extend(numbers)
        self._word_starts.extend(starts)
        self._word_ends.extend(ends)

    def add_pairs(self, numbers: Iterable[int], starts: Iterable[int]) -> None:
        """Add pairs of Han characters by the number of their term."""
        self._pairs.extend(numbers)
        self._pair_starts.extend(starts)

    def add(self, terms: Iterable[tuple[int, float]], start: int, end: int) -> None:
        """Add terms, by number and weight, that are at one place, and in order as far as they are of one kind."""
        self._source -= 1  # words have the numbers above
        here = start, end, len(self._pieces) - 1, self._source
        self._others += [(number, weight, *here) for number, weight in terms]

    def words(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Return the numbers of words, their places in their texts, and the number of the text of each."""
        pieces = self._repeated([each.words for each in self._pieces], len(self._words))
        starts, ends = np.array(self._word_starts, np.int64), np.array(self._word_ends, np.int64)
        return np.array(self._words, np.int64), *self._in_text(pieces, starts, ends)

    def terms(self, table: WordTable) -> tuple[Ints, Floats, Ints, Ints, Ints]:
        """Return the numbers of terms, their weights and places, and the number of the text of each, in order."""
        rows = self._in_order([self._of_words(table), self._of_pairs(), self._of_others()], table)
        return rows.numbers, rows.weights, *self._in_text(rows.pieces, rows.starts, rows.ends)

    def _of_words(self, table: WordTable) -> _Rows:
        words, begins = np.array(self._words, np.int64), np.asarray(table.begins).astype(np.int64)
        sizes = begins[words + 1] - begins[words]
        sources = np.repeat(np.arange(len(words)), sizes)
        at = np.arange(len(sources)) + np.repeat(begins[words] - np.cumsum(sizes) + sizes, sizes)
        starts = np.array(self._word_starts, np.int64)[sources]
        return _Rows(
            np.asarray(table.numbers)[at].astype(np.int64),
            np.asarray(table.weights)[at],
            starts + np.asarray(table.firsts)[at],
            starts + np.asarray(table.lasts)[at],
            self._repeated([each.words for each in self._pieces], len(words))[sources],
            sources,
        )

    def _of_pairs(self) -> _Rows:
        starts = np.array(self._pair_starts, np.int64)
        pieces = self._repeated([each.pairs for each in self._pieces], len(starts))
        first = self._source - len(starts)
        sources = np.arange(first, first + len(starts))
        return _Rows(
            np.array(self._pairs, np.int64), np.ones(len(starts)), starts, starts + 2, pieces, sources
        )

    def _of_others(self) -> _Rows:
        columns = list(zip(*self._others, strict=True)) or [()] * len(_Rows._fields)
        numbers, starts, ends, pieces, sources = (
            np.array(columns[place], np.int64) for place in (0, 2, 3, 4, 5)
        )
        return _Rows(numbers, np.array(columns[1], np.float64), starts, ends, pieces, sources)

    def _repeated(self, firsts: Sequence[int], rows: int) -> Ints:
        """Return the piece of each row, given the first row of each piece."""
        return np.repeat(np.arange(len(firsts)), np.diff([*firsts, rows]))

    def _in_order(self, parts: Sequence[_Rows], table: WordTable) -> _Rows:
        """Sort as `words.in_order` does: by place and kind; of those of one place and kind the surest first, then by key."""
        rows = _Rows(
            np.concatenate([each.numbers for each in parts]),
            np.concatenate([each.weights for each in parts]),
            np.concatenate([each.starts for each in parts]),
            np.concatenate([each.ends for each in parts]),
            np.concatenate([each.pieces for each in parts]),
            np.concatenate([each.sources for each in parts]),
        )
        lengths = [len(each.aligned.text) + 1 for each in self._pieces]
        first = np.cumsum([0, *lengths])[:-1]
        place = first[rows.pieces] + rows.starts
        ranks = np.asarray(table.ranks)[rows.numbers]
        keys = (((place << _LENGTH_BITS) + rows.ends - rows.starts) << _RANK_BITS) + ranks
        order = np.argsort(keys, kind="stable")
        rows, keys = rows.picked(order), keys[order]
        for start, end in _mixed(keys, rows.sources):
            span = slice(start, end)
            terms = list(zip(rows.weights[span].tolist(), rows.numbers[span].tolist(), strict=True))
            terms.sort(key=lambda each: (-each[0], table.keys[each[1]]))
            rows.weights[span], rows.numbers[span] = zip(*terms, strict=True)
        return rows

    def _in_text(self, pieces: Ints, starts: Ints, ends: Ints) -> tuple[Ints, Ints, Ints]:
        """Return places in the texts for those in the pieces, and the texts; what is empty stands where its piece does."""
        offsets = np.array([each.offset for each in self._pieces], np.int64)
        verbatim = np.array([each.verbatim for each in self._pieces], np.bool_)
        empty = (ends <= starts) & ~verbatim[pieces]
        firsts, lasts = np.where(empty, 0, starts), np.where(empty, 0, ends)
        for number, piece in enumerate(self._pieces):
            if piece.aligned.starts is not None and piece.aligned.ends is not None:
                first, last = np.searchsorted(pieces, [number, number + 1])
                rows = first + np.flatnonzero(~empty[first:last])
                firsts[rows] = np.array(piece.aligned.starts, np.int64)[starts[rows]]
                lasts[rows] = np.array(piece.aligned.ends, np.int64)[ends[rows] - 1]
        texts = np.array([each.text for each in self._pieces], np.int64)
        return offsets[pieces] + firsts, offsets[pieces] + lasts, texts[pieces]


def _mixed(keys: Ints, sources: Ints) -> list[tuple[int, int]]:
    """Return where rows of one place and kind are of several sources, each of which is in order for itself alone."""
    same = keys[1:] == keys[:-1]
    groups = np.concatenate(([0], np.cumsum(~same))) if len(keys) else np.empty(0, np.int64)
    wanted = np.unique(groups[1:][same & (sources[1:] != sources[:-1])])
    starts, ends = np.searchsorted(groups, wanted), np.searchsorted(groups, wanted, side="right")
    return list(zip(starts.tolist(), ends.tolist(), strict=True))
