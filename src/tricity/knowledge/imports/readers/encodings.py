"""Which encoding a file has that is not UTF-8: told to the person, never assumed in silence.

The heuristics are ours: a text is Korean if nearly all of its two-byte letters are hangul in EUC-KR, Japanese if kana
are frequent, Chinese if most letters are among the 3 755 common ones of GB 2312 level 1 (lead bytes B0 to D7) or,
for Big5, among its 5 401 common ones (lead bytes A4 to C6).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

# What a person may choose, by the names spreadsheet programs use.
ENCODINGS: Final = {
    "utf-8": "utf-8-sig",
    "gb18030": "gb18030",
    "big5": "big5",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "utf-16": "utf-16",
}
SAMPLE_BYTES: Final = 256 * 1024
_NAMES: Final = {
    "cp932": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
    "gb18030": "GB18030 (GBK)",
    "big5": "Big5",
}


def guess(sample: bytes) -> str:
    """Name of the encoding the bytes look like; empty where nothing fits."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or _zeros(sample) > 0.2:
        return "UTF-16"
    scores = {codec: _plausibility(sample, codec) for codec in _NAMES}
    best = max(scores, key=lambda codec: scores[codec])
    return _NAMES[best] if scores[best] >= 0.5 else ""


def _zeros(sample: bytes) -> float:
    return sample.count(0) / max(1, len(sample))


def _plausibility(sample: bytes, codec: str) -> float:
    """0 to 1: how much of the text beyond ASCII is what that language writes most."""
    text = _decoded(sample, codec)
    letters = [char for char in text if char >= "\u0080"]
    if not letters:
        return 0.0
    if codec == "cp949":
        share = _share(letters, lambda char: "가" <= char <= "힣" or char in "·‘’“”「」…")
        return share if share > 0.85 else 0.0
    if codec in ("cp932", "euc_jp"):
        kana = _share(letters, _is_kana)
        half_width = _share(letters, lambda char: "｡" <= char <= "ﾟ")
        return min(1.0, 0.5 + kana) if kana > 0.15 and half_width < 0.2 else 0.0
    lead, first, last = ("gb2312", 0xB0, 0xD7) if codec == "gb18030" else ("big5", 0xA4, 0xC6)
    han = [char for char in letters if "\u4e00" <= char <= "\u9fff"]
    if len(han) < 0.5 * len(letters) or _share(letters, _is_kana) > 0.1:
        return 0.0  # GB 2312 has kana where EUC-JP has them
    return 0.98 * _share(han, lambda char: first <= (char.encode(lead, "ignore") or b"\0")[0] <= last)


def _is_kana(char: str) -> bool:
    return "ぁ" <= char <= "ヶ" or char == "ー"


def _decoded(sample: bytes, codec: str) -> str:
    """The sample in that encoding; empty if it cannot be (a letter cut at the end does not count)."""
    for cut in range(4):
        try:
            return sample[: len(sample) - cut].decode(codec)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - cut - 4:
                return ""
    return ""


def _share(letters: list[str], wanted: Callable[[str], bool]) -> float:
    return sum(1 for char in letters if wanted(char)) / max(1, len(letters))
