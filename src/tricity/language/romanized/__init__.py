"""Latin letters back to kana, hangul and pinyin, where the way of writing is defined; what may be meant are candidates."""

from tricity.language.romanized.hepburn import from_hepburn, hepburn_candidates
from tricity.language.romanized.korean import hangul_candidates
from tricity.language.romanized.pinyin import numbered_pinyin, plain_pinyin, split_pinyin, toned_pinyin

__all__ = [
    "from_hepburn",
    "hangul_candidates",
    "hepburn_candidates",
    "numbered_pinyin",
    "plain_pinyin",
    "split_pinyin",
    "toned_pinyin",
]
