"""Terms and words by number, what a word is compared by worked out once and kept in columns."""

from array import array
from collections.abc import Callable, Hashable
from typing import Final, TypeVar

from tricity.language.features import FeatureKind, term_of
from tricity.language.lexicon import Lexicon
from tricity.language.words import LONGEST_WORD, WORDS_KEPT, Found, hanja_features, in_order, read_word

RANKS: Final = {kind: rank for rank, kind in enumerate(sorted(FeatureKind))}
_LEFT_OUT: Final = frozenset({FeatureKind.NAME, FeatureKind.NUMBER})
_FORM: Final = len(RANKS)  # rank of what is no term: dictionary form and part of speech of a word
_TERMS_KEPT: Final = 5 * WORDS_KEPT
_CHARACTERS_KEPT: Final = 100 * WORDS_KEPT  # of words, which may be as long as texts
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Word = tuple[str, str, str, bool]
"""Surface, lemma, part of speech, and whether it is a content word."""


class Kept(dict[Key, Value]):
    """A dictionary that makes what it does not have."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        made = self[key] = self._make(key)
        return made


class WordTable:
    """Grows until it `is_full`; then whoever keeps it takes a new one. Names and numbers are no terms of it.

    What is known of word w stands in `numbers`, `weights`, `firsts` and `lasts` from `begins[w]` to `begins[w + 1]`:
    its terms with their places in it, in the order of `Engine.analyze`.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.terms: list[str] = []
        self.keys: list[str] = []  # of each term, without its kind
        self.ranks = array("B")  # of each term's kind in order
        self.forms, self.contents = array("I"), array("B")
        self.begins = array("I", [0])
        self.numbers, self.weights = array("I"), array("d")
        self.firsts, self.lasts = array("I"), array("I")
        self.pairs: Kept[str, int] = Kept(lambda pair: self.number(FeatureKind.GRAM, pair))
        self.compounds: Kept[str, tuple[tuple[int, float], ...]] = Kept(self._compound)
        self._lexicon = lexicon
        self._numbers: dict[str, int] = {}
        self._characters = 0
        self.words: Kept[str, Kept[Word, int]] = Kept(self._of_language)

    @property
    def is_full(self) -> bool:
        """Whether it has as much as may be kept; some 60 MB where words are as long as usual."""
        return (
            len(self.forms) >= WORDS_KEPT
            or len(self.terms) >= _TERMS_KEPT
            or self._characters >= _CHARACTERS_KEPT
        )

    def _of_language(self, language: str) -> Kept[Word, int]:
        return Kept(lambda word: self._add(word, language))

    def number(self, kind: FeatureKind, key: str) -> int:
        """Return the number of a term."""
        return self._number(term_of(kind, key), key, RANKS[kind])

    def _number(self, term: str, key: str, rank: int) -> int:
        known = self._numbers.get(term)
        if known is None:
            known = self._numbers[term] = len(self.terms)
            self.terms.append(term)
            self.keys.append(key)
            self.ranks.append(rank)
        return known

    def _add(self, word: Word, language: str) -> int:
        surface, lemma, pos, content = word
        found: tuple[Found, ...] = ()
        if len(surface) <= LONGEST_WORD:
            found = read_word(*word, language, self._lexicon)
        for kind, key, weight, first, last in sorted(found, key=in_order):
            if kind not in _LEFT_OUT:
                self.numbers.append(self.number(kind, key))
                self.weights.append(weight)
                self.firsts.append(first)
                self.lasts.append(last)
        form = f"{lemma}\t{pos}"
        self.forms.append(self._number(form, form, _FORM))
        self.contents.append(content)
        self._characters += len(surface) + len(form)
        self.begins.append(len(self.numbers))
        return len(self.forms) - 1

    def _compound(self, word: str) -> tuple[tuple[int, float], ...]:
        """The terms of a Sino-Korean word with their weights."""
        found = (each[:5] for each in hanja_features(word, 1.0, 0, len(word)))
        return tuple(
            (self.number(kind, key), weight) for kind, key, weight, *_ in sorted(found, key=in_order)
        )
