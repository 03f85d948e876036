"""Word translations learned from parallel texts: IBM model 1 (Brown et al. 1993, Computational Linguistics 19(2))."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

ROUNDS: Final = 6
LEAST_PROBABILITY: Final = 0.04
MOST_PER_WORD: Final = 6
_MOST_WORDS: Final = 40  # of a text; the rest of a longer one is left out
_NULL: Final = ""


def learn(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, dict[str, float]]:
    """Return word → {target word: probability} from aligned (words, target words).

    Probabilities are damped where a word was seen seldom: p · n / (n + 1). Deterministic.
    """
    words, targets = _Numbers(), _Numbers()
    source_ids, target_ids, groups = [], [], []
    group = 0
    for source, target in pairs:
        sources = [words.of(each) for each in (*_first(source), _NULL)]
        for each in _first(target):
            number = targets.of(each)
            source_ids += sources
            target_ids += [number] * len(sources)
            groups += [group] * len(sources)
            group += 1
    if not group:
        return {}
    return _estimated(words, targets, np.array(source_ids), np.array(target_ids), np.array(groups))


class _Numbers(dict[str, int]):
    def of(self, word: str) -> int:
        return self.setdefault(word, len(self))


def _first(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(words))[:_MOST_WORDS]


def _estimated(
    words: _Numbers,
    targets: _Numbers,
    source_ids: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    target_ids: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    groups: "np.ndarray[tuple[int], np.dtype[np.int64]]",
) -> dict[str, dict[str, float]]:
    keys, place = np.unique(source_ids * len(targets) + target_ids, return_inverse=True)
    of_word, of_target = keys // len(targets), keys % len(targets)
    counts = np.bincount(place).astype(float)
    table = counts / np.bincount(of_word, weights=counts)[of_word]
    for _ in range(ROUNDS):
        share = table[place]
        share /= np.bincount(groups, weights=share)[groups]
        counts = np.bincount(place, weights=share)
        table = counts / np.bincount(of_word, weights=counts)[of_word]
    seen = np.bincount(of_word, weights=counts)
    word_of, target_of = list(words), list(targets)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    kept = np.flatnonzero((table > LEAST_PROBABILITY) & (counts > 0.5))
    for index in kept[np.argsort(-table[kept], kind="stable")]:
        word = word_of[of_word[index]]
        if word != _NULL and len(found[word]) < MOST_PER_WORD:
            often = seen[of_word[index]]
            found[word][target_of[of_target[index]]] = float(table[index] * often / (often + 1))
    return {word: targets for word, targets in found.items() if targets}
