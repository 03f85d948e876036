"""What is there, and what is missing, to supply a solution in another country."""

import re
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Final

from tricity.synthesis.finance.gap import Fit
from tricity.synthesis.finance.terms import Terms

# Names of countries in Chinese, Japanese, Korean and English; 中国地方 is a region of Japan.
_NAMES: Final[Mapping[str, str]] = {
    "CN": r"中国(?!地方|地区|電力|支社|支店|運輸)|中國|중국|中华人民共和国|\bchina\b|\bchinese\b|\bprc\b|(?-i:\bCN\b)",
    "JP": r"日本|일본|\bjapan(?:ese)?\b|(?-i:\bJP\b)",
    "KR": r"韩国|韓国|韓國|대한민국|한국|(?<!north )\bkorean?s?\b|(?-i:\bROK\b)|(?-i:\bKR\b)",
    "US": r"美国|美國|米国|アメリカ|미국|\bunited states\b|\bu\.?s\.?a\b|(?-i:\bUS\b)",
    "SG": r"新加坡|シンガポール|싱가포르|\bsingapore\b|(?-i:\bSG\b)",
    "DE": r"德国|ドイツ|독일|\bgermany\b",
    "EU": r"欧盟|欧洲|欧州|유럽|\beurope(?:an)?\b|(?-i:\bEU\b)",
    "VN": r"越南|ベトナム|베트남|\bvietnam\b",
    "TH": r"泰国|タイ王国|태국|\bthailand\b",
}
_WORLD: Final = r"全球|全世界|世界各国|世界各地|전 ?세계|글로벌|\bworldwide\b|\bglobal(?:ly)?\b|\ball countries\b|\banywhere\b"
_AT_HOME: Final = r"(?<!海外・)国内|境内|국내|\bdomestic(?:ally)?\b"
# Schemes that are of one country, by the names they go by.
_SCHEMES: Final[Mapping[str, str]] = {
    "CN": r"等保|信创|\bCCC\b|\b3C认证|\bGB/?T?\s?\d",
    "JP": r"\bISMAP\b|\bJIS\b|技適|\bPSE\b|プライバシーマーク|Pマーク",
    "KR": r"\bCSAP\b|GS ?인증|\bKC ?인증|\bISMS-P\b|조달우수",
}
_CASELESS: Final = {code: re.compile(pattern, re.IGNORECASE) for code, pattern in _NAMES.items()}
_SCHEME_OF: Final = {code: re.compile(pattern) for code, pattern in _SCHEMES.items()}
_ANYWHERE: Final = re.compile(_WORLD, re.IGNORECASE)
_HOME: Final = re.compile(_AT_HOME, re.IGNORECASE)


class Aspect(StrEnum):
    """What it takes to supply to a country."""

    REFERENCE = "reference"  # it is in use there
    SERVED = "served"  # its provider names the country among those it serves
    LOCAL_ENTITY = "local_entity"
    CERTIFICATION = "certification"
    DATA_LOCATION = "data_location"


def countries_named(text: str, home: str = "") -> frozenset[str]:
    """Return the codes of the countries the text names; `home` is where “at home” is."""
    found = {code for code, pattern in _CASELESS.items() if pattern.search(text)}
    if home and _HOME.search(text):
        found.add(home)
    return frozenset(found)


def supply(terms: Terms, home: str, country: str, in_use: Sequence[str]) -> dict[Aspect, Fit]:
    """Return what is known of a solution from `home` for supply to `country`; `in_use`: countries where it runs.

    A text that is not for everybody says nothing here: its answers, one a country, would give it away.
    """
    return {
        Aspect.REFERENCE: _reference(terms, home, country, in_use),
        Aspect.SERVED: _served(terms, home, country),
        Aspect.LOCAL_ENTITY: Fit.FITS
        if home == country
        else _named(terms.told("local_entity"), home, country),
        Aspect.CERTIFICATION: _certified(terms.told("certifications"), home, country),
        Aspect.DATA_LOCATION: _named(terms.told("data_location"), home, country),
    }


def _reference(terms: Terms, home: str, country: str, in_use: Sequence[str]) -> Fit:
    named = {*in_use, *countries_named(terms.told("references"), home)}
    return _among(named, country)


def _served(terms: Terms, home: str, country: str) -> Fit:
    text = terms.told("countries_served")
    if _ANYWHERE.search(text):
        return Fit.FITS
    return _among(countries_named(text, home), country)


def _named(text: str, home: str, country: str) -> Fit:
    return _among(countries_named(text, home), country)


def _certified(text: str, home: str, country: str) -> Fit:
    schemes = {code for code, pattern in _SCHEME_OF.items() if pattern.search(text)}
    return _among(countries_named(text, home) | schemes, country)


def _among(named: Collection[str], country: str) -> Fit:
    """A text that names no country leaves it open."""
    if not named:
        return Fit.UNKNOWN
    return Fit.FITS if country in named else Fit.DOES_NOT_FIT
