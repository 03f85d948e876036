"""Which of our languages a title or a sentence is written in, by its characters alone."""

import re
from collections import Counter
from typing import Final

from tricity.language.han import HAN_RUN, han_scripts
from tricity.language.normalize import align

_KANA: Final = re.compile("[ぁ-ゖァ-ヺ]")
_HANGUL: Final = re.compile("[가-힣ㄱ-ㆎ]")
_LATIN: Final = re.compile("[A-Za-zÀ-ɏ]{2,}")
_SAMPLE_CHARACTERS: Final = 4000
# A Chinese sentence may quote a Japanese or Korean name; below this share of CJK characters it stays Chinese.
_KANA_SHARE: Final = 0.08
_HANGUL_SHARE: Final = 0.25


def identify(text: str, default: str = "en") -> str:
    """Return the language of the text, the script of Chinese included.

    Kana mean Japanese, hangul Korean; Han characters alone are told apart by forms that only some
    of the three standards have. `default` is returned when there is nothing to go by, and breaks ties.
    """
    sample = align(text[:_SAMPLE_CHARACTERS]).text
    kana = len(_KANA.findall(sample))
    hangul = len(_HANGUL.findall(sample))
    han = "".join(HAN_RUN.findall(sample))
    cjk = kana + hangul + len(han)
    if cjk == 0:
        return "en" if _LATIN.search(sample) else default
    if len(_LATIN.findall(sample)) > 2 * cjk:
        return "en"
    if hangul >= _HANGUL_SHARE * cjk and hangul >= kana:
        return "ko"
    if kana and kana >= _KANA_SHARE * cjk:
        return "ja"
    return _identify_han(han, default) if han else ("ja" if kana else "ko")


def _identify_han(han: str, default: str) -> str:
    votes: Counter[str] = Counter({"zh-hans": 0, "ja": 0, "zh-hant": 0})
    for char in han:
        scripts = han_scripts(char)
        for letter, language in (("s", "zh-hans"), ("j", "ja"), ("t", "zh-hant")):
            votes[language] += letter in scripts
    most = max(votes.values())
    best = [language for language, count in votes.items() if count == most]
    return default if default in best else best[0]
