"""Texts of one meaning, brought together by the key their source gives them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tricity.language.lexicon.build.parallel.cleaning import is_written_in

LANGUAGES: Final = ("en", "zh", "ja", "ko")

Texts = dict[str, dict[str, str]]
"""Language → key → cleaned text."""
Reader = Callable[[Path], Texts]
"""From the folder of all packages to what one source says."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """The same text in two to four of en, zh (simplified), ja and ko, in this order."""

    source: str
    texts: Mapping[str, str]


def align(source: str, texts: Texts) -> Iterator[Aligned]:
    """Yield what at least two languages have under one key, by key; nothing twice.

    A text that equals the English one, or is not in its language's script, was left untranslated and is
    passed over.
    """
    english, seen = texts.get("en", {}), set()
    for key in sorted(set().union(*texts.values())):
        found = {language: texts.get(language, {}).get(key, "") for language in LANGUAGES}
        kept = {
            language: text
            for language, text in found.items()
            if is_written_in(language, text) and (language == "en" or text != english.get(key))
        }
        once = tuple(kept.items())
        if len(kept) >= 2 and once not in seen:
            seen.add(once)
            yield Aligned(source, kept)
