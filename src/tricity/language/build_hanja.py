"""Compile data/hanja.tsv: Sino-Korean words with their Han candidates, for `hanja.candidates`.

    python -m tricity.language.build_hanja HANJA_TXT JIEBA_DICT_TXT

HANJA_TXT is libhangul's list (BSD-3-Clause; Debian package libhangul-data,
/usr/share/libhangul/hanja/hanja.txt), JIEBA_DICT_TXT the dict.txt of the jieba 0.42.1 source package
(MIT), used for word frequencies only. Needs `opencc`. Whether a word is Japanese or Korean today is
asked of Sudachi and Kiwi.

A candidate's probability is proportional to sqrt(Chinese frequency + 1), times 4 for a Japanese word, times 2
for a Chinese word (after research/retrieval-feasibility.md, section 5).
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import kiwipiepy

from tricity.language.han import HAN_RUN, fold_han
from tricity.language.normalize import fold
from tricity.language.segment.japanese import JapaneseSegmenter

TARGET = Path(__file__).parent / "data" / "hanja.tsv"
MOST_CANDIDATES = 4
LEAST_PERCENT = 4


def main(hanja_path: str, jieba_path: str) -> None:
    """Write the table, sorted by the UTF-8 bytes of the Korean word."""
    from opencc import OpenCC  # type: ignore[import-not-found,unused-ignore]  # development only

    to_japanese = OpenCC("t2jp").convert
    frequencies = _frequencies(jieba_path)
    is_japanese, is_korean = _japanese_words(), _korean_nouns()
    by_word: dict[str, dict[str, float]] = {}
    known: set[str] = set()
    for korean, han in _entries(hanja_path):
        folded = fold_han(han)
        frequency, japanese = frequencies.get(folded, 0), is_japanese(to_japanese(han))
        score = (frequency + 1) ** 0.5 * (4 if japanese else 1) * (2 if frequency else 1)
        candidates = by_word.setdefault(korean, {})
        candidates[folded] = max(candidates.get(folded, 0.0), score)
        if frequency or japanese:
            known.add(korean)
    rows = (_row(word, by_word[word]) for word in by_word if word in known or is_korean(word))
    TARGET.write_bytes(b"".join(sorted(row.encode() for row in rows)))


def _row(korean: str, candidates: dict[str, float]) -> str:
    best = sorted(candidates.items(), key=lambda item: (-item[1], item[0]))[:MOST_CANDIDATES]
    total = sum(score for _, score in best)
    percents = [(han, round(100 * score / total)) for han, score in best]
    return (
        f"{korean}\t"
        + " ".join(f"{han}{percent}" for han, percent in percents if percent >= LEAST_PERCENT)
        + "\n"
    )


def _entries(path: str) -> Iterator[tuple[str, str]]:
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        korean, _, rest = line.partition(":")
        han = fold(rest.partition(":")[0])
        if (
            not line.startswith("#")
            and 2 <= len(korean) <= 6
            and HAN_RUN.fullmatch(han)
            and len(han) == len(korean)
        ):
            yield korean, han


def _frequencies(path: str) -> dict[str, int]:
    frequencies: dict[str, int] = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        word, frequency, _ = line.rsplit(" ", 2)
        folded = fold_han(word)
        frequencies[folded] = frequencies.get(folded, 0) + int(frequency)
    return frequencies


def _japanese_words() -> Callable[[str], bool]:
    segmenter = JapaneseSegmenter()

    def is_word(text: str) -> bool:
        morphemes = segmenter.tokenizer().tokenize(text)
        return len(morphemes) == 1 and not morphemes[0].is_oov()

    return is_word


def _korean_nouns() -> Callable[[str], bool]:
    kiwi = kiwipiepy.Kiwi(load_multi_dict=False)

    def is_noun(text: str) -> bool:
        tokens: Iterable[kiwipiepy.Token] = kiwi.tokenize(text)
        return [token.tag for token in tokens] == ["NNG"]

    return is_noun


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
