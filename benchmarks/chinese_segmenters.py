"""Chinese segmenters beside ours, by what a search across languages gains or loses: a section of RESULTS.md.

    python benchmarks/chinese_segmenters.py EVAL_DIR [--keep]

Besides jieba-rs, which the product uses, each library is measured that is installed (none is needed otherwise):

    pip install lindera-python-cc-cedict==2.2.0 budoux==0.10.1 thulac==0.2.2

Speed: segmentation alone, of the Chinese texts of NTREX, on one core. Quality: each text's counterpart among all texts
of the other language, both ways, by features and vectors (`evaluation.pairs`), of the pairs with Chinese; and the native
questions (development part) that are asked in Chinese or of Chinese records, with the thesaurus (`evaluation.topics`).
"""

import argparse
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import results
from language_quality import NATIVE, THESAURUS, records_of

from tricity.language import Engine, Thesaurus
from tricity.language.evaluation import AlignedTexts, evaluate_pairs, evaluate_topics, read_aligned
from tricity.language.evaluation import topics as topic_scores
from tricity.language.evaluation.ranking import Ranking, mean_of
from tricity.language.han import fold_han
from tricity.language.lexicon import lexicon
from tricity.language.segment import Token
from tricity.language.segment.chinese import FUNCTION_WORDS, ChineseSegmenter
from tricity.language.segment.registry import make_segmenter, use_segmenters
from tricity.language.vectors import Vectors

TITLE = "Chinese segmenters"
SETS = ("ntrex", "tatoeba-cmn")
SYSTEM = "features and vectors"

NOTE = """\
R@1, percent: mean of the ordered pairs with Chinese (six of NTREX, two of Tatoeba). Native: nDCG@10 × 100 across languages, the
six pairs with Chinese. “Whole words” is the like of the others; “inner words” are those of our lexicon inside a longer word, as
jieba-rs gives them of its own list. The intervals of the native questions are over three points either way: differences of a point
say nothing. The machine was busy with other work: speeds are good for their order only."""

Words = Callable[[str], Iterable[str]]


class Splitter:
    """A segmenter of anything that splits a text into words, without the words inside them."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def segment(self, text: str) -> list[Token]:
        """Return the words the library finds, in order, marked as the product's segmenter marks them."""
        folded = fold_han(text)
        tokens, at = [], 0
        for word in self._words(folded):
            start = folded.find(word, at)
            if not word.strip() or start < 0:
                continue
            at = start + len(word)
            content = any(char.isalnum() for char in word) and word not in FUNCTION_WORDS
            tokens.append(Token(text[start:at], start, at, word, "WORD", content))
        return tokens


class WithInner:
    """A splitter's words, each followed by the shorter words of the lexicon inside it, as jieba's search mode does."""

    def __init__(self, splitter: Splitter) -> None:
        self._splitter = splitter

    def segment(self, text: str) -> list[Token]:
        """Return the words in order of start, longer ones first."""
        tokens = [each for word in self._splitter.segment(text) for each in (word, *_inner(text, word))]
        return sorted(tokens, key=lambda token: (token.start, -token.end))


def _inner(text: str, word: Token) -> Iterator[Token]:
    for size in range(2, min(4, len(word.lemma))):
        for at in range(len(word.lemma) - size + 1):
            part, start = word.lemma[at : at + size], word.start + at
            if lexicon().pivots("zh", part):
                yield Token(text[start : start + size], start, start + size, part, "WORD")


def jieba_whole() -> Splitter:
    """Return jieba-rs without the words inside words."""
    import rjieba

    return Splitter(rjieba.Jieba().cut)


def lindera() -> Splitter:
    """Return Lindera with the words of CC-CEDICT."""
    import lindera as library

    tokenizer = library.Tokenizer(library.load_dictionary("embedded://cc-cedict"), mode="normal")
    return Splitter(lambda text: [token.surface for token in tokenizer.tokenize(text)])


def budoux() -> Splitter:
    """Return BudouX, which finds where a line may break, not words."""
    import budoux as library

    return Splitter(library.load_default_simplified_chinese_parser().parse)


def thulac() -> Splitter:
    """Return THULAC with its larger model."""
    import thulac as library

    tagger = library.thulac(seg_only=True)
    return Splitter(lambda text: [word for word, _ in tagger.cut(text)])


SEGMENTERS: dict[str, Callable[[], Any]] = {
    "jieba-rs, as used": ChineseSegmenter,
    "jieba-rs, whole words": jieba_whole,
    "Lindera, CC-CEDICT": lindera,
    "Lindera, with inner words": lambda: WithInner(lindera()),
    "BudouX": budoux,
    "THULAC": thulac,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--keep", action="store_true", help="write the section of RESULTS.md")
    arguments = parser.parse_args()
    sets = [read_aligned(arguments.eval_dir / f"{name}.dev.tsv") for name in SETS]
    body = "\n".join([NOTE, "", *table(sets)])
    print(body)
    if arguments.keep:
        results.keep(TITLE, "python benchmarks/chinese_segmenters.py EVAL_DIR --keep", body)


def table(sets: list[AlignedTexts]) -> Iterator[str]:
    """Yield the lines of the table; one row for each segmenter that is installed."""
    yield f"| segmenter | characters/s | words a text | {' | '.join(SETS)} | native |"
    yield "|---|---|---|---|---|---|"
    vectors = Vectors(lexicon())
    for name, make in SEGMENTERS.items():
        try:
            segmenter = make()
        except ImportError:
            continue
        speed, words = measured(segmenter, sets[0].texts["zh-hans"])
        use_segmenters(partial(_made, segmenter))
        figures = [f"{mean_of(list(rankings(texts, vectors))).recall_at_1:.1f}" for texts in sets]
        yield f"| {name} | {speed:,.0f} | {words:.1f} | {' | '.join(figures)} | {native():.1f} |"


def _made(segmenter: Any, family: str) -> Any:
    return segmenter if family == "zh" else make_segmenter(family)


def measured(segmenter: Any, texts: Iterable[str]) -> tuple[float, float]:
    """Return the characters segmented in a second of processor time, and the mean number of words."""
    given = list(texts)
    segmenter.segment(given[0])
    begun = time.process_time()
    words = sum(len(segmenter.segment(text)) for text in given)
    return sum(map(len, given)) / (time.process_time() - begun), words / len(given)


def native() -> float:
    """Return the mean of the native questions across languages where one of the two is Chinese."""
    records = [record for kind in ("initiatives", "needs", "solutions") for record in records_of(kind)]
    scores = evaluate_topics(Engine(Thesaurus.from_jsonl(THESAURUS)), NATIVE / "development", records)
    return 100 * topic_scores.mean_of(
        {pair: found for pair, found in scores.cross().items() if "zh-hans" in pair}
    )


def rankings(texts: AlignedTexts, vectors: Vectors) -> Iterator[Ranking]:
    """Yield the ranking of each ordered pair with Chinese."""
    for other in texts.texts:
        if other in ("zh-hans", "zh-hant"):
            continue
        pair = AlignedTexts(texts.name, {"zh-hans": texts.texts["zh-hans"], other: texts.texts[other]})
        for score in evaluate_pairs(pair, Engine(), vectors):
            if score.system == SYSTEM:
                yield score.ranking


if __name__ == "__main__":
    main()
