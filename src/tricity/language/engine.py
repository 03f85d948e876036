"""From a text to comparable features: the engine that search and matching share."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from tricity.language.concepts import Thesaurus
from tricity.language.expansion import Expansion
from tricity.language.features import Analysis, Feature, FeatureKind, PieceTerms, TextTerms
from tricity.language.identify import identify
from tricity.language.labels import Entry, LabelFinder
from tricity.language.lexicon import Lexicon
from tricity.language.lexicon import lexicon as shipped_lexicon
from tricity.language.normalize import AlignedText, align
from tricity.language.reasons import Reason, explain
from tricity.language.recent import Recent
from tricity.language.segment import Token, segment_all, segmenter_for
from tricity.language.sentences import pieces
from tricity.language.vectors import telling_words
from tricity.language.words import (
    LONGEST_WORD,
    Found,
    compound_features,
    content_features,
    gram_features,
    han_pairs,
    in_order,
    mixed_features,
    number_features,
    word_features,
    word_terms,
)

BROADER_WEIGHT: Final = 0.4  # of a concept's parent; its square for the grandparent, and so on
LONGEST_TEXT: Final = 200_000  # characters analysed; what follows is left out
PIECES_KEPT: Final = 6_000  # sentences, and as many again; some 10 kB each with what is worked out of them
LONGEST_KEPT: Final = 400  # characters of a sentence that is likely to come again


# A sentence: where it begins, as it stands in the text, and as it is read.
Cut = tuple[int, str, AlignedText]


class Engine:
    """Turns texts of any of our languages into features, with the thesaurus and the names given.

    `names` maps an id (a city's, an organization's) to its name or names by language, so that
    横浜, 요코하마 and Yokohama are one feature. An engine is immutable and may be shared by threads.
    """

    def __init__(
        self,
        thesaurus: Thesaurus | None = None,
        names: Mapping[str, Mapping[str, str | tuple[str, ...] | list[str]]] | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.lexicon = lexicon if lexicon is not None else shipped_lexicon()
        self.thesaurus = thesaurus if thesaurus is not None else Thesaurus()
        self._known_meanings: dict[str, tuple[tuple[str, float], ...]] = {}
        self._names = LabelFinder(_name_entries(names or {}))
        self._recent: Recent[tuple[str, str], PieceTerms] = Recent(PIECES_KEPT)

    def analyze(self, text: str, language: str | None = None) -> Analysis:
        """Return the text's words and features; the language is identified when not given.

        Works on any text. All offsets are into `text`.
        """
        language = language or identify(text)
        cut = _cut(text)
        segment = segmenter_for(language).segment
        return self._analysis(text, language, cut, [segment(aligned.text) for _, _, aligned in cut])

    def analyze_all(self, texts: Sequence[tuple[str, str]]) -> list[Analysis]:
        """Return the analysis of each (text, language), as `analyze` gives it; segmenters are asked once for a language."""
        cuts = [_cut(text) for text, _ in texts]
        words: list[list[list[Token]]] = [[] for _ in texts]
        for language in sorted({language for _, language in texts}):
            places = [place for place, (_, each) in enumerate(texts) if each == language]
            asked = [aligned.text for place in places for _, _, aligned in cuts[place]]
            answers = iter(segment_all(segmenter_for(language), asked))
            for place in places:
                words[place] = list(islice(answers, len(cuts[place])))
        return [
            self._analysis(text, language, cut, read)
            for (text, language), cut, read in zip(texts, cuts, words, strict=True)
        ]

    def _analysis(self, text: str, language: str, cut: list[Cut], segmented: list[list[Token]]) -> Analysis:
        tokens: list[Token] = []
        features: list[Feature] = []
        for (start, piece, aligned), words in zip(cut, segmented, strict=True):
            found = self._features(aligned.text, language, words)
            if start == 0 and aligned.starts is None and aligned.text == piece:
                tokens += words
                features += [Feature(*each) for each in found]
                continue
            tokens += [_token_in_original(token, aligned, text, start) for token in words]
            for kind, key, weight, first, last in found:
                first, last = aligned.span(first, last)
                features.append(Feature(kind, key, weight, start + first, start + last))
        return Analysis(text, language, tuple(tokens), tuple(features))

    def _features(self, text: str, language: str, tokens: list[Token]) -> list[Found]:
        found = [found for token in tokens for found in word_features(token, language, self.lexicon)]
        others = (
            *self._concepts(text, language, tokens),
            *compound_features(tokens, language),
            *mixed_features(text),
            *number_features(text),
            *gram_features(text),
        )
        found.extend(feature[:5] for feature in others)
        found.sort(key=in_order)
        return found

    def text_terms(self, text: str, language: str | None = None) -> TextTerms:
        """Return what an index needs of a text: the terms of `analyze`, without the less sure meanings of its words."""
        language = language or identify(text)
        read = self._read_pieces(text[:LONGEST_TEXT], language)
        return TextTerms(language, {}, text, read, tuple(word for _, piece in read for word in piece.words))

    def _read_pieces(self, text: str, language: str) -> list[tuple[int, PieceTerms]]:
        """Return the sentences with their places; those not read lately are given to the segmenter together."""
        cut = list(pieces(text))
        known = {piece: self._recent.get((language, piece)) for _, piece in cut}
        unread = [piece for piece, read in known.items() if read is None]
        aligned = [align(piece) for piece in unread]
        words = segment_all(segmenter_for(language), [each.text for each in aligned]) if unread else []
        for piece, each, tokens in zip(unread, aligned, words, strict=True):
            new = known[piece] = self._piece_terms(each, tokens, language)
            if len(piece) <= LONGEST_KEPT:
                self._recent.put((language, piece), new)
        return [
            (start, read)
            for start, piece in cut
            # A line's end alone has no terms.
            if (read := known[piece]) is not None and (read.terms or read.words)
        ]

    def _piece_terms(self, aligned: AlignedText, tokens: list[Token], language: str) -> PieceTerms:
        numbers: dict[str, int] = {}
        sums: list[float] = []
        surest: list[float] = []
        spans: list[tuple[int, int]] = []
        for term, weight, start, end in self._occurring(aligned.text, tokens, language):
            number = numbers.get(term)
            if number is None:
                numbers[term] = len(sums)
                sums.append(weight)
                surest.append(weight)
                spans.append((start, end))
                continue
            sums[number] += weight
            if weight > surest[number]:
                surest[number] = weight
                spans[number] = (start, end)
        spans = aligned.spans(spans)
        return PieceTerms(
            language,
            tuple(numbers),
            array("d", sums),
            array("d", surest),
            array("I", [start for start, _ in spans]),
            array("I", [end for _, end in spans]),
            tuple(telling_words(tokens, language)),
        )

    def _occurring(
        self, text: str, tokens: list[Token], language: str
    ) -> Iterator[tuple[str, float, int, int]]:
        """Yield each occurrence of a term with its weight and place: of words, of pairs of Han characters, of the rest."""
        lexicon = self.lexicon
        for surface, at, _, lemma, pos, content in tokens:
            if len(surface) <= LONGEST_WORD:
                for term, weight, start, end in word_terms(surface, lemma, pos, content, language, lexicon):
                    yield term, weight, at + start, at + end
        for term, start in han_pairs(text):
            yield term, 1.0, start, start + 2
        for feature in (
            *self._concepts(text, language, tokens),
            *compound_features(tokens, language),
            *mixed_features(text),
            *number_features(text),
        ):
            yield feature.term, feature.weight, feature.start, feature.end

    def analyze_query(self, text: str, language: str | None = None) -> Analysis:
        """Return the analysis of a question: `analyze`, and what the thesaurus says it may mean besides.

        The features added have lower weights. For a whole record as the question use `analyze`.
        """
        return self._expansion.expand(self.analyze(text, language))

    @cached_property
    def _expansion(self) -> Expansion:
        # Analyses every label once: a second or two, and the segmenters of all languages, at first use.
        return Expansion(self.thesaurus, _label_features, self.lexicon)

    def explain(
        self,
        query: Analysis,
        document: Analysis,
        limit: int = 5,
        rarity: Callable[[str], float] | None = None,
    ) -> list[Reason]:
        """Return why the document answers the query, strongest reason first (see `reasons.explain`)."""
        return explain(query, document, limit, rarity, self.lexicon)

    def _concepts(self, text: str, language: str, tokens: list[Token]) -> Iterator[Feature]:
        boundaries = {place for token in tokens for place in (token.start, token.end)}
        for entry, start, end in self.thesaurus.finder.find(text, language, boundaries):
            for concept_id, weight in self.meant(entry.id):
                yield Feature(FeatureKind.CONCEPT, concept_id, weight, start, end)
        for entry, start, end in self._names.find(text, language, boundaries):
            yield Feature(FeatureKind.NAME, entry.id, 1.0, start, end)

    def meant(self, concept_id: str) -> tuple[tuple[str, float], ...]:
        """Return what a label of the concept means, with weights: the concept, and less and less what is broader."""
        known = self._known_meanings.get(concept_id)
        if known is None:
            broader = self.thesaurus.ancestors(concept_id).items()
            known = self._known_meanings[concept_id] = (
                (concept_id, 1.0),
                *((ancestor, BROADER_WEIGHT**distance) for ancestor, distance in broader),
            )
        return known


def _cut(text: str) -> list[Cut]:
    return [(start, piece, align(piece)) for start, piece in pieces(text[:LONGEST_TEXT])]


def pair_features(text: str) -> list[Feature]:
    """Return the pairs of neighbouring Han characters alone, as `Engine.analyze` has them."""
    aligned = align(text[:LONGEST_TEXT])
    return [
        Feature(kind, key, weight, *aligned.span(start, end))
        for kind, key, weight, start, end, _ in gram_features(aligned.text)
    ]


def _label_features(labels: Sequence[tuple[str, str]]) -> list[tuple[str, list[Feature]]]:
    """Return each (label, language) in NFKC with the features of its words: what tells labels of a thesaurus apart."""
    texts = [align(label).text for label, _ in labels]
    found: list[tuple[str, list[Feature]]] = [(text, []) for text in texts]
    for language in sorted({language for _, language in labels}):
        places = [place for place, (_, each) in enumerate(labels) if each == language]
        segmented = segment_all(segmenter_for(language), [texts[place] for place in places])
        for place, tokens in zip(places, segmented, strict=True):
            found[place] = (texts[place], _words_alone(texts[place], tokens, language))
    return found


def _words_alone(text: str, tokens: list[Token], language: str) -> list[Feature]:
    found = [
        *(each for token in tokens if token.content for each in content_features(token, language)),
        *compound_features(tokens, language),
        *mixed_features(text),
    ]
    found.sort(key=lambda each: (each.start, each.end, each.kind, -each.weight, each.key))
    return found


def _name_entries(names: Mapping[str, Mapping[str, str | tuple[str, ...] | list[str]]]) -> Iterator[Entry]:
    for name_id, by_language in names.items():
        for language, given in by_language.items():
            for name in (given,) if isinstance(given, str) else given:
                yield Entry(name_id, name, language)


def _token_in_original(token: Token, aligned: AlignedText, text: str, offset: int) -> Token:
    start, end = (offset + place for place in aligned.span(token.start, token.end))
    return Token(text[start:end], start, end, token.lemma, token.pos, token.content)
