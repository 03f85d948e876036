"""The telling words of a text, explained to a reader of another language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tricity.language.concepts import Concept, Thesaurus
from tricity.language.counterparts import Counterpart, counterpart, likeness
from tricity.language.features import Analysis, FeatureKind
from tricity.language.lexicon import Lexicon
from tricity.language.normalize import fold
from tricity.language.readings import word_reading
from tricity.language.segment import Token
from tricity.language.tracing import entry_of, glosses_of, token_pivots

MOST_WORDS: Final = 40
_MOST_GLOSSES: Final = 3
_LEAST_STEM: Final = 0.15
_LEAST_LIKE_LABEL: Final = 0.5  # of a label of the reader's to a label that is no preferred one
_LONGEST_JOINED: Final = 4  # parts that are one word of the dictionary together
# Parts of speech of what Korean and Japanese segmenters take apart: 충전|기, 避難|所.
_JOINED: Final = {"ko": ("NNG", "NNP", "XPN", "XSN", "XR"), "ja": ("名詞", "接尾辞", "接頭辞")}
_AFFIXES: Final = ("接尾辞", "接頭辞", "XPN", "XSN")
_VERBS: Final = ("動詞", "形容詞", "V")  # begin the parts of speech whose surface is half a word
_NUMERALS: Final = ("名詞-数詞", "NR", "SN")


@dataclass(frozen=True, slots=True)
class GlossedWord:
    """A word as the text has it (verbs in their dictionary form), how it is said, and what it means.

    `reading` as of `readings.word_reading`; `same` is the word in the reader's language.
    """

    text: str
    language: str
    reading: str
    glosses: tuple[str, ...]
    same: Counterpart | None = None


def glossed(
    analysis: Analysis, reader: str, thesaurus: Thesaurus, lexicon: Lexicon, most: int = MOST_WORDS
) -> list[GlossedWord]:
    """Return the telling words in order, each once, that a dictionary or the thesaurus knows; at most `most`.

    `reader` is a language of `codes.LANGUAGES`. A reader of English, and one of the text's own
    language, gets glosses and no other word.
    """
    found: dict[str, GlossedWord] = {}
    for word in _words(analysis, reader, thesaurus, lexicon):
        told = word.told(reader)
        if told.glosses or told.same:
            found.setdefault(fold(word.text), told)
        if len(found) == most:
            break
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Word:
    """A word on its way to the reader."""

    token: Token
    language: str
    concept: Concept | None
    lexicon: Lexicon

    @property
    def text(self) -> str:
        return self.token.lemma if self.token.pos.startswith(_VERBS) else self.token.surface

    def told(self, reader: str) -> GlossedWord:
        is_foreign = reader != "en" and reader.partition("-")[0] != self.language.partition("-")[0]
        same = (self._by_concept(reader) or self._by_meaning(reader)) if is_foreign else None
        return GlossedWord(self.text, self.language, self._reading(), self._glosses(), same)

    def _reading(self) -> str:
        entry = entry_of(self.token, self.language, self.lexicon)
        if self.language == "ja" and entry and entry.word == self.text and entry.reading:
            return entry.reading
        return word_reading(self.text, self.language)

    def _glosses(self) -> tuple[str, ...]:
        if self.language == "en":
            return ()
        found = glosses_of(self.token, self.language, self.lexicon)
        if not found and self.concept and (label := self.label("en")):
            found = (label,)
        return tuple(dict.fromkeys(found))[:_MOST_GLOSSES]

    def _by_concept(self, reader: str) -> Counterpart | None:
        label = self.label(reader)
        return Counterpart(label, FeatureKind.CONCEPT) if label else None

    def label(self, language: str) -> str:
        """The concept's label that says the same: the preferred one for a preferred one, else the most alike."""
        if self.concept is None or not self.concept.labels.get(language):
            return ""
        labels = self.concept.labels[language]
        if any(fold(self.text) == fold(own[0]) for own in self.concept.labels.values() if own):
            return labels[0]
        mine = dict(self._stems())
        alike = [
            (likeness(mine, self._stems_of(label, language)), -place) for place, label in enumerate(labels)
        ]
        best, place = max(alike)
        return labels[-place] if best >= _LEAST_LIKE_LABEL else ""

    def _by_meaning(self, reader: str) -> Counterpart | None:
        stems = tuple(self._stems())
        if not stems:
            return None
        lemma, family = self.token.lemma, reader.partition("-")[0]
        known = (self.text,) if self.language == "en" else self._glosses()
        return counterpart(lemma, self.language, stems, known, family, self.lexicon)

    def _stems(self) -> list[tuple[str, float]]:
        sums: dict[str, float] = {}
        for stem, weight, _source in token_pivots(self.token, self.language, self.lexicon):
            sums[stem] = sums.get(stem, 0.0) + weight
        kept = [(stem, weight) for stem, weight in sums.items() if weight >= _LEAST_STEM]
        return sorted(kept, key=lambda each: (-each[1], each[0]))

    def _stems_of(self, label: str, language: str) -> dict[str, float]:
        token = Token(label, 0, len(label), label, "NNG", True)
        return {stem: weight for stem, weight, _ in token_pivots(token, language, self.lexicon)}


def _words(analysis: Analysis, reader: str, thesaurus: Thesaurus, lexicon: Lexicon) -> Iterator[_Word]:
    """Yield labels of the thesaurus that the reader has too and words between them in order, long words
    rather than their parts.
    """
    mentions = _mentions(analysis, thesaurus)
    end = 0
    for number, token in enumerate(analysis.tokens):
        if token.start < end:
            continue
        if token.start in mentions:
            stop, concept = mentions[token.start]
            word = _Word(_whole(analysis, token, stop), analysis.language, concept, lexicon)
            if stop == token.end or word.label(reader):
                yield word
                end = stop
                continue
        joined = _joined(analysis, number, lexicon)
        if _is_telling(token) and not _is_split(joined, analysis.tokens[number + 1 : number + 2], lexicon):
            yield _Word(joined, analysis.language, None, lexicon)
            end = joined.end


def _mentions(analysis: Analysis, thesaurus: Thesaurus) -> dict[int, tuple[int, Concept]]:
    """Start of each label → its end and its concept; the longest where several start."""
    found: dict[int, tuple[int, Concept]] = {}
    labels = (each for each in analysis.features if each.kind is FeatureKind.CONCEPT and each.weight == 1.0)
    for feature in sorted(labels, key=lambda each: -each.end):
        if feature.key in thesaurus.concepts:
            found.setdefault(feature.start, (feature.end, thesaurus.concepts[feature.key]))
    return found


def _whole(analysis: Analysis, token: Token, end: int) -> Token:
    if token.end == end:
        return token
    text = analysis.text[token.start : end]
    return Token(text, token.start, end, text, "NNG" if analysis.language == "ko" else token.pos, True)


def _is_telling(token: Token) -> bool:
    is_number = token.pos.startswith(_NUMERALS) or not any(char.isalpha() for char in token.surface)
    return token.content and not is_number and not token.pos.startswith(_AFFIXES)


def _is_split(token: Token, following: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the segmenter splits the word further, and only its parts are in the dictionary."""
    has_parts = any(part.start < token.end for part in following)
    return has_parts and not any(lexicon.pivots(family, token.lemma) for family in ("zh", "ja", "ko"))


def _joined(analysis: Analysis, number: int, lexicon: Lexicon) -> Token:
    """The token, or the longest word of the dictionary that it begins with the nouns after it."""
    token = best = analysis.tokens[number]
    tags = _JOINED.get(analysis.language, ())
    end = token.end if token.pos.startswith(tags) else -1
    for following in analysis.tokens[number + 1 : number + _LONGEST_JOINED]:
        if following.end <= end:
            continue
        if following.start != end or not following.pos.startswith(tags):
            break
        end = following.end
        text = analysis.text[token.start : end]
        if lexicon.pivots(analysis.language, text):
            best = Token(text, token.start, end, text, token.pos, True)
    return best
