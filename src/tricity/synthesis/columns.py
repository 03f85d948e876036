"""Analyses in columns: a tenth of the memory of objects, quick to send between processes, and reckoned with at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self, TypeGuard

import numpy as np
from numpy.typing import NDArray

from tricity.language import Analysis, Feature, FeatureKind, Mention
from tricity.language.segment import Token
from tricity.synthesis.analysis import AnalyzedRecord
from tricity.synthesis.weighting import KIND_WEIGHTS

KEPT: Final = frozenset(KIND_WEIGHTS) | {FeatureKind.GLOSS}  # names and numbers are compared by nowhere
WORD: Final = 4  # figures of a word
FORM: Final = 2  # which of them says its form


class Vocabulary:
    """Terms by number, in the order they were met; grows."""

    def __init__(self) -> None:
        self.terms: list[str] = []
        self._numbers: dict[str, int] = {}
        self._named: dict[int, tuple[FeatureKind, str]] = {}
        self._tables: dict[tuple[str, int], tuple[object, NDArray[np.float64]]] = {}

    def __len__(self) -> int:
        return len(self.terms)

    def number(self, term: str) -> int:
        """Return the term's number; a new one for a new term."""
        known = self._numbers.get(term)
        if known is None:
            known = self._numbers[term] = len(self.terms)
            self.terms.append(term)
        return known

    def known(self, term: str) -> int | None:
        """Return the term's number, if it has one."""
        return self._numbers.get(term)

    def named(self, number: int) -> tuple[FeatureKind, str]:
        """Return kind and key of a term."""
        known = self._named.get(number)
        if known is None:
            kind, _, key = self.terms[number].partition(":")
            known = self._named[number] = FeatureKind(kind), key
        return known

    def table(self, name: str, owner: object, value: Callable[[str], float]) -> NDArray[np.float64]:
        """Return a value for each term, kept for this owner: only those of terms met since are worked out anew."""
        known = self._tables.get((name, id(owner)), (owner, np.empty(0)))[1]
        if len(known) < len(self.terms):
            more = np.array([value(term) for term in self.terms[len(known) :]], np.float64)
            known = np.concatenate([known, more])
            self._tables[name, id(owner)] = owner, known
        return known

    def numbers(self, terms: Iterable[str]) -> NDArray[np.uint32]:
        """Return the numbers of terms."""
        return np.fromiter(map(self.number, terms), np.uint32)


@dataclass(frozen=True, slots=True)
class Coded:
    """Values of which few differ: these in a table, and for each value its place there, in as few bytes as will do."""

    table: NDArray[np.float64]
    codes: NDArray[np.unsignedinteger]

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> Self:
        """Return the values so kept."""
        table, codes = np.unique(values, return_inverse=True)
        return cls(table, narrowed(codes))

    def __getitem__(self, span: slice) -> NDArray[np.float64]:
        found: NDArray[np.float64] = self.table[self.codes[span]]
        return found


def narrowed(numbers: NDArray[np.integer]) -> NDArray[np.unsignedinteger]:
    """Return the numbers, none below 0, in as few bytes as will do."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


@dataclass(frozen=True, slots=True)
class Columns:
    """Features of many texts, one after the other, of the kinds that the synthesis looks at; and their words.

    `words` are start, end, number of dictionary form and part of speech together, and whether it is a content word.
    """

    vocabulary: Vocabulary
    numbers: NDArray[np.uint32]
    weights: Coded
    starts: NDArray[np.unsignedinteger]
    ends: NDArray[np.unsignedinteger]
    words: NDArray[np.uint32]


class PackedAnalysis(Analysis):
    """A part of `Columns` that reads as an Analysis; words and features are made anew each time they are asked for.

    `mentions` are the labels of the engine's own thesaurus that stand in the text, where they were looked for.
    """

    __slots__ = ("columns", "mentions", "span", "word_span")

    columns: Columns
    span: tuple[int, int]
    word_span: tuple[int, int]
    mentions: tuple[Mention, ...] | None

    def __init__(
        self,
        text: str,
        language: str,
        columns: Columns,
        span: tuple[int, int],
        word_span: tuple[int, int],
        mentions: tuple[Mention, ...] | None,
    ) -> None:
        own = (("text", text), ("language", language), ("columns", columns), ("span", span))
        for name, value in (*own, ("word_span", word_span), ("mentions", mentions)):
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[object, ...]:
        own = self.text, self.language, self.columns, self.span, self.word_span, self.mentions
        return PackedAnalysis, own

    @property
    def numbers(self) -> NDArray[np.uint32]:
        """The terms of the features, as numbers of the vocabulary."""
        return self.columns.numbers[slice(*self.span)]

    @property
    def weights(self) -> NDArray[np.float64]:
        """The weights of the features."""
        return self.columns.weights[slice(*self.span)]

    @property
    def places(self) -> tuple[NDArray[np.unsignedinteger], NDArray[np.unsignedinteger]]:
        """Where the features start and end."""
        return self.columns.starts[slice(*self.span)], self.columns.ends[slice(*self.span)]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words, in order of start."""
        forms = self.columns.vocabulary.terms
        found = []
        for start, end, form, content in self.columns.words[slice(*self.word_span)].tolist():
            lemma, _, pos = forms[form].rpartition("\t")
            found.append(Token(self.text[start:end], start, end, lemma, pos, bool(content)))
        return tuple(found)

    @property
    def features(self) -> tuple[Feature, ...]:
        """The features, in order of start."""
        named = self.columns.vocabulary.named
        columns = (self.numbers, self.weights, *self.places)
        return tuple(
            Feature(*named(number), weight, start, end)
            for number, weight, start, end in zip(*(each.tolist() for each in columns), strict=True)
        )

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__


def occurrences(analysis: Analysis) -> Iterator[tuple[str, float, int, int]]:
    """Yield the term, weight, start and end of each feature."""
    if not is_packed(analysis):
        for each in analysis.features:
            yield each.term, each.weight, each.start, each.end
        return
    terms = analysis.columns.vocabulary.terms
    columns = (analysis.numbers, analysis.weights, *analysis.places)
    for number, weight, start, end in zip(*(each.tolist() for each in columns), strict=True):
        yield terms[number], weight, start, end


def in_columns(
    analyzed: Sequence[AnalyzedRecord], vocabulary: Vocabulary | None = None
) -> Sequence[AnalyzedRecord]:
    """Return the records with their analyses in columns of one vocabulary: the one given, or the one they have."""
    titles = [each.title for each in analyzed]
    known = {id(each.columns.vocabulary): each.columns.vocabulary for each in titles if is_packed(each)}
    if vocabulary is None and len(known) == 1:
        vocabulary = next(iter(known.values()))
    elif vocabulary is None:
        vocabulary = Vocabulary()
    if len(known) == 1 and vocabulary is next(iter(known.values())) and all(map(is_packed, titles)):
        return analyzed
    return [
        each
        if is_packed(each.title) and each.title.columns.vocabulary is vocabulary
        else _moved(each, vocabulary)
        for each in analyzed
    ]


def is_packed(analysis: Analysis) -> TypeGuard[PackedAnalysis]:
    """Return whether the analysis is in columns."""
    return isinstance(analysis, PackedAnalysis)


def _moved(analyzed: AnalyzedRecord, vocabulary: Vocabulary) -> AnalyzedRecord:
    """The record with its analyses in columns of the vocabulary; labels are not looked for."""
    kept: list[tuple[int, float, int, int]] = []
    words: list[tuple[int, int, int, bool]] = []
    spans = []
    for part in (analyzed.title, analyzed.summary):
        first, first_word = len(kept), len(words)
        kept += [
            (vocabulary.number(each.term), each.weight, each.start, each.end)
            for each in part.features
            if each.kind in KEPT
        ]
        words += [
            (each.start, each.end, vocabulary.number(f"{each.lemma}\t{each.pos}"), each.content)
            for each in part.tokens
        ]
        spans.append(((first, len(kept)), (first_word, len(words))))
    numbers, weights, starts, ends = zip(*kept, strict=True) if kept else ((), (), (), ())
    columns = Columns(
        vocabulary,
        np.array(numbers, np.uint32),
        Coded.of(np.array(weights, np.float64)),
        narrowed(np.array(starts, np.uint32)),
        narrowed(np.array(ends, np.uint32)),
        np.array(words, np.uint32).reshape(-1, WORD),
    )
    title, summary = (
        PackedAnalysis(part.text, part.language, columns, *span, None)
        for part, span in zip((analyzed.title, analyzed.summary), spans, strict=True)
    )
    return AnalyzedRecord(analyzed.record, analyzed.language, title, summary)
