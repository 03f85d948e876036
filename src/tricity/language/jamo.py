"""Letters of hangul that stand alone (ㅅㅡㅁㅏㅌㅡ, and their half-width forms), composed into syllables as a keyboard does.

NFKC would join an initial and a vowel but never a final (ㄱㅏㄴ becomes 가 and a lone letter), and turn ㅋㅋ into letters
that no keyboard types and no segmenter knows.
"""

import re
import unicodedata
from typing import Final

from tricity.language.hangul import FINALS, INITIALS, SPLIT

VOWELS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CODES: Final = (*range(0xFFA1, 0xFFBF), *range(0xFFC2, 0xFFC8), *range(0xFFCA, 0xFFD0),
                 *range(0xFFD2, 0xFFD8), *range(0xFFDA, 0xFFDD))  # fmt: skip
_FULL_WIDTH: Final = {code: int(unicodedata.decomposition(chr(code)).split()[1], 16) for code in _CODES}
_VOWEL_PAIRS: Final = {
    "ㅗㅏ": "ㅘ",
    "ㅗㅐ": "ㅙ",
    "ㅗㅣ": "ㅚ",
    "ㅜㅓ": "ㅝ",
    "ㅜㅔ": "ㅞ",
    "ㅜㅣ": "ㅟ",
    "ㅡㅣ": "ㅢ",
}
_FINAL_PAIRS: Final = {first + second: final for final, (first, second) in SPLIT.items()}
LONE_LETTER: Final = re.compile("[ㄱ-ㅣ\uffa1-\uffbe\uffc2-\uffc7\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc]")
# A vowel straight after makes it no syllable: ㅋㅠㅠ is laughter and tears.
_SYLLABLE: Final = re.compile(
    f"([{INITIALS}])({'|'.join(_VOWEL_PAIRS)}|[{VOWELS}])"
    f"({'|'.join(_FINAL_PAIRS)}|[{FINALS.strip()}]|)(?![{VOWELS}])"
)


def full_width(text: str) -> str:
    """Return the text with half-width letters of hangul as ordinary ones, the length unchanged."""
    return text.translate(_FULL_WIDTH)


def syllable_end(text: str, start: int) -> int:
    """Return where the syllable ends whose letters begin at `start`, or `start`; `text` as of `full_width`."""
    match = _SYLLABLE.match(text, start)
    return match.end() if match else start


def compose(text: str) -> str:
    """Return the text with lone letters as syllables where they form some: ㄱㅏㄴ → 간; ㅋㅋ stays."""
    return _SYLLABLE.sub(_composed, full_width(text))


def _composed(match: re.Match[str]) -> str:
    initial, vowel, final = match.groups()
    vowel, final = _VOWEL_PAIRS.get(vowel, vowel), _FINAL_PAIRS.get(final, final) or " "
    return chr(0xAC00 + (INITIALS.index(initial) * 21 + VOWELS.index(vowel)) * 28 + FINALS.index(final))
