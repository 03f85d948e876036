"""The compiled lexicon as the engine reads it: pivots, glosses and readings of words, through a memory map."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Final

import marisa_trie
import numpy as np
import numpy.typing as npt

from tricity.language.errors import LexiconUnusable
from tricity.language.lexicon.container import Container
from tricity.language.lexicon.glosses import certainty
from tricity.language.lexicon.sources import Source

DEFAULT_PATH: Final = Path(__file__).parents[1] / "data" / "lexicon" / "lexicon.trilex"
TEXT_BLOCK: Final = 64  # words whose shown texts are compressed together
# One letter before each word keeps the languages apart in one trie.
PREFIXES: Final = {"zh": "z", "ja": "j", "ko": "k"}
_RANKS: Final = 2  # of a word's stems by which it is found again
_MOST_WORDS: Final = 200  # of one stem
_SOURCES_OF_NAMES: Final = (Source.GEONAMES, Source.JMNEDICT, Source.NAMES)
_SHARES: Final = tuple(certainty(byte / 255) for byte in range(256))


@dataclass(frozen=True, slots=True)
class Pivot:
    """The word stands for `stem` of English; `weight` in (0, 1] says how surely, `source` who says so."""

    stem: str
    weight: float
    source: Source


@dataclass(frozen=True, slots=True)
class Entry:
    """What a reader is told of a word: its short English glosses and, where the dictionary gives one, its reading."""

    word: str
    glosses: tuple[str, ...]
    reading: str = ""


class Lexicon:
    """An open lexicon; immutable, safe to share between threads and, by the page cache, between processes."""

    def __init__(self, path: Path = DEFAULT_PATH) -> None:
        """Open the file. Raises LexiconUnusable."""
        self.path = path
        self._file = Container(path)
        self.about = self._file.about
        self._words = self._file.trie("words")
        self._stems = self._file.trie("stems")
        self._first = self._file.array("first")
        self._stem_ids = self._file.array("stem_ids")
        self._shares = self._file.array("shares")
        self._sources = self._file.array("sources")

    def pivots(self, language: str, word: str) -> tuple[Pivot, ...]:
        """Return what the word stands for, greatest weight first; () when it is not known.

        `language` is zh (any script), ja or ko; `word` is in the form of `word_key`.
        """
        number = _number(self._words, PREFIXES[language] + word)
        if number is None:
            return ()
        start, end = int(self._first[number]), int(self._first[number + 1])
        return tuple(
            Pivot(
                self._stems.restore_key(int(self._stem_ids[place])),
                _SHARES[self._shares[place]],
                Source(int(self._sources[place])),
            )
            for place in range(start, end)
        )

    def knows(self, stem: str) -> bool:
        """Return whether any word stands for this English stem."""
        return stem in self._stems

    def words_for(self, language: str, stem: str) -> list[str]:
        """Return the language's words that the stem is the strongest or second strongest of, surest first; 200 at most.

        Names of places and people are left out. The first call takes a quarter of a second.
        """
        number = self._stems.get(stem)
        if number is None:
            return []
        starts, words = self._words_by_stem
        keys = map(self._words.restore_key, map(int, words[starts[number] : starts[number + 1]]))
        return list(islice((key[1:] for key in keys if key[0] == PREFIXES[language]), _MOST_WORDS))

    @cached_property
    def _words_by_stem(self) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
        """Where each stem's words begin, and the numbers of the words, greatest share first; 4 MB."""
        first = self._first.astype(np.int64)
        counts = np.diff(first)
        words = np.concatenate([np.flatnonzero(counts > rank) for rank in range(_RANKS)])
        places = np.concatenate([first[:-1][counts > rank] + rank for rank in range(_RANKS)])
        is_name = np.isin(self._sources[places], [int(source) for source in _SOURCES_OF_NAMES])
        words, places = words[~is_name], places[~is_name]
        stems = self._stem_ids[places]
        order = np.lexsort((words, -self._shares[places].astype(np.int16), stems))
        starts = np.searchsorted(stems[order], np.arange(len(self._stems) + 1))
        return starts.astype(np.uint32), words[order].astype(np.uint32)

    def entry(self, language: str, word: str) -> Entry | None:
        """Return the word's glosses and reading, or None."""
        number = _number(self._words, PREFIXES[language] + word)
        if number is None:
            return None
        line = self._text_block(number // TEXT_BLOCK)[number % TEXT_BLOCK]
        glosses, _, reading = line.partition("\t")
        return Entry(word, tuple(glosses.split(";")), reading) if glosses else None

    def _text_block(self, block: int) -> list[str]:
        first = self._file.array("text_first")
        start, end = int(first[block]), int(first[block + 1])
        return zlib.decompress(bytes(self._file.array("texts")[start:end])).decode().split("\n")

    def loans(self, skeleton: str) -> Sequence[tuple[str, str, float]]:
        """Return (sounds, English stem, certainty) of the borrowed words with this skeleton of consonants."""
        number = _number(self._skeletons, skeleton)
        if number is None:
            return ()
        start, end = int(self._loan_first[number]), int(self._loan_first[number + 1])
        rows = bytes(self._loan_texts[start:end]).decode().split("\n")
        return tuple(
            (sounds, stem, int(percent) / 100)
            for sounds, stem, percent in (row.split("\t") for row in rows if row)
        )

    def vector_table(
        self,
    ) -> tuple[marisa_trie.Trie, npt.NDArray[np.int8], npt.NDArray[np.float32]]:
        """Return (key → row, rows, scale of each row) of the token-average vectors. Raises LexiconUnusable."""
        if "vector_rows" not in self._file:
            raise LexiconUnusable(str(self.path), "it was compiled without vectors")
        scales = self._file.array("vector_scales").astype(np.float32)
        return self._file.trie("vector_keys"), self._file.array("vector_rows"), scales

    @cached_property
    def _skeletons(self) -> marisa_trie.Trie:
        return self._file.trie("skeletons")

    @cached_property
    def _loan_first(self) -> npt.NDArray[np.uint32]:
        return self._file.array("loan_first")

    @cached_property
    def _loan_texts(self) -> npt.NDArray[np.uint8]:
        return self._file.array("loan_texts")


def _number(trie: marisa_trie.Trie, key: str) -> int | None:
    try:
        found: int | None = trie.get(key)
    except UnicodeEncodeError:  # a lone surrogate: no word has one
        return None
    return found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon that comes with the package, opened once a process."""
    return Lexicon()
