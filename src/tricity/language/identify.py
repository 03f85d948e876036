"""Which of our languages a title or a sentence is written in, and Chinese in which script."""

import re
from typing import Final

from tricity.language.han import HAN_RUN
from tricity.language.han_statistics import LANGUAGES, han_likelihoods
from tricity.language.normalize import align

_KANA: Final = re.compile("[ぁ-ゖァ-ヺ]")
_HIRAGANA: Final = re.compile("[ぁ-ゖ]")
_HANGUL: Final = re.compile("[가-힣ㄱ-ㆎ]")
_LATIN: Final = re.compile("[A-Za-zÀ-ɏ]{2,}")
# Not AI, not Data平台: those are names in any language.
_ENGLISH_WORD: Final = re.compile(r"\b[A-Za-z]?[a-z]+\b")
_CJK: Final = re.compile("[ぁ-ゖァ-ヺ가-힣ㄱ-ㆎ㐀-䶿一-鿿\U00020000-\U0003ffff]")
# What a writer adds from another language: 数据平台（Data Platform）, 대통령(大統領), 访问“경기도”.
_GLOSS: Final = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|“[^“”]*”|\"[^\"]*\"|「[^「」]*」|『[^『』]*』|《[^《》]*》"
)
_SAMPLE_CHARACTERS: Final = 500
_HANGUL_SHARE: Final = 0.2
# In nats. Chinese that quotes a Japanese name has kana too, so one is not proof; nor is a reader's language.
_PER_KANA: Final = 3.0
_PER_HIRAGANA: Final = 3.0  # besides, outside quotation marks: katakana may be a name in any language
_DEFAULT_BONUS: Final = 4.0
# Of the languages that share a form, the one our cities write more often: 公告, 統計.
_PRIOR: Final = {"zh-hans": 0.5, "zh-hant": -1.5, "ja": 0.0}


def identify(text: str, default: str = "en") -> str:
    """Return the language of the text, the script of Chinese included.

    Hangul mean Korean; kana speak for Japanese, and so do Han characters and pairs of them that it
    uses more often than Chinese does (`han_statistics`). `default` is returned when there is nothing to go by,
    and decides close calls: 大阪 is Chinese to a reader of Chinese.
    """
    sample = align(text[:_SAMPLE_CHARACTERS]).text
    cjk = len(_CJK.findall(sample))
    if cjk == 0:
        return "en" if _LATIN.search(sample) else default
    own = _GLOSS.sub(" ", sample)
    own_cjk = cjk if own == sample else len(_CJK.findall(own))
    if _is_english(own, own_cjk):
        return "en"
    return "ko" if _is_korean(own if own_cjk else sample) else _han_or_kana(sample, own, default)


def _is_english(text: str, cjk: int) -> bool:
    """Return whether the words outweigh the CJK characters, counted double where they frame the text."""
    words = _ENGLISH_WORD.findall(text)
    if cjk == 0:
        return len(words) > 1
    if len(words) < 3:
        return False
    framed = _CJK.search(text, 0, text.index(words[0])) is None and text.rstrip(" .?!").endswith(words[-1])
    if framed and sum(word.islower() for word in words) > 1:
        return 2 * len(words) > cjk
    return 2 * len(words) > 3 * cjk


def _is_korean(text: str) -> bool:
    hangul = len(_HANGUL.findall(text))
    return hangul > 0 and hangul >= _HANGUL_SHARE * len(_CJK.findall(text))


def _han_or_kana(text: str, own: str, default: str) -> str:
    kana = len(_KANA.findall(text))
    han = "".join(HAN_RUN.findall(text))
    if not han:
        return "ja" if kana else "ko"
    scores = {
        language: score + _PRIOR[language]
        for language, score in zip(LANGUAGES, han_likelihoods(han), strict=True)
    }
    scores["ja"] += _PER_KANA * kana + _PER_HIRAGANA * len(_HIRAGANA.findall(own))
    if default in scores:
        scores[default] += _DEFAULT_BONUS - _PRIOR[default]
    return max(scores, key=scores.__getitem__)
