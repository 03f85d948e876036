"""Scoring the best hits anew, by weights that are not rounded and by the cosine of the texts' vectors.

Kept of each document, in one field of bytes, little-endian:

    number n of terms, uint32 | crc32 of the n terms, uint32 each, rising | their weights, uint8 each | vector, int8
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

K1: Final = 1.2  # of BM25, as in Tantivy: how soon more of the same word adds nothing
B: Final = 0.75  # of BM25, as in Tantivy: how much a longer text has to say of it
_STEPS: Final = 16  # of the kept weights in 1.0; the greatest is 255 / 16
_LEAST: Final = 1.0  # a word that occurs at all counts once, as it does in Tantivy
_UNIT: Final = 127.0
_COUNT: Final = 4  # bytes
_LOW_BITS: Final = 0xFFFF


def pack(
    hashes: npt.NDArray[np.uint32], weights: npt.NDArray[np.float64], vector: npt.NDArray[np.float32]
) -> bytes:
    """Return the bytes kept of a document: `term_hashes` of its terms and their weights; `vector` has length 1 or 0."""
    steps = np.maximum(_LEAST, weights.astype(np.float32)) * _STEPS
    kept = np.minimum(np.rint(steps), 255).astype(np.uint8)
    order = np.argsort(hashes, kind="stable")
    parts = (hashes[order].astype("<u4"), kept[order], _quantised(vector))
    return len(weights).to_bytes(_COUNT, "little") + b"".join(part.tobytes() for part in parts)


def scores(
    documents: Sequence[bytes],
    terms: Mapping[str, float],
    vector: npt.NDArray[np.float32],
    vector_weights: Sequence[float],
) -> npt.NDArray[np.float64]:
    """Return the score of each document: BM25 over `terms`, which are given with their weight in the question times
    their rarity, and the cosine with `vector` times the document's vector weight and the best of these scores.

    Lengths of texts are compared with the mean of these documents. A document's score does not depend on its place.
    """
    sizes = [int.from_bytes(each[:_COUNT], "little") for each in documents]
    hashes, weights, vectors = _columns(documents, sizes)
    ends = np.cumsum(sizes)
    places, found, values = _matches(hashes, terms)
    rows = np.searchsorted(ends, places, side="right")
    damping = _damping(weights, ends)[rows]
    held = weights[places].astype(np.float64)
    damped = held * (K1 + 1) / (held + damping)
    total = np.bincount(rows, weights=values[found] * damped, minlength=len(documents))
    # Whole numbers, for their sum is the same in any order.
    cosines = (vectors.astype(np.int32) @ _quantised(vector).astype(np.int32)) / _UNIT**2
    summed: npt.NDArray[np.float64] = total + total.max() * np.array(vector_weights) * np.maximum(0, cosines)
    return summed


def _columns(
    documents: Sequence[bytes], sizes: Sequence[int]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8], npt.NDArray[np.int8]]:
    pairs = list(zip(documents, sizes, strict=True))
    hashes = b"".join([each[_COUNT : _COUNT + 4 * size] for each, size in pairs])
    weights = b"".join([each[_COUNT + 4 * size : _COUNT + 5 * size] for each, size in pairs])
    vectors = b"".join([each[_COUNT + 5 * size :] for each, size in pairs])
    return (
        np.frombuffer(hashes, "<u4"),
        np.frombuffer(weights, np.uint8),
        np.frombuffer(vectors, np.int8).reshape(len(documents), -1),
    )


def _matches(
    hashes: npt.NDArray[np.uint32], terms: Mapping[str, float]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.float64]]:
    """Return the places of the question's terms among `hashes`, the number of the term at each, and the terms' values."""
    asked = term_hashes(terms)
    order = np.argsort(asked, kind="stable")
    asked = asked[order]
    values = np.array(list(terms.values()), np.float64)[order]
    possible = np.zeros(_LOW_BITS + 1, np.bool_)  # most hashes are ruled out by their low bits
    possible[asked & _LOW_BITS] = True
    places = np.flatnonzero(possible[hashes & _LOW_BITS])
    found = np.minimum(np.searchsorted(asked, hashes[places]), len(asked) - 1)
    right = asked[found] == hashes[places]
    return places[right], found[right], values


def _damping(weights: npt.NDArray[np.uint8], ends: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """Return K1 × (1 - B + B × length / mean length) of each document, in steps of the weights."""
    sums = np.concatenate(([0], np.cumsum(weights, dtype=np.int64)))
    lengths = np.diff(sums[np.concatenate(([0], ends))])
    damping: npt.NDArray[np.float64] = _STEPS * K1 * (1 - B + B * lengths / max(1.0, lengths.mean()))
    return damping


def _quantised(vector: npt.NDArray[np.float32]) -> npt.NDArray[np.int8]:
    whole: npt.NDArray[np.int8] = np.rint(np.asarray(vector) * _UNIT).astype(np.int8)
    return whole


def term_hashes(terms: Iterable[str]) -> npt.NDArray[np.uint32]:
    """Return what a document keeps of each term instead of its letters."""
    return np.array([zlib.crc32(term.encode("utf-8", "replace")) for term in terms], np.uint32)
