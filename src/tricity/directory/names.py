"""Names of places and bodies: as one reader gets them, as lists order them, and as filters find them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tricity.language import LANGUAGES, fold_han, identify, romanize, sort_key
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText, Origin

if TYPE_CHECKING:
    from tricity.directory.models import City, Country, Organization

LATIN: Final = "en"
_romanize = lru_cache(maxsize=8192)(romanize)
# What a place is, at the end of its name; left off only where at least two characters stay (港区, 중구 are whole names).
_UNIT: Final = {
    "zh-hans": re.compile(
        "(?<=..)(?:特别自治[市道]|特别行政区|特别市|广域市|自治区|新区|[省市区县都道郡町村])$"
    ),
    "zh-hant": re.compile(
        "(?<=..)(?:特別自治[市道]|特別行政區|特別市|廣域市|自治區|新區|[省市區縣都道郡町村])$"
    ),
    "ja": re.compile("(?<=..)(?:特別自治[市道]|特別行政区|特別市|広域市|自治区|新区|[都道府県市区郡町村])$"),
    # 경기 alone is a common word (a match; the economy).
    "ko": re.compile("(?<=..)(?:특별자치[시도]|특별시|광역시|[시군구현]|(?<!경기)도)$"),
    "en": re.compile(
        r"(?<=..)(?:[ -](?:city|town|village|county|province|new area|si|gun|gu|shi|ku))$", re.IGNORECASE
    ),
}
# A reader of Chinese reads a name in the other script as a name in Chinese.
_OTHER_SCRIPT: Final = {"zh-hans": "zh-hant", "zh-hant": "zh-hans"}
_HIRAGANA: Final = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


@dataclass(frozen=True, slots=True)
class DisplayName:
    """A name for one reader.

    `text` is in the reader's language; where no such name is known it is the English one or, last, a romanization,
    with origin DIGEST. `native` is the name at home, None where the reader already has it in `text`. `romanized` is
    the native name in Latin letters, empty where there is no `native` or it adds nothing.
    """

    text: LocalizedText
    native: LocalizedText | None = None
    romanized: str = ""

    def __str__(self) -> str:
        return self.text.text

    @property
    def is_known(self) -> bool:
        """A name in the reader's own language exists."""
        return self.text.origin == Origin.ORIGINAL


def display(names: Mapping[str, str], language: str, native_language: str) -> DisplayName:
    """The name for a reader of `language`, with the native one beside it where that differs."""
    text = _readable(names, language, native_language)
    native = names.get(native_language) or next(iter(names.values()), "")
    home = native_language if names.get(native_language) else next(iter(names), native_language)
    if not native or native == text.text or home == language:
        return DisplayName(text)
    romanized = _romanize(native, home)
    return DisplayName(
        text, LocalizedText(native, home), "" if romanized in (native, text.text) else romanized
    )


def _readable(names: Mapping[str, str], language: str, native_language: str) -> LocalizedText:
    native = names.get(native_language) or next(iter(names.values()), "")
    if names.get(language):
        return LocalizedText(names[language], language)
    script = _OTHER_SCRIPT.get(language, "")
    if names.get(script):
        return LocalizedText(names[script], script)
    if names.get(LATIN):
        return LocalizedText(names[LATIN], LATIN, Origin.DIGEST, native, native_language)
    if language == native_language or not native:
        return name_in(names, language)
    return LocalizedText(_romanize(native, native_language), LATIN, Origin.DIGEST, native, native_language)


def city_name(city: City, language: str) -> LocalizedText:
    """The name alone; reads `city.country`."""
    native_language = city.country.language
    return _readable(city.names or {native_language: city.native_name}, language, native_language)


def city_display(city: City, language: str) -> DisplayName:
    """The name and the native one; reads `city.country`."""
    native_language = city.country.language
    return display(city.names or {native_language: city.native_name}, language, native_language)


def organization_name(organization: Organization, language: str) -> LocalizedText:
    return _readable(organization.names, language, organization.language)


def organization_display(organization: Organization, language: str) -> DisplayName:
    return display(organization.names, language, organization.language)


def country_name(country: Country, language: str) -> LocalizedText:
    return _readable(country.names, language, country.language)


def mention(name: str, name_en: str, language: str, written_in: str) -> DisplayName:
    """A body or place that is named in a text but is not in the directory; `written_in` is the text's language."""
    native_language = identify(name, default=written_in)
    names = {native_language: name}
    if name_en:
        names.setdefault(LATIN, name_en)
    return display(names, language, native_language)


def short_name(name: str, language: str) -> str:
    """The name without what the place is: 横浜 for 横浜市, 수원 for 수원시. Unchanged where too little would stay."""
    return _UNIT[language].sub("", name)


def every_name(names: Mapping[str, str], native_name: str = "") -> dict[str, tuple[str, ...]]:
    """Language → the name as it is kept and its short form; the native name under the language it is written in."""
    found = {language: (name, short_name(name, language)) for language, name in names.items() if name}
    if native_name and native_name not in names.values():
        language = identify(native_name)
        found[language] = (*found.get(language, ()), native_name, short_name(native_name, language))
    return {language: tuple(dict.fromkeys(given)) for language, given in found.items()}


def sort_keys(names: Mapping[str, str], readings: Mapping[str, str], native_name: str = "") -> dict[str, str]:
    """Language → key whose plain comparison is that language's order of the names its readers are shown."""
    native = native_name or next(iter(names.values()), "")
    latin = names.get(LATIN) or (_romanize(native, identify(native)) if native else "")
    return {
        language: sort_key(names[language], readings.get(language, ""), language)
        if names.get(language)
        else sort_key(latin, "", LATIN)
        for language in LANGUAGES
    }


def squeeze(text: str) -> str:
    """A text as filters compare it: no case, accents, spaces or hyphens; Han folded; katakana as hiragana."""
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(char)
    )
    folded = fold_han(unicodedata.normalize("NFC", bare)).translate(_HIRAGANA)
    return "".join(char for char in folded if char.isalnum())


def name_forms(names: Mapping[str, str], readings: Mapping[str, str], native_name: str = "") -> str:
    """Every name, short name, reading and romanization, squeezed, between line breaks (so that `\\nsuwon\\n` is one)."""
    forms = dict.fromkeys(squeeze(form) for form in _forms(names, readings, native_name))
    forms.pop("", None)
    return "\n".join(["", *forms, ""])


def _forms(names: Mapping[str, str], readings: Mapping[str, str], native_name: str) -> Iterator[str]:
    for language, given in every_name(names, native_name).items():
        yield from given
        yield from (_romanize(name, language) for name in given if language != LATIN)
    yield from (str(reading) for reading in readings.values() if reading)
