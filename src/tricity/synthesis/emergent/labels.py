"""Words for a topic in each language: its own most telling ones, and where no record is in a language, translated ones.

A word is telling that many records of a group have and few other groups do (class-based TF-IDF, Grootendorst 2022).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from tricity.language import INTERFACE_LANGUAGES, Analysis, Engine, GlossedWord, Token, glossed
from tricity.synthesis.analysis import AnalyzedRecord, Part
from tricity.synthesis.emergent.clusters import Cluster, Group
from tricity.synthesis.emergent.words import words_of
from tricity.synthesis.term_weights import TermWeights

MOST_LABELS: Final = 3
TRANSLATED: Final = 10  # most telling words of each language that translations are sought of
READ: Final = 60  # records of a group that fit best: its words are sought in these
NOT_A_NOUN: Final = 0.5  # what a verb or an adjective counts as a label
JOINED: Final = 1.15  # what two words that stand side by side count, beside what they count alone
_NAMES: Final = ("NNP", "名詞-固有名詞")
_NUMERALS: Final = ("名詞-数詞", "NR", "SN", "NNB", "接尾辞", "接頭辞", "XPN", "XSN", "代名詞", "NP")
_NOUNS: Final = ("NNG", "XR", "名詞", "形状詞", "WORD", "UN", "SL", "NOUN")
_SHORTEST: Final = 2

Words = Sequence[tuple[str, float]]


def labels_of(
    cluster: Cluster, ordered: Sequence[AnalyzedRecord], engine: Engine
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return at most three words in each language of the interface, and the languages whose words are translated."""
    own = {group.family: telling_words(group, ordered) for group in cluster.groups}
    labels: dict[str, tuple[str, ...]] = {}
    derived = []
    for language in sorted(INTERFACE_LANGUAGES):
        mine = own.get(language.partition("-")[0])
        if mine:
            labels[language] = _apart(word for word, _ in mine)
        else:
            derived.append(language)
            labels[language] = _apart(_translated(own, language, cluster, engine))
    return labels, tuple(derived)


def telling_words(group: Group, ordered: Sequence[AnalyzedRecord]) -> Words:
    """Return words and pairs of words of the group's records with how telling they are, the most telling first."""
    ranked = sorted(zip(group.fits, group.places, strict=True), key=lambda each: (-each[0], each[1]))[:READ]
    counts: Counter[str] = Counter()
    values: dict[str, float] = {}
    words = words_of(group, ordered)
    for _, place in ranked:
        said: dict[str, float] = {}
        for part in Part:
            for text, value in _phrases(ordered[place].part(part), words):
                said[text] = max(said.get(text, 0.0), value)
        counts.update(said.keys())
        for text, value in said.items():
            values[text] = max(values.get(text, 0.0), value)
    scores = {text: round(values[text] * counts[text] / len(ranked), 6) for text in values}
    # What one record alone says is no word for all of them, if they have any other.
    return sorted(
        ((text, score) for text, score in scores.items() if score > 0),
        key=lambda each: (counts[each[0]] == 1, -each[1], each[0]),
    )


def _phrases(analysis: Analysis, words: TermWeights) -> Iterator[tuple[str, float]]:
    """Yield telling words as they stand, verbs in their dictionary form, and pairs of nouns side by side."""
    weights = _weights(analysis, words)
    last: tuple[Token, float] | None = None
    for token in analysis.tokens:
        if not token.content or token.pos.startswith((*_NAMES, *_NUMERALS)):
            continue
        value = weights.get((token.start, token.end), 0.0)
        is_noun = token.pos.startswith(_NOUNS)
        if value > 0 and len(token.surface) >= _SHORTEST:
            yield (token.surface, value) if is_noun else (token.lemma, NOT_A_NOUN * value)
        if last is not None and is_noun and token.start >= last[0].end:
            gap = analysis.text[last[0].end : token.start]
            if not gap or (gap == " " and analysis.language == "ko"):
                yield analysis.text[last[0].start : token.end], JOINED * (last[1] + value) / 2
        if last is None or token.start >= last[0].end:
            last = (token, value) if is_noun and value > 0 else None


def _weights(analysis: Analysis, words: TermWeights) -> dict[tuple[int, int], float]:
    """Return what the word at each place weighs in the profile: its strongest feature."""
    found: dict[tuple[int, int], float] = defaultdict(float)
    for value, start, end in words.in_text(analysis):
        found[start, end] = max(found[start, end], value)
    return found


def _apart(words: Iterator[str]) -> tuple[str, ...]:
    """Return the first few, none that has another in it."""
    chosen: list[str] = []
    for word in words:
        if len(chosen) == MOST_LABELS:
            break
        if not any(
            word.casefold() in other.casefold() or other.casefold() in word.casefold() for other in chosen
        ):
            chosen.append(word)
    return tuple(chosen)


def _translated(own: Mapping[str, Words], language: str, cluster: Cluster, engine: Engine) -> Iterator[str]:
    """Yield words of the lexicon for the topic's own, each once: English ones those first that languages share most of."""
    columns = [[(word, family) for word, _ in own[family][:TRANSLATED]] for family in sorted(own)]
    turns = [each for row in zip_longest(*columns) for each in row if each is not None]
    told = (_told(word, family, language, engine) for word, family in turns)
    if language != "en":
        yield from _same_words(told)
        return
    found: dict[str, tuple[float, int]] = {}
    for turn, words in enumerate(told):
        for plain in (gloss.partition("(")[0].strip() for each in words for gloss in each.glosses):
            if plain:
                found.setdefault(plain, (-_shared(plain, cluster, engine), turn))
    yield from sorted(found, key=lambda text: (*found[text], text))


def _same_words(told: Iterable[Sequence[GlossedWord]]) -> Iterator[str]:
    """Yield the reader's words, those of each word in order; one by one: few are asked for, and each costs a search."""
    seen: set[str] = set()
    for words in told:
        for text in sorted({each.same.text for each in words if each.same is not None} - seen):
            seen.add(text)
            yield text


def _told(word: str, family: str, language: str, engine: Engine) -> list[GlossedWord]:
    written = "zh-hans" if family == "zh" else family
    return glossed(engine.analyze(word, written), language, engine.thesaurus, engine.lexicon)


def _shared(gloss: str, cluster: Cluster, engine: Engine) -> float:
    """Return how much of what the groups have in common an English gloss says, for each of its words."""
    stems = {each.key for each in engine.analyze(gloss, "en").features if each.kind == "gloss"}
    said = [sum(group.profile.get(f"gloss:{stem}", 0.0) ** 0.5 for group in cluster.groups) for stem in stems]
    return round(sum(sorted(said)) / (len(said) + 0.5), 6) if said else 0.0
