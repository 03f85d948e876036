"""How likely two records are about the same thing, and what says so. PURE: no Django.

Both are analysed by the language engine, so that words of different languages count as far as they mean the same.
The weights and the threshold were chosen on the sample records and their renderings: tests/quality/test_duplicates.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from tricity.language import (
    Analysis,
    CollectionStatistics,
    Engine,
    Feature,
    FeatureKind,
    find_numbers,
    similarity,
)
from tricity.language.lexicon import lexicon
from tricity.language.vectors import Vectors

THRESHOLD: Final = 0.6
# Of a logistic regression on half of the sample records and their renderings (the other half measures it).
_BIAS: Final = -12.3
_WHOLE: Final = 4.6  # cosine of the words of title and summary
_TITLE: Final = 6.3  # cosine of the words of the titles
_MEANING: Final = 16.8  # cosine of the lexicon's vectors of both texts
_FIGURES: Final = 5.6  # share of the figures both have
_SAME_CITY: Final = 3.2
_ELSEWHERE: Final = -1.8
_ADDRESS: Final = 3.0  # the same source; not in the sample, where no two records share one
LONGEST: Final = 1500  # characters of a summary that are compared
_LEAST_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Described:
    """What of a record is compared. `city` is a code, `addresses` those of its sources in one form."""

    id: int
    country: str
    city: str
    language: str
    title: Analysis
    whole: Analysis
    meaning: npt.NDArray[np.float32]
    addresses: frozenset[str]
    figures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` in 0–1; `reasons` are JSON: {"via", …}, the strongest first."""

    score: float
    reasons: tuple[dict[str, Any], ...]

    @property
    def is_likely(self) -> bool:
        return self.score >= THRESHOLD


def described(
    engine: Engine,
    *,
    id: int,
    country: str,
    city: str,
    language: str,
    title: str,
    summary: str,
    urls: Iterable[str] = (),
) -> Described:
    text = f"{title}\n{summary[:LONGEST]}"
    whole = engine.analyze(text, language)
    return Described(
        id, country, city, language, engine.analyze(title, language), whole, _vectors().encode([whole])[0],
        frozenset(filter(None, map(same_address, urls))), figures_in(text),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _vectors() -> Vectors:
    return Vectors(lexicon())


def likeness(one: Described, other: Described, rarity: CollectionStatistics) -> Likeness:
    """The same both ways round."""
    whole, title = similarity(one.whole, other.whole, rarity), similarity(one.title, other.title, rarity)
    addresses, figures = one.addresses & other.addresses, one.figures & other.figures
    shared = len(figures) / max(3, min(len(one.figures), len(other.figures)))
    is_elsewhere = bool(one.city and other.city and one.city != other.city) or one.country != other.country
    is_same_city = bool(one.city) and one.city == other.city
    meaning = max(0.0, float(one.meaning @ other.meaning))
    logit = (
        _BIAS + _WHOLE * whole + _TITLE * title + _MEANING * meaning + _FIGURES * shared
        + _SAME_CITY * is_same_city + _ELSEWHERE * is_elsewhere + _ADDRESS * bool(addresses)
    )  # fmt: skip
    reasons: list[dict[str, Any]] = [{"via": "text", "share": round(meaning, 3)}]
    if addresses:
        reasons.insert(0, {"via": "address", "address": min(addresses)})
    if is_same_city:
        reasons.append({"via": "city", "city": one.city})
    if figures:
        reasons.append({"via": "figures", "figures": sorted(figures)[:5]})
    reasons += _words(one, other, rarity)
    return Likeness(round(1 / (1 + math.exp(-logit)), 4), tuple(reasons))


def same_address(url: str) -> str:
    """An address without what does not tell pages apart; "" for the start page of a site, which says too little."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/")
    return f"{host}{path}?{parts.query}" if parts.query else f"{host}{path}" if path else ""


def figures_in(text: str) -> frozenset[str]:
    """Numbers of three digits and more, and whole dates: years alone are in every text."""
    return frozenset(
        each.key for each in find_numbers(text) if (len(each.date) > 4 if each.date else _tells(each.key))
    )


def _tells(key: str) -> bool:
    digits = key.replace(".", "").strip("0")
    is_year = key.isdigit() and 1900 <= int(key) <= 2100
    return not is_year and (len(digits) >= _LEAST_DIGITS or ("." in key and len(digits) >= 2))


def _words(one: Described, other: Described, rarity: CollectionStatistics) -> list[dict[str, Any]]:
    """The rarest names and concepts both have, each in the words of either."""
    kinds = (FeatureKind.NAME, FeatureKind.CONCEPT, FeatureKind.HAN, FeatureKind.LATIN)
    here, there = _by_term(one.whole, kinds), _by_term(other.whole, kinds)
    shared = sorted(
        here.keys() & there.keys(), key=lambda term: (-rarity.idf(term) * here[term].weight, term)
    )
    found: list[dict[str, Any]] = []
    for term in shared:
        a, b = here[term], there[term]
        pair = {
            "via": "words",
            "here": one.whole.text[a.start : a.end],
            "there": other.whole.text[b.start : b.end],
        }
        if len(pair["here"]) > 1 and pair not in found:
            found.append(pair)
        if len(found) == 3:
            break
    return found


def _by_term(analysis: Analysis, kinds: tuple[FeatureKind, ...]) -> dict[str, Feature]:
    found: dict[str, Feature] = {}
    for feature in analysis.features:
        if feature.kind in kinds and feature.weight >= 0.5:
            found.setdefault(feature.term, feature)
    return found
