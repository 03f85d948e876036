"""Whatever the text: nothing raises, offsets stay inside, the same text gives the same result."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tricity.language import (
    LANGUAGES,
    CollectionStatistics,
    Engine,
    clean,
    fold,
    fold_han,
    identify,
    romanize,
    similarity,
    sort_key,
)
from tricity.language.bitext import likenesses
from tricity.language.lexicon import lexicon
from tricity.language.lexicon.build.gather import word_key
from tricity.language.lexicon.glosses import english_words, gloss_stems, shares
from tricity.language.normalize import align
from tricity.language.pivots import word_pivots
from tricity.language.sounds import chinese_skeleton, skeletons, sounds
from tricity.language.vectors import vector_keys

ALPHABET = st.one_of(
    st.characters(),  # lone surrogates too
    st.sampled_from(
        "停車场駐車場交通々のバスーﾃﾞ゛교통주차ᄀ\u1161\u3099\u0301 ·・AaİßﬁⅣ㌔５.,'’\n\t\x00\u202e\ufeff🏙️‍"
    ),
)
TEXTS = st.one_of(
    st.text(ALPHABET, max_size=60),
    st.lists(
        st.sampled_from(["停车场", "駐車場", "공영 주차장", "parking lots", "横浜", "EV", "　", "5G"]),
        max_size=8,
    ).map("".join),
)
CODES = st.sampled_from(LANGUAGES)
FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@FEW
@given(TEXTS, st.one_of(st.none(), CODES))
def test_analysis_keeps_its_promises(engine: Engine, text: str, language: str | None) -> None:
    analysis = engine.analyze(text, language)

    assert analysis == engine.analyze(text, language)
    assert analysis.language in LANGUAGES
    for piece in (*analysis.tokens, *analysis.features):
        assert 0 <= piece.start <= piece.end <= len(text)
    for token in analysis.tokens:
        assert token.surface == text[token.start : token.end]
    for feature in analysis.features:
        assert 0 < feature.weight <= 1
        assert feature.key
        assert not any(char.isspace() for char in feature.key), feature


@FEW
@given(st.lists(st.tuples(TEXTS, CODES), max_size=6))
def test_texts_read_together_are_read_as_each_alone(engine: Engine, texts: list[tuple[str, str]]) -> None:
    assert engine.analyze_all(texts) == [engine.analyze(*each) for each in texts]


@FEW
@given(TEXTS, TEXTS, CODES, CODES)
def test_questions_reasons_and_similarity_keep_theirs(
    engine: Engine, asked: str, written: str, asked_in: str, written_in: str
) -> None:
    query, document = engine.analyze_query(asked, asked_in), engine.analyze(written, written_in)

    for reason in engine.explain(query, document):
        assert reason.query_text == asked[slice(*reason.query_span)]
        assert reason.document_text == written[slice(*reason.document_span)]
    assert 0 <= similarity(query, document, CollectionStatistics.of([query, document])) <= 1


@FEW
@given(TEXTS, CODES)
def test_mentions_stay_inside_the_text(engine: Engine, text: str, language: str) -> None:
    for mention in engine.thesaurus.find(text, language):
        assert 0 <= mention.start < mention.end <= len(text)


@FEW
@given(TEXTS)
def test_normalising_is_stable(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert len(fold_han(text)) == len(text)
    assert fold(text) == fold(text)
    assert identify(text) in LANGUAGES
    clean(text).encode("utf-8")
    aligned = align(text)
    assert aligned.starts is None or len(aligned.starts) == len(aligned.text)


@FEW
@given(TEXTS, st.one_of(st.just(""), TEXTS), CODES)
def test_readings_are_text(text: str, reading: str, language: str) -> None:
    assert isinstance(romanize(text, language), str)
    sort_key(text, reading, language).encode("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_very_long_texts_are_analysed(engine: Engine, language: str) -> None:
    text = "駐車場 주차장 停车场 parking lot 。" * 2000

    assert len(engine.analyze(text, language).features) > 2000


@pytest.mark.parametrize(
    "text", ["ー" * 500, "A" * 5000, "1" * 5000, "가" * 5000, "々" * 500, "\ud800" * 100]
)
def test_monotonous_texts_are_analysed(engine: Engine, text: str) -> None:
    for language in LANGUAGES:
        engine.analyze_query(text, language)
        romanize(text[:300], language)


STRANGE = {
    "nothing": "",
    "lone surrogates": "停\udc00车\ud83d" + "\ud800" * 50,
    "control characters": "".join(map(chr, range(32))) + "\x7f\x85\u2028\x00駐車場",
    "bidi": "\u202e停車場\u202c\u200f שלום عربي \u2067주차장",
    "emoji": "🏙️👨‍👩‍👧‍👦🇯🇵🇰🇷 🚌バス🚌",
    "combining": "e\u0301" * 50 + "\u0301" * 500,
    "jamo": "ㅋㅋㅋㅠㅠ\u1100\u1161\u11a8",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STRANGE)
def test_strange_texts_are_read_by_every_part(engine: Engine, name: str, language: str) -> None:
    text = STRANGE[name]

    analysis = engine.analyze(text, language)

    assert likenesses([analysis], [analysis], (language, "ja")).shape == (1, 1)
    assert all(0 < weight <= 1.5 for weight in vector_keys(analysis).values())
    read_as_one_word(text, language)


@FEW
@given(TEXTS, CODES)
def test_any_text_may_be_taken_for_a_word_or_a_gloss(text: str, language: str) -> None:
    read_as_one_word(text, language)


def read_as_one_word(text: str, language: str) -> None:
    assert all(0 < weight <= 1 for _, weight, _ in word_pivots(text, text, "NNG", language, lexicon()))
    assert all(each.isascii() for each in (*english_words(text), *gloss_stems(text)))
    assert sum(shares([[text]]).values()) == pytest.approx(1 if gloss_stems(text) else 0)
    assert (sounds(text) == "") or skeletons(text) is not None
    assert isinstance(chinese_skeleton(text), str)
    for family in ("zh", "ja", "ko"):
        lexicon().pivots(family, word_key(family, text))
        lexicon().entry(family, text)
    lexicon().loans(text)


@FEW
@given(TEXTS, TEXTS, CODES, CODES)
def test_likenesses_are_finite_and_not_negative(
    engine: Engine, one: str, other: str, one_language: str, other_language: str
) -> None:
    queries, documents = [engine.analyze(one, one_language)], [engine.analyze(other, other_language)]

    found = likenesses(queries, documents, (one_language, other_language))

    assert 0 <= found[0, 0] < 10


# Each in the language that takes least for it: the time is the segmenters'.
@pytest.mark.parametrize(
    ("char", "language"),
    [("a", "en"), ("停", "zh-hans"), ("ア", "ja"), ("ー", "ja"), ("가", "en"), ("1", "ko"), (" ", "ko"), ("(", "ko"),
     ("\ud800", "ja"), ("\x00", "zh-hans"), ("🏙", "en"), ("\u0301", "zh-hant")],
)  # fmt: skip
def test_a_million_times_one_character_is_read(engine: Engine, char: str, language: str) -> None:
    text = char * 1_000_000

    analysis = engine.analyze(text, language)

    assert likenesses([analysis], [analysis], (language, "en")).shape == (1, 1)
    assert len(gloss_stems(text)) <= 1
    assert sounds(text) == "" or len(sounds(text)) <= 2 * len(text)
    assert lexicon().pivots("ja", word_key("ja", text)) == ()
