"""English words and their stems (Snowball, PyStemmer)."""

import re
import threading
from functools import lru_cache
from typing import Final

import Stemmer

from tricity.language.segment.base import Token

WORD: Final = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)?|[0-9]+(?:[.,][0-9]+)*")
_FUNCTION_WORDS: Final = """
    a about after all also an and any are as at be been before being between both but by can could did do does
    doing during each for from had has have having he her here hers him his how i if in into is it its itself
    may me might more most must my no nor not of off on only or other our out over own s same shall she should
    so some such t than that the their theirs them then there these they this those through to too under until
    up upon very was we were what when where which while who whom why will with would you your
"""
STOP_WORDS: Final = frozenset(_FUNCTION_WORDS.split())
_local = threading.local()  # a Stemmer keeps state and may not be shared between threads


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the Snowball stem of a lower-case English word; possessive 's is dropped."""
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = Stemmer.Stemmer("english")
    return str(stemmer.stemWord(re.sub(r"['’]s?$", "", word)))


class EnglishSegmenter:
    """Words and numbers; the lemma is the stem."""

    def segment(self, text: str) -> list[Token]:
        """Return the words in order; function words are marked as not content."""
        tokens = []
        for match in WORD.finditer(text):
            word = match[0].lower()
            kind = "NUM" if word[0].isdigit() else "WORD"
            tokens.append(
                Token(match[0], match.start(), match.end(), stem(word), kind, word not in STOP_WORDS)
            )
        return tokens
