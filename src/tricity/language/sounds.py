"""How a borrowed word or a name sounds, across Latin letters, katakana, hangul and Chinese transliteration.

The *skeleton* keeps classes of consonants, which survive borrowing better than vowels, and finds candidates;
whole *sounds*, vowels included, are compared to order them (`pivots.likeness`). The rules were written for this
project from the transcription practice of the three languages; single rules are wrong for single words, so their
result is always a candidate among others.
"""

import re
from functools import lru_cache
from typing import Final, cast

from tricity.language.hangul import is_syllable, split_syllable
from tricity.language.kana import hepburn
from tricity.language.segment.base import PinyinSegmenter
from tricity.language.segment.registry import segmenter_for

KATAKANA_WORD: Final = re.compile("[ァ-ヺー・]{2,}")
HANGUL_WORD: Final = re.compile("[가-힣]{2,}")
LATIN_WORD: Final = re.compile("[a-z]{3,}")
# Characters that Chinese uses for foreign sounds (after the tables of the Xinhua News Agency's handbook of names).
TRANSLITERATION: Final = (
    "阿埃艾爱安昂奥巴白拜班邦包鲍贝本比彼宾波伯博布查察昌达戴丹当道德登迪丁东杜顿多恩尔法范菲费芬丰弗福盖甘高戈格根贡古圭哈海"
    "汉豪赫黑亨洪胡华怀惠霍基吉加贾简杰金卡凯坎康考科克肯孔库夸奎拉莱兰朗劳勒雷里利莉林龙卢伦罗洛马迈曼芒毛梅门蒙米密明莫姆木"
    "穆纳奈南内尼宁纽农努诺欧帕派潘庞佩彭皮平珀普奇齐恰钱乔琼丘让热日荣瑞若萨塞赛桑瑟森沙莎山尚舍申圣施什士史斯松苏孙索塔泰坦"
    "汤陶特滕蒂廷通图托瓦万威韦维温沃乌伍西希锡夏香肖辛欣休修许逊雅亚延扬耶叶伊英尤约扎詹章哲珍芝朱佐兹茨娜丽丝妮黛芙蕾琳玛露"
    "薇珊嘉翰蓬弥"
)
TRANSLITERATED: Final = re.compile(f"[{TRANSLITERATION}]{{2,8}}")

_CLASSES: Final = str.maketrans("lvfpbzjsqkgdtmnrc", "rppppssskkkttmnrs")
_ENGLISH: Final = (
    ("tion", "sn"), ("sion", "sn"), ("tech", "tek"), ("chr", "kr"), ("chn", "kn"), ("sch", "sk"), ("tch", "s"),
    ("ture", "sa"), ("ck", "k"), ("ph", "f"), ("th", "s"), ("sh", "s"), ("ch", "s"), ("qu", "k"), ("x", "ks"),
    ("tz", "s"), ("sce", "se"), ("sci", "si"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("dge", "je"),
    ("ge", "je"), ("gi", "ji"), ("gy", "ji"), ("wh", "w"), ("kn", "n"), ("wr", "r"), ("gh", ""), ("c", "k"),
)  # fmt: skip
# r before a consonant or at the end is not borrowed: sensor → センサー, 센서.
_MUTE_R: Final = re.compile("(?<=[aeiou])r(?=[^aeiouyr]|$|e$)")
_VELAR_NASAL: Final = re.compile("ング|ng(?![aeiouy])")  # one sound, without a stop after it
_FINAL_LE: Final = re.compile("([^aeiou])le$")
_INITIALS: Final = dict(zip("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "kknttrmppss-jjcktph", strict=True))
_VOWEL_LIST: Final = "a e ya ye a e ya ye o wa we we yo u wo we wi yu u i i"
_VOWELS: Final = tuple(_VOWEL_LIST.split())
_FINALS: Final = {"": "", " ": ""} | {
    final: sound
    for sound, group in (
        ("k", "ㄱㄲㄳㄺㅋ"), ("t", "ㄷㅅㅆㅈㅊㅌㅎ"), ("p", "ㅂㅄㄿㅍ"), ("n", "ㄴㄵㄶ"), ("m", "ㅁㄻ"),
        ("r", "ㄹㄼㄽㄾㅀ"), ("ng", "ㅇ"),
    )
    for final in group
}  # fmt: skip
_PINYIN_SOUNDS: Final = (
    ("ü", "u"), ("zh", "j"), ("ch", "c"), ("sh", "s"), ("x", "s"), ("q", "c"), ("ng", "n"),
)  # fmt: skip
_CHINESE_CONSONANTS: Final = {"尔": "r", "斯": "s", "兹": "s", "茨": "s", "特": "te", "丝": "s"}
_CHINESE_V: Final = frozenset("维弗韦沃薇")


@lru_cache(maxsize=50_000)
def sounds(word: str) -> str:
    """Return the sounds of a word in one script, as they are compared; "" for other scripts."""
    if LATIN_WORD.fullmatch(word):
        return _levelled(word)
    if KATAKANA_WORD.fullmatch(word):
        return _levelled(_japanese(word))
    if HANGUL_WORD.fullmatch(word):
        return _levelled(_korean(word))
    return ""


@lru_cache(maxsize=50_000)
def skeletons(word: str) -> tuple[str, ...]:
    """Return the skeletons of a word in Latin letters, katakana or hangul; two where チ is t or ch; often ()."""
    if LATIN_WORD.fullmatch(word):
        found: tuple[str, ...] = (_reduced(_english(word)),)
    elif KATAKANA_WORD.fullmatch(word):
        roman = _japanese(word).replace("tch", "ch").replace("tsu", "tu").replace("sh", "s").replace("v", "b")
        found = (
            _reduced(roman.replace("chi", "ti").replace("ch", "s")),
            _reduced(roman.replace("ch", "s")),
        )
    elif HANGUL_WORD.fullmatch(word):
        found = (_reduced(_korean(word).replace("ng", "n")),)
    else:
        found = ()
    return tuple(dict.fromkeys(filter(None, found)))


def nasal_skeletons(word: str) -> tuple[str, ...]:
    """Return the skeletons with nasals made alike: シンポ and 심포 are snp; マッピング, 매핑 and mapping are mpn.

    The compiled lexicon is keyed by `skeletons`, which keeps them apart.
    """
    level = (skeleton.replace("mp", "np") for skeleton in skeletons(_VELAR_NASAL.sub(_as_n, word)))
    return tuple(dict.fromkeys(level))


def _as_n(nasal: re.Match[str]) -> str:
    return nasal[0][0]


@lru_cache(maxsize=20_000)
def chinese_skeleton(run: str) -> str:
    """Return the skeleton of characters used for their sound: 米肖恩 → msn, as Michonne, ミショーン, 미숀."""
    roman = ""
    for char, syllable in zip(run, cast(PinyinSegmenter, segmenter_for("zh-hans")).pinyin(run), strict=False):
        for spelling, sound in _PINYIN_SOUNDS:
            syllable = syllable.replace(spelling, sound)
        if char in _CHINESE_V and syllable.startswith("w"):
            syllable = "v" + syllable[1:]
        roman += _CHINESE_CONSONANTS.get(char, syllable)
    return _reduced(roman)


def _english(word: str) -> str:
    for spelling, sound in _ENGLISH:
        word = word.replace(spelling, sound)
    return _FINAL_LE.sub(r"\1el", _MUTE_R.sub("", word))


def _japanese(word: str) -> str:
    return hepburn(word.replace("ー", "").replace("・", ""), long_vowels=True).replace("'", "")


def _korean(word: str) -> str:
    roman = ""
    for char in word:
        if not is_syllable(char):
            continue
        initial, vowel, final = split_syllable(char)
        consonant = _INITIALS[initial].replace("-", "")
        if roman.endswith("r") and consonant == "r":  # ㄹㄹ is one l: 셀럽
            roman = roman[:-1]
        roman += consonant + _VOWELS[vowel] + _FINALS[final.strip()]
    return roman


_LEVELS: Final = (
    ("l", "r"), ("v", "b"), ("f", "h"), ("ou", "o"), ("z", "j"), ("ch", "t"), ("sh", "s"),
)  # fmt: skip


def _levelled(roman: str) -> str:
    for spelling, sound in _LEVELS:
        roman = roman.replace(spelling, sound)
    return roman


def _reduced(roman: str) -> str:
    roman = re.sub(r"(.)\1+", r"\1", roman)
    head = "a" if roman[:1] in ("a", "e", "i", "o", "u") else ""
    return head + re.sub("[^a-z]|[aeiouhyw]", "", roman).translate(_CLASSES)
