"""Texts read in the wrong encoding: recognised, and where nothing was lost put right."""

import re
from typing import Final

# (how it was read, what it is). UTF-8 is so particular that bytes which happen to be valid are hardly ever an accident.
_READINGS: Final = (
    ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("gb18030", "utf-8"), ("shift_jis", "utf-8"), ("cp949", "utf-8"),
    ("latin-1", "euc-kr"), ("latin-1", "shift_jis"), ("latin-1", "gb18030"),
)  # fmt: skip
_NAMES: Final = {
    "cp1252": "Windows-1252", "latin-1": "Latin-1", "gb18030": "GB 18030", "shift_jis": "Shift_JIS",
    "cp949": "EUC-KR", "euc-kr": "EUC-KR", "utf-8": "UTF-8",
}  # fmt: skip
_LATIN: Final = re.compile("[\u0080-\u00ff\u0152-\u0178\u02c6\u2013-\u203a\u20ac\u2122]")
_EAST_ASIAN: Final = re.compile("[ぁ-ヿ㐀-鿿가-힣、。！？「」，]")
_COMMON: Final = {
    "euc-kr": re.compile("[이다는의에을를가고은한지로하도사기시인정해서]"),
    "shift_jis": re.compile("[ぁ-ゖ]"),
    "gb18030": re.compile(
        "[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子]"
    ),
}
_SAMPLE: Final = 2000  # characters looked at
_LEAST_COMMON: Final = 0.12  # of the characters reread
_LEAST: Final = 4  # suspicious characters; fewer may be a name
LOST: Final = "\ufffd"


def looks_garbled(text: str) -> str:
    """Return what went wrong ("UTF-8 read as Latin-1", "characters were lost in decoding"), or "" for a sound text."""
    sample = text[:_SAMPLE]
    if sample.count(LOST) >= 2:
        return "characters were lost in decoding"
    found = _reading_of(sample)
    return f"{_NAMES[found[1]]} read as {_NAMES[found[0]]}" if found else ""


def mended(text: str) -> str | None:
    """Return the text as it was meant, None where it is sound or something was lost."""
    found = _reading_of(text[:_SAMPLE])
    return _reread(text, *found) if found else None


def _reading_of(sample: str) -> tuple[str, str] | None:
    strange = sum(1 for char in sample if ord(char) > 0x7F)
    if strange < _LEAST:
        return None
    latin = len(_LATIN.findall(sample))
    for read, meant in _READINGS:
        if read in ("cp1252", "latin-1") and latin < 0.8 * strange:
            continue
        text = _reread(sample, read, meant) or (
            _reread(sample[:-1], read, meant) if meant == "utf-8" else None
        )
        if text and _convinces(text, sample, read, meant):
            return read, meant
    return None


def _reread(text: str, read: str, meant: str) -> str | None:
    try:
        return text.encode(read).decode(meant)
    except (UnicodeError, ValueError):
        return None


def _convinces(text: str, sample: str, read: str, meant: str) -> bool:
    """Whether the text reread is likelier than what was read."""
    strange = [char for char in text if ord(char) > 0x7F]
    known = len(_EAST_ASIAN.findall(text))
    if not strange or len(strange) >= sum(1 for char in sample if ord(char) > 0x7F):
        return False
    if meant == "utf-8":
        return known >= 0.5 * len(strange) or (read in ("cp1252", "latin-1") and known == 0)
    return known >= 0.8 * len(strange) and _how_common(text, meant) >= _LEAST_COMMON


def _how_common(text: str, meant: str) -> float:
    """The share of characters that texts of this encoding are full of; 1 for UTF-8, which proves itself."""
    if meant == "utf-8":
        return 1.0
    return len(_COMMON[meant].findall(text)) / max(1, sum(1 for char in text if ord(char) > 0x7F))
