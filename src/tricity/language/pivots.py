"""What a word stands for in the pivot space of English stems: by the lexicon, by its Han parts, by its sound."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from tricity.language import hanja
from tricity.language.han import HAN_RUN, fold_han
from tricity.language.lexicon import Lexicon, Pivot, Source
from tricity.language.lexicon.glosses import SAYS_NOTHING, english_words, pivot_stem
from tricity.language.sounds import HANGUL_WORD, KATAKANA_WORD, skeletons, sounds

_KOREAN_WORD_TAGS: Final = "NNG NNP NNB NP NR MM MAG MAJ VV VA VX VCN XR XPN XSN UN"
_KOREAN_WORDS: Final = frozenset(_KOREAN_WORD_TAGS.split())
_KOREAN_NAMES: Final = frozenset({"NNG", "NNP", "XR", "UN", "NNB"})
_JAPANESE_SKIPPED: Final = frozenset({"助詞", "助動詞", "補助記号", "空白", "記号"})
_JAPANESE_AUXILIARIES: Final = frozenset({"ない", "無い", "たい"})  # not, want
_CHINESE_FUNCTION_WORDS: Final = """
    的 了 和 与 及 或 等 在 是 为 对 以 将 从 到 把 被 向 于 由 并 而 其 也 都 就 又 还 则 但 之 着 过 吗 呢 吧 啊 地 得
"""
_JAPANESE_EMPTY_WORDS: Final = """
    為る 有る 居る 成る 因る 於く 対する 事 物 為 等 出来る 其の 此の 此れ 其れ
"""
_KOREAN_EMPTY_WORDS: Final = "하다 되다 있다 위하다 대하다 통하다 따르다"
_SAY_NOTHING: Final = {
    "zh": frozenset(_CHINESE_FUNCTION_WORDS.split()),
    "ja": frozenset(_JAPANESE_EMPTY_WORDS.split()),
    "ko": frozenset(_KOREAN_EMPTY_WORDS.split()),
}
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ0-9]")
_PART_CERTAINTY: Final = 0.8  # of what only a part of an unlisted compound stands for
_LEAST_LIKENESS: Final = 0.55  # of two sounds; below, they are strangers
_MOST_LOANS: Final = 4  # borrowed words taken for one sound
_KNOWN_LOAN: Final = 0.5  # of a sound's reading where the lexicon knows the word too
# Sounds that differ only within these classes differ by half: sensor, センサー.
_NEAR: Final = str.maketrans("eiougdbjzvpfcl", "aaaaktpssbhhtr")


def is_telling(lemma: str, pos: str, language: str) -> bool:
    """Return whether a word of this part of speech says something that another language can say too."""
    family = language.partition("-")[0]
    if lemma in _SAY_NOTHING.get(family, ()):
        return False
    if family == "ko":
        return pos in _KOREAN_WORDS
    if family == "ja":
        return pos.partition("-")[0] not in _JAPANESE_SKIPPED or lemma in _JAPANESE_AUXILIARIES
    return any(char.isalnum() for char in lemma)


def word_pivots(
    surface: str, lemma: str, pos: str, language: str, lexicon: Lexicon
) -> Iterable[tuple[str, float, Source]]:
    """Return (stem, weight, source) of a word; `surface` and `lemma` in lower case and NFKC.

    English words stand for themselves. The same stem may come twice, from two sources.
    """
    if language == "en" or _LATIN.match(surface):
        words = (word for word in english_words(surface) if word not in SAYS_NOTHING)
        return [(pivot_stem(word), 1.0, Source.NONE) for word in words]
    if not is_telling(lemma, pos, language):
        return ()
    if language == "ko":
        return _korean(lemma, pos, lexicon)
    if language == "ja":
        return _japanese(surface, lemma, lexicon)
    return _weighed(lexicon.pivots("zh", lemma) or lexicon.pivots("ja", lemma))


def _weighed(found: Iterable[Pivot], factor: float = 1.0) -> list[tuple[str, float, Source]]:
    return [(each.stem, each.weight * factor, each.source) for each in found]


def _japanese(surface: str, lemma: str, lexicon: Lexicon) -> list[tuple[str, float, Source]]:
    han = "".join(HAN_RUN.findall(lemma))
    found = lexicon.pivots("ja", lemma) or lexicon.pivots("ja", surface)
    found = found or (lexicon.pivots("zh", fold_han(han)) if han else ())
    if not found and KATAKANA_WORD.fullmatch(surface):
        return borrowed(surface, lexicon)
    return _weighed(found)


def _korean(lemma: str, pos: str, lexicon: Lexicon) -> list[tuple[str, float, Source]]:
    found = _weighed(lexicon.pivots("ko", lemma))
    is_sino = bool(hanja.candidates(lemma))
    parts = () if found or is_sino else hanja.parts(lemma)
    for part, _, _ in parts:
        found += _weighed(lexicon.pivots("ko", part), _PART_CERTAINTY)
    if pos in _KOREAN_NAMES and not is_sino and not parts and HANGUL_WORD.fullmatch(lemma):
        factor = _KNOWN_LOAN if found else 1.0
        found += [(stem, weight * factor, source) for stem, weight, source in borrowed(lemma, lexicon)]
    return found


def borrowed(word: str, lexicon: Lexicon) -> list[tuple[str, float, Source]]:
    """Return what a word in katakana or hangul stands for if it is borrowed, by its sound."""
    heard = _heard(word, id(lexicon), lexicon)
    return [(stem, weight, Source.LOANWORDS) for stem, weight in heard]


@lru_cache(maxsize=50_000)
def _heard(word: str, _which: int, lexicon: Lexicon) -> tuple[tuple[str, float], ...]:
    sound = sounds(word)
    candidates: dict[tuple[str, str], float] = {}
    for skeleton in skeletons(word):
        for other, stem, sure in lexicon.loans(skeleton):
            candidates[other, stem] = max(candidates.get((other, stem), 0.0), likeness(sound, other) * sure)
    best = sorted(candidates.items(), key=lambda item: (-item[1], item[0]))
    taken: dict[str, float] = {}
    heard: list[str] = []
    for (other, stem), alike in best:
        if alike < _LEAST_LIKENESS or (other not in heard and len(heard) == _MOST_LOANS):
            break
        if other not in heard:
            heard.append(other)
        taken[stem] = max(taken.get(stem, 0.0), ((alike - 0.3) / 0.7) ** 1.5)
    return tuple(taken.items())


def likeness(one: str, other: str) -> float:
    """Return how alike two sounds are, 0 to 1: edit similarity, near sounds differing by half."""
    exact = Levenshtein.normalized_similarity(one, other)
    near = Levenshtein.normalized_similarity(one.translate(_NEAR), other.translate(_NEAR))
    return float(exact + near) / 2
