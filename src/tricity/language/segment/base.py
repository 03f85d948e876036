"""The protocol all segmenters share."""

from typing import NamedTuple, Protocol


class Token(NamedTuple):
    """A word: `surface == text[start:end]`, its dictionary form, and the segmenter's own part of speech.

    `content` is False for particles, endings, punctuation and the like.
    """

    surface: str
    start: int
    end: int
    lemma: str
    pos: str
    content: bool = True


class ReadingSegmenter(Protocol):
    """A segmenter that knows how words are read."""

    def readings(self, text: str) -> list[tuple[str, str, str]]:
        """Return (surface, katakana reading, first part of speech) of each word in order."""
        ...


class PinyinSegmenter(Protocol):
    """A segmenter that knows how characters are read."""

    def pinyin(self, text: str) -> list[str]:
        """Return the readings of simplified text, one a character."""
        ...

    def toned_pinyin(self, text: str) -> list[str]:
        """Return what `pinyin` does, with the marks of tones."""
        ...


class Segmenter(Protocol):
    """Splits text of one language; safe to call from several threads.

    Terms of a thesaurus are not made known to it: the engine finds them whole, in the text (docs/decisions/0007).
    """

    def segment(self, text: str) -> list[Token]:
        """Return the words in order of start, longer ones before the parts they are split into.

        Expects text in NFKC (see `normalize.align`). Gaps between tokens are allowed.
        """
        ...
