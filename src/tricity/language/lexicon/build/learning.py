"""Words of parallel texts, and what is learned from them."""

from collections.abc import Iterator
from pathlib import Path

from tricity.language.lexicon.build.learned import learn
from tricity.language.lexicon.build.parallel import read_parallel
from tricity.language.lexicon.glosses import SAYS_NOTHING, english_words, pivot_stem
from tricity.language.normalize import align, lower_same_length
from tricity.language.pivots import is_telling
from tricity.language.segment import segmenter_for

_LONGEST = 600  # characters of a text


def words_of(text: str, language: str) -> list[str]:
    """Return the lemmas of the telling words, for English their stems."""
    text = align(text[:_LONGEST]).text
    if language == "en":
        return [pivot_stem(word) for word in english_words(text) if word not in SAYS_NOTHING]
    tokens = segmenter_for("zh-hans" if language == "zh" else language).segment(text)
    lemmas = ((lower_same_length(token.lemma), token.pos) for token in tokens)
    return [lemma for lemma, pos in lemmas if is_telling(lemma, pos, language)]


def parallel_words(folder: Path) -> Iterator[dict[str, list[str]]]:
    """Yield the words of each aligned text by language."""
    for aligned in read_parallel(folder):
        yield {language: words_of(text, language) for language, text in aligned.texts.items()}


def learned_pairs(folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Return language → word → {English stem: probability}."""
    rows = list(parallel_words(folder))
    return {
        language: learn((row[language], row["en"]) for row in rows if language in row and "en" in row)
        for language in ("zh", "ja", "ko")
    }
