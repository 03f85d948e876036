"""The compiled lexicon: what words of Chinese, Japanese and Korean stand for in English, with sources."""

from tricity.language.lexicon.lexicon import DEFAULT_PATH, Entry, Lexicon, Pivot, lexicon
from tricity.language.lexicon.sources import Source

__all__ = ["DEFAULT_PATH", "Entry", "Lexicon", "Pivot", "Source", "lexicon"]
