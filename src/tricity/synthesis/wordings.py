"""The words of many records that a reason may name, and which of them two records share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tricity.synthesis.analysis import AnalyzedRecord, Part
from tricity.synthesis.columns import in_columns, is_packed
from tricity.synthesis.match_reasons import LEAST_PRODUCT, Naming, SharedWord
from tricity.synthesis.sentences import quote
from tricity.synthesis.values import Quotation
from tricity.synthesis.vectors import Rows

_PARTS: Final = tuple(Part)
_BLOCK: Final = 1000  # records looked through at a time
_NEAR: Final = 1e-9  # what a product may lose by rounding
_QUOTED: Final = 50_000  # quotations kept, one object each for all the reasons that have it

Places = NDArray[np.int64]
Shared = Sequence[tuple[float, int, int, int]]
"""The product of the weights, the number of the term, and where in `Wordings` each of the two has it."""


@dataclass(frozen=True, slots=True)
class _Firsts:
    """Where each word stands first, by record and number of term: in which part, from where to where."""

    keys: Places
    parts: NDArray[np.uint8]
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]


class Wordings:
    """For each record the words that can be named, with their weights and where each stands first, a title before a summary."""

    def __init__(self, ordered: Sequence[AnalyzedRecord], words: Rows, naming: Naming) -> None:
        self._ordered = in_columns(ordered, naming.vocabulary)
        self.terms, width = naming.vocabulary.terms, len(naming.vocabulary)
        firsts = _firsts(self._ordered, naming, width)
        keys = np.repeat(np.arange(len(words)), np.diff(words.starts)) * width + words.columns
        at = np.searchsorted(firsts.keys, keys)
        at[at == len(firsts.keys)] = 0
        named = firsts.keys[at] == keys if len(firsts.keys) else np.zeros(len(keys), np.bool_)
        self._rows, at = words.kept(named), at[named]
        self._parts, self._starts, self._ends = firsts.parts[at], firsts.starts[at], firsts.ends[at]
        self._width = width
        self._quotations: dict[int, Quotation] = {}

    def shared(self, one: Places, other: Places) -> Iterator[Shared]:
        """Yield for each pair of records the words both have, if they weigh enough together; in no order."""
        mine, theirs = self._entries(one), self._entries(other)
        at = np.searchsorted(theirs[0], mine[0])
        at[at == len(theirs[0])] = 0
        both = theirs[0][at] == mine[0] if len(theirs[0]) else np.zeros(len(at), np.bool_)
        entries, others = mine[1][both], theirs[1][at[both]]
        products = self._rows.values[entries] * self._rows.values[others]
        enough = products >= LEAST_PRODUCT - _NEAR
        entries, others, products = entries[enough], others[enough], products[enough]
        pairs = mine[0][both][enough] // self._width
        ends = np.cumsum(np.bincount(pairs, minlength=len(one))).tolist()
        numbers = self._rows.columns[entries].tolist()
        found = list(zip(products.tolist(), numbers, entries.tolist(), others.tolist(), strict=True))
        for first, end in zip([0, *ends], ends, strict=False):
            yield found[first:end]

    def _entries(self, places: Places) -> tuple[Places, Places]:
        """Return what each record has, keyed by its place in the list given and the number of the term."""
        lengths = np.diff(self._rows.starts)[places]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        entries = np.arange(starts[-1]) + np.repeat(self._rows.starts[places] - starts[:-1], lengths)
        keys = np.repeat(np.arange(len(places)), lengths) * self._width + self._rows.columns[entries]
        return keys, entries

    def named(self, one: int, other: int, shared: Shared) -> Iterator[SharedWord]:
        """Yield the shared words of two records, those that weigh most together first."""
        ranked = [
            (-rounded, self.terms[number], mine, theirs)
            for product, number, mine, theirs in shared
            if (rounded := round(product, 9)) >= LEAST_PRODUCT
        ]
        ranked.sort()
        for product, term, mine, theirs in ranked:
            yield -product, term, self._quoted(one, mine), self._quoted(other, theirs)

    def _quoted(self, place: int, entry: int) -> Quotation:
        known = self._quotations.get(entry)
        if known is None:
            if len(self._quotations) == _QUOTED:
                self._quotations.clear()
            span = int(self._starts[entry]), int(self._ends[entry])
            known = quote(self._ordered[place], _PARTS[self._parts[entry]], *span)
            self._quotations[entry] = known
        return known


def _firsts(ordered: Sequence[AnalyzedRecord], naming: Naming, width: int) -> _Firsts:
    blocks = [
        _first_of(ordered[first : first + _BLOCK], first, naming, width)
        for first in range(0, len(ordered), _BLOCK)
    ] or [_first_of((), 0, naming, width)]
    return _Firsts(
        np.concatenate([each.keys for each in blocks]),
        np.concatenate([each.parts for each in blocks]),
        np.concatenate([each.starts for each in blocks]),
        np.concatenate([each.ends for each in blocks]),
    )


def _first_of(block: Sequence[AnalyzedRecord], first: int, naming: Naming, width: int) -> _Firsts:
    analyses = [each.part(part) for each in block for part in _PARTS]
    packed = [each for each in analyses if is_packed(each)]
    lengths = np.array([len(each.numbers) for each in packed], np.int64)
    numbers = np.concatenate([np.empty(0, np.int64), *(each.numbers for each in packed)]).astype(np.int64)
    weights = np.concatenate([np.empty(0), *(each.weights for each in packed)])
    starts = np.concatenate([np.empty(0, np.uint32), *(each.places[0] for each in packed)])
    ends = np.concatenate([np.empty(0, np.uint32), *(each.places[1] for each in packed)])
    sure = np.flatnonzero(weights >= naming.least[numbers])
    places = np.repeat(np.arange(len(packed)), lengths)[sure]
    # The first of equal keys is the one that stands first: titles are before summaries, words in order.
    keys, at = np.unique((first + places // len(_PARTS)) * width + numbers[sure], return_index=True)
    parts = (places[at] % len(_PARTS)).astype(np.uint8)
    return _Firsts(keys, parts, starts[sure][at].astype(np.uint32), ends[sure][at].astype(np.uint32))
