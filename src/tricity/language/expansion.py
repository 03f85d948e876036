"""What a question may mean beyond its words: concepts it names in part, and other words for them.

A question rarely quotes a label. "where to evacuate after an earthquake" covers part of
"earthquake evacuation"; the concept is then assumed with a weight below that of an exact mention,
and its labels' words in all languages are looked for with a lower weight still.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tricity.language.concepts import Thesaurus
from tricity.language.features import Analysis, Feature, FeatureKind
from tricity.language.labels import LEAST_JOINED
from tricity.language.lexicon import Lexicon
from tricity.language.loanwords import LISTED
from tricity.language.romanized.words import Meaning, RomanizedWords
from tricity.language.segment.english import stem

LEAST_COVERAGE: Final = 0.5  # of a label, by weight of its words, for its concept to be assumed
PARTIAL_WEIGHT: Final = 0.6  # of a concept whose label is fully covered, word by word
LABEL_WORD_WEIGHT: Final = 0.35  # of the words of an exactly mentioned concept's labels
FEW_CONCEPTS: Final = (
    3  # a word in the labels of at most so many tells enough alone; commoner ones count less
)
MOST_CONCEPTS: Final = 4  # assumed for one question
MOST_WORDS: Final = 48  # added to one question
_COORDINATED: Final = re.compile(r"\s+and\s+|\s*[・·、，,]\s*|[与與及]")
_LEAST_CERTAINTY: Final = 0.3
_USED: Final = frozenset({FeatureKind.WORD, FeatureKind.HAN, FeatureKind.LATIN, FeatureKind.LOAN})


LabelFeatures = Callable[[Sequence[tuple[str, str]]], Iterable[tuple[str, list[Feature]]]]


@dataclass(frozen=True, slots=True)
class _Label:
    concept_id: str
    words: tuple[frozenset[str], ...]  # the terms each word of the label can be recognised by
    joined: tuple[frozenset[str], ...]  # the same, where it is written together with a neighbour: heatwave


def _counts(feature: Feature) -> bool:
    if feature.kind is FeatureKind.LOAN and not feature.key.startswith(LISTED):
        return False  # skeletons confuse words of one language: screen, scaling
    return feature.kind in _USED and feature.weight >= _LEAST_CERTAINTY


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> tuple[frozenset[str], ...]:
    """Return for each word the term it makes with the word before or after, both in Latin letters."""
    terms: list[set[str]] = [set() for _ in spans]
    for place, ((start, middle), (again, end)) in enumerate(pairwise(spans)):
        word = text[start:middle] + text[again:end]
        if word.isascii() and word.isalpha() and len(word) >= LEAST_JOINED:
            term = f"{FeatureKind.LATIN}:{stem(word.lower())}"
            terms[place].add(term)
            terms[place + 1].add(term)
    return tuple(map(frozenset, terms))


def _surely_meant(
    text: str, language: str, features: Iterable[Feature]
) -> dict[tuple[str, str], frozenset[Meaning]]:
    """Return the features of each word of a label that are sure, by language and word."""
    words: dict[tuple[str, str], set[Meaning]] = defaultdict(set)
    for each in features:
        if each.weight == 1.0 and each.kind in (FeatureKind.HAN, FeatureKind.WORD):
            words[language, text[each.start : each.end]].add((each.kind, each.key, each.weight))
    return {word: frozenset(meanings) for word, meanings in words.items()}


class Expansion:
    """Compiled from a thesaurus once; immutable."""

    def __init__(self, thesaurus: Thesaurus, features_of: LabelFeatures, lexicon: Lexicon) -> None:
        """`features_of` takes (label, language) pairs, all at once, and gives each label's text and features."""
        self._labels: list[_Label] = []
        self._features: dict[str, dict[tuple[FeatureKind, str], float]] = defaultdict(dict)
        given: list[tuple[str, str, str]] = []
        for concept in thesaurus.concepts.values():
            for language, labels in concept.labels.items():
                # "Generative AI and large models" is also named by either half.
                halves = {half for label in labels for half in _COORDINATED.split(label) if half}
                given += [(concept.id, label, language) for label in sorted({*labels, *halves})]
        found = features_of([(label, language) for _, label, language in given])
        words: dict[tuple[str, str], frozenset[Meaning]] = {}
        for (concept_id, _, language), (text, features) in zip(given, found, strict=True):
            self._learn(concept_id, text, features)
            words |= _surely_meant(text, language, features)
        self._romanized = RomanizedWords(words, lexicon)
        self._labels_of: dict[str, set[int]] = defaultdict(set)
        concepts_of: dict[str, set[str]] = defaultdict(set)
        for number, known in enumerate(self._labels):
            for term in frozenset().union(*known.words, *known.joined):
                self._labels_of[term].add(number)
                concepts_of[term].add(known.concept_id)
        self._count = len(thesaurus)
        self._rarity = {term: math.log(1 + self._count / len(ids)) for term, ids in concepts_of.items()}

    def _learn(self, concept_id: str, label: str, features: list[Feature]) -> None:
        by_span: dict[tuple[int, int], set[str]] = defaultdict(set)
        for feature in features:
            if _counts(feature):
                by_span[feature.start, feature.end].add(feature.term)
                known = self._features[concept_id]
                key = (feature.kind, feature.key)
                known[key] = max(known.get(key, 0.0), feature.weight)
        if by_span:
            spans = sorted(by_span)
            words = tuple(frozenset(by_span[span]) for span in spans)
            self._labels.append(_Label(concept_id, words, _joined(label, spans)))

    def expand(self, query: Analysis) -> Analysis:
        """Return the analysis with the concepts it names in part and the words of its concepts' labels.

        Words of labels are known in Latin letters too.
        """
        romanized = tuple(self._romanized.features(query))
        if romanized:
            query = Analysis(query.text, query.language, query.tokens, query.features + romanized)
        exact = {
            feature.key: (1.0, feature)
            for feature in query.features
            if feature.kind is FeatureKind.CONCEPT and feature.weight == 1.0
        }
        partial = self._partial(query, set(exact))
        assumed = [
            Feature(FeatureKind.CONCEPT, concept_id, PARTIAL_WEIGHT * coverage, start, end)
            for concept_id, coverage, start, end in partial
        ]
        sources = [feature for _, feature in exact.values()] + assumed
        features = [*query.features, *assumed, *self._label_words(query, sources)]
        features.sort(key=lambda each: (each.start, each.end, each.kind, -each.weight, each.key))
        return Analysis(query.text, query.language, query.tokens, tuple(features))

    def _partial(self, query: Analysis, exact: set[str]) -> list[tuple[str, float, int, int]]:
        """Return (concept, coverage, start, end) of the concepts best covered."""
        spans: dict[str, Feature] = {}
        for feature in query.features:
            if _counts(feature):
                spans.setdefault(feature.term, feature)
        numbers = {number for term in spans for number in self._labels_of.get(term, ())}
        best: dict[str, tuple[float, int, int]] = {}
        for number in sorted(numbers):
            label = self._labels[number]
            if label.concept_id in exact:
                continue
            coverage, matched = self._coverage(label, spans)
            if coverage >= LEAST_COVERAGE and coverage > best.get(label.concept_id, (0.0,))[0]:
                start, end = min(each.start for each in matched), max(each.end for each in matched)
                best[label.concept_id] = (coverage, start, end)
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:MOST_CONCEPTS]
        return [(concept_id, coverage, start, end) for concept_id, (coverage, start, end) in ranked]

    def _coverage(self, label: _Label, spans: dict[str, Feature]) -> tuple[float, list[Feature]]:
        matched: list[Feature] = []
        covered = total = 0.0
        for terms, joined in zip(label.words, label.joined, strict=True):
            rarity = min(self._rarity[term] for term in terms)
            total += rarity
            found = [spans[term] for term in sorted(terms | joined) if term in spans]
            if found:
                covered += rarity
                matched.append(found[0])
        telling = min(1.0, covered / math.log(1 + self._count / FEW_CONCEPTS))
        coverage = covered / total * telling if total else 0.0
        return coverage, matched

    def _label_words(self, query: Analysis, sources: Sequence[Feature]) -> Iterable[Feature]:
        present = {(feature.kind, feature.key) for feature in query.features}
        added: dict[tuple[FeatureKind, str], Feature] = {}
        for source in sources:
            for (kind, key), certainty in self._features.get(source.key, {}).items():
                if (kind, key) in present:
                    continue
                rarity = min(
                    1.0,
                    self._rarity.get(Feature(kind, key, 1.0, 0, 0).term, 0.0)
                    / math.log(1 + len(self._labels) / 4),
                )
                weight = LABEL_WORD_WEIGHT * source.weight * certainty * rarity
                known = added.get((kind, key))
                if known is None or known.weight < weight:
                    added[kind, key] = Feature(kind, key, weight, source.start, source.end, source.key)
        return sorted(added.values(), key=lambda each: (-each.weight, each.kind, each.key))[:MOST_WORDS]
