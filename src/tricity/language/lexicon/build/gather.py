"""From dictionaries to pivots: which English stems each word of each language stands for, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tricity.language.han import HAN_RUN, fold_han
from tricity.language.lexicon.build.readers import Headword
from tricity.language.lexicon.glosses import normalized, shares
from tricity.language.lexicon.sources import Source
from tricity.language.normalize import align

LONGEST_WORD: Final = 24  # characters
LEAST_SHARE: Final = 0.012  # of a stem in its word; less is noise
_FALLS_TO_HANJA: Final = 0.55  # of the glosses a Korean word inherits from its Han words, beside its own


@dataclass(frozen=True, slots=True)
class Pivot:
    """A stem the word stands for, with its share of the word and the source that says so most strongly."""

    stem: str
    share: float
    source: Source


Weights = defaultdict[tuple[str, Source], float]  # by stem and source
Pivots = dict[str, tuple[Pivot, ...]]


def word_key(language: str, word: str) -> str:
    """Return the form under which a word is looked up: NFKC; Chinese simplified; spaces dropped."""
    text = align(word).text.strip()
    if language == "zh":
        return fold_han(text)
    return text.replace(" ", "") if language == "ko" else text


def gather(headwords: Iterable[Headword]) -> dict[str, dict[str, Weights]]:
    """Return language → word → (stem, source) → weight.

    What one source says of a word in several entries is merged and weighs no more than its surest entry.
    """
    merged: dict[tuple[str, str, Source], defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    surest: dict[tuple[str, str, Source], float] = defaultdict(float)
    for each in headwords:
        key = word_key(each.language, each.word)
        if key and len(key) <= LONGEST_WORD:
            entry = (each.language, key, each.source)
            surest[entry] = max(surest[entry], each.certainty)
            for stem, share in shares(each.senses).items():
                merged[entry][stem] += share * each.certainty
    found: dict[str, dict[str, Weights]] = defaultdict(lambda: defaultdict(lambda: defaultdict(float)))
    for (language, key, source), weights in merged.items():
        for stem, share in normalized(weights).items():
            found[language][key][stem, source] += share * surest[language, key, source]
    return found


def with_hanja(
    korean: dict[str, Weights],
    hanja: Mapping[str, Iterable[tuple[str, float]]],
    chinese: Mapping[str, Weights],
    japanese: Mapping[str, Weights],
) -> None:
    """Give every Sino-Korean word the glosses its Han words have in the Chinese and Japanese dictionaries.

    `hanja` maps a Korean word to (folded Han word, probability), `japanese` folded words to glosses.
    """
    for word, candidates in hanja.items():
        inherited: Weights = defaultdict(float)
        for han, probability in candidates:
            for glosses in (chinese.get(han), japanese.get(han)):
                total = sum(glosses.values()) if glosses else 0.0
                for (stem, _source), weight in (glosses or {}).items():
                    inherited[stem, Source.HANJA] += probability * weight / total
        own = korean.get(word)
        scale = _FALLS_TO_HANJA if own else 1.0
        if inherited:
            target = korean.setdefault(word, defaultdict(float))
            for key, weight in inherited.items():
                target[key] += weight * scale


def folded(japanese: Mapping[str, Weights]) -> dict[str, Weights]:
    """Return the Japanese words written in Han letters alone, by their folded form."""
    found: dict[str, Weights] = defaultdict(lambda: defaultdict(float))
    for word, weights in japanese.items():
        if HAN_RUN.fullmatch(word):
            target = found[fold_han(word)]
            for key, weight in weights.items():
                target[key] += weight
    return found


def pivots(words: Mapping[str, Weights]) -> Iterator[tuple[str, tuple[Pivot, ...]]]:
    """Yield each word with its stems, greatest share first."""
    for word in sorted(words):
        sums: defaultdict[str, float] = defaultdict(float)
        strongest: dict[str, tuple[float, Source]] = {}
        for (stem, source), weight in words[word].items():
            sums[stem] += weight
            strongest[stem] = max(strongest.get(stem, (0.0, source)), (weight, source))
        kept = normalized(sums)
        found = tuple(
            Pivot(stem, share, strongest[stem][1])
            for stem, share in sorted(kept.items(), key=lambda item: (-item[1], item[0]))
            if share >= LEAST_SHARE
        )
        if found:
            yield word, found
