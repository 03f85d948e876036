"""The one list of languages: lower-case in data, BCP 47 case in HTML and exports."""

from typing import Final

from tricity.language.errors import UnknownLanguage

LANGUAGES: Final = ("zh-hans", "zh-hant", "ja", "ko", "en")
INTERFACE_LANGUAGES: Final = ("zh-hans", "ja", "ko", "en")

_BCP47: Final = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "ja": "ja", "ko": "ko", "en": "en"}
# ISO 639-1/-2/-3 and everyday names of the primary subtag.
_PRIMARY: Final = {
    "zh": "zh", "zho": "zh", "chi": "zh", "cmn": "zh",
    "ja": "ja", "jpn": "ja", "jp": "ja",
    "ko": "ko", "kor": "ko", "kr": "ko",
    "en": "en", "eng": "en",
}  # fmt: skip
_TRADITIONAL_SUBTAGS: Final = frozenset({"hant", "tw", "hk", "mo"})
_ALONE: Final = {"cn": "zh-hans", "chs": "zh-hans", "tw": "zh-hant", "cht": "zh-hant"}


def parse_code(text: str) -> str:
    """Return our code for a language tag in any case or common spelling (zh-CN, ja_JP, kor, …).

    Chinese without script or region is simplified. Raises UnknownLanguage.
    """
    subtags = text.strip().lower().replace("_", "-").split(".")[0].split("-")
    if len(subtags) == 1 and subtags[0] in _ALONE:
        return _ALONE[subtags[0]]
    primary = _PRIMARY.get(subtags[0])
    if primary is None or any(not tag.isalnum() for tag in subtags[1:]):
        raise UnknownLanguage(text)
    if primary != "zh":
        return primary
    if "hans" in subtags:
        return "zh-hans"
    return "zh-hant" if _TRADITIONAL_SUBTAGS & set(subtags[1:]) else "zh-hans"


def bcp47(code: str) -> str:
    """Return the code in BCP 47 case, for `lang` attributes and exports. Raises UnknownLanguage."""
    try:
        return _BCP47[code]
    except KeyError:
        raise UnknownLanguage(code) from None
