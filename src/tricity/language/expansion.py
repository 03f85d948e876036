"""What a question may mean beyond its words: concepts it names in part, and other words for them.

A question rarely quotes a label. "where to evacuate after an earthquake" covers part of
"earthquake evacuation"; the concept is then assumed with a weight below that of an exact mention,
and its labels' words in all languages are looked for with a lower weight still.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

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
_AT_ONCE: Final = 1_000  # labels read together: their features take much memory until they are numbered
_COORDINATED: Final = re.compile(r"\s+and\s+|\s*[・·、，,]\s*|[与與及]")
_LEAST_CERTAINTY: Final = 0.3
_USED: Final = frozenset({FeatureKind.WORD, FeatureKind.HAN, FeatureKind.LATIN, FeatureKind.LOAN})


LabelFeatures = Callable[[Sequence[tuple[str, str]]], Iterable[tuple[str, list[Feature]]]]


# Labels of the thesaurus are many (25,000): terms are numbered, and a label is plain tuples of numbers.
_Word = tuple[
    int, ...
]  # the terms a word can be recognised by, also written together with a neighbour: heatwave


class _Label(NamedTuple):
    concept_id: str
    words: tuple[_Word, ...]
    rarities: tuple[float, ...]  # of each word's rarest reading alone


def _counts(feature: Feature) -> bool:
    if feature.kind is FeatureKind.LOAN and not feature.key.startswith(LISTED):
        return False  # skeletons confuse words of one language: screen, scaling
    return feature.kind in _USED and feature.weight >= _LEAST_CERTAINTY


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
        """`features_of` takes many (label, language) pairs at once, and gives each label's text and features."""
        self._count = len(thesaurus)
        self._numbers: dict[str, int] = {}
        self._terms: list[tuple[FeatureKind, str]] = []
        self._features: dict[str, tuple[tuple[int, float], ...]] = {}
        meant: dict[tuple[str, str], frozenset[Meaning]] = {}
        learned = list(self._learn(thesaurus, features_of, meant))
        self._romanized = RomanizedWords(meant, lexicon)
        self._rarity = _rarities(learned, len(self._terms), self._count)
        self._labels = [
            _Label(concept_id, tuple(map(self._either, words)), tuple(map(self._rarest, words)))
            for concept_id, words in learned
        ]
        labels_of: list[list[int]] = [[] for _ in self._terms]
        for number, label in enumerate(self._labels):
            for term in {term for word in label.words for term in word}:
                labels_of[term].append(number)
        self._labels_of = [tuple(numbers) for numbers in labels_of]

    def _learn(
        self,
        thesaurus: Thesaurus,
        features_of: LabelFeatures,
        meant: dict[tuple[str, str], frozenset[Meaning]],
    ) -> Iterator[tuple[str, tuple[tuple[_Word, _Word], ...]]]:
        """Yield each label as its concept and, for each word, the numbers of its own and of its joined terms.

        Puts what words surely mean into `meant`.
        """
        certainties: dict[str, dict[int, float]] = {id_: {} for id_ in thesaurus.concepts}
        given = _given(thesaurus)
        for start in range(0, len(given), _AT_ONCE):
            some = given[start : start + _AT_ONCE]
            found = features_of([(label, language) for _, label, language in some])
            for (concept_id, _, language), (text, features) in zip(some, found, strict=True):
                meant |= _surely_meant(text, language, features)
                counted = list(filter(_counts, features))
                known = certainties[concept_id]
                by_span: dict[tuple[int, int], set[int]] = defaultdict(set)
                for feature in counted:
                    number = self._number(feature.kind, feature.key)
                    by_span[feature.start, feature.end].add(number)
                    known[number] = max(known.get(number, 0.0), feature.weight)
                if by_span:
                    spans = sorted(by_span)
                    joined = self._joined(text, spans)
                    own = (tuple(sorted(by_span[span])) for span in spans)
                    yield concept_id, tuple(zip(own, joined, strict=True))
        self._features = {concept_id: tuple(known.items()) for concept_id, known in certainties.items()}

    def _number(self, kind: FeatureKind, key: str) -> int:
        number = self._numbers.setdefault(Feature(kind, key, 1.0, 0, 0).term, len(self._terms))
        if number == len(self._terms):
            self._terms.append((kind, key))
        return number

    def _joined(self, text: str, spans: Sequence[tuple[int, int]]) -> list[_Word]:
        """Return for each word the term it makes with the word before or after, both in Latin letters."""
        terms: list[_Word] = [()] * len(spans)
        for place, ((start, middle), (again, end)) in enumerate(pairwise(spans)):
            word = text[start:middle] + text[again:end]
            if word.isascii() and word.isalpha() and len(word) >= LEAST_JOINED:
                number = self._number(FeatureKind.LATIN, stem(word.lower()))
                terms[place] += (number,)
                terms[place + 1] += (number,)
        return terms

    def _either(self, word: tuple[_Word, _Word]) -> _Word:
        return tuple(sorted({*word[0], *word[1]}, key=self._terms.__getitem__))

    def _rarest(self, word: tuple[_Word, _Word]) -> float:
        return min(self._rarity[term] for term in word[0])

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
        spans: dict[int, Feature] = {}
        for feature in query.features:
            if _counts(feature) and (number := self._numbers.get(feature.term)) is not None:
                spans.setdefault(number, feature)
        numbers = {number for term in spans for number in self._labels_of[term]}
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

    def _coverage(self, label: _Label, spans: dict[int, Feature]) -> tuple[float, list[Feature]]:
        matched: list[Feature] = []
        covered = 0.0
        for terms, rarity in zip(label.words, label.rarities, strict=True):
            found = next((spans[term] for term in terms if term in spans), None)
            if found is not None:
                covered += rarity
                matched.append(found)
        total = sum(label.rarities)
        telling = min(1.0, covered / math.log(1 + self._count / FEW_CONCEPTS))
        coverage = covered / total * telling if total else 0.0
        return coverage, matched

    def _label_words(self, query: Analysis, sources: Sequence[Feature]) -> Iterable[Feature]:
        present = {self._numbers.get(feature.term) for feature in query.features}
        added: dict[int, Feature] = {}
        for source in sources:
            for number, certainty in self._features.get(source.key, ()):
                if number in present:
                    continue
                rarity = min(1.0, self._rarity[number] / math.log(1 + len(self._labels) / 4))
                weight = LABEL_WORD_WEIGHT * source.weight * certainty * rarity
                known = added.get(number)
                if known is None or known.weight < weight:
                    kind, key = self._terms[number]
                    added[number] = Feature(kind, key, weight, source.start, source.end, source.key)
        return sorted(added.values(), key=lambda each: (-each.weight, each.kind, each.key))[:MOST_WORDS]


def _given(thesaurus: Thesaurus) -> list[tuple[str, str, str]]:
    """Return (concept, label, language) of all labels; “Generative AI and large models” is also named by either half."""
    given: list[tuple[str, str, str]] = []
    for concept in thesaurus.concepts.values():
        for language, labels in concept.labels.items():
            halves = {half for label in labels for half in _COORDINATED.split(label) if half}
            given += [(concept.id, label, language) for label in sorted({*labels, *halves})]
    return given


def _rarities(
    learned: Sequence[tuple[str, tuple[tuple[_Word, _Word], ...]]], terms: int, concepts: int
) -> list[float]:
    """Return of each term the logarithm of how few concepts have it in a label."""
    concepts_of: list[set[str]] = [set() for _ in range(terms)]
    for concept_id, words in learned:
        for own, joined in words:
            for term in (*own, *joined):
                concepts_of[term].add(concept_id)
    return [math.log(1 + concepts / len(ids)) for ids in concepts_of]
