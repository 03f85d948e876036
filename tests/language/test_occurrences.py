"""Texts read into columns: the words and features of their analyses, but for names and numbers."""

import pytest

from tricity.language import LANGUAGES, Engine, FeatureKind, OccurrenceReader, Occurrences

TEXTS = {
    "zh-hans": "横滨市的智慧停车。2026年建设停车场12个。",
    "zh-hant": "橫濱市的智慧停車。2026年建設停車場12個。",
    "ja": "横浜市のスマート駐車。2026年に駐車場１２か所、AIも使う。",
    "ko": "요코하마의 스마트 주차. 2026년 공영 주차장 12곳, 충전기 설치.",
    "en": "Smart parking in Yokohama. In 2026, 12 parking lots with AI.",
}


@pytest.fixture(scope="module")
def read(engine: Engine) -> Occurrences:
    return OccurrenceReader(engine).read([(TEXTS[language], language) for language in LANGUAGES])


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_are_those_of_the_analysis_in_its_order(
    engine: Engine, read: Occurrences, language: str
) -> None:
    features = engine.analyze(TEXTS[language], language).features
    place = LANGUAGES.index(language)
    span = slice(read.counts[:place].sum(), read.counts[: place + 1].sum())
    columns = (read.numbers[span], read.weights[span], read.starts[span], read.ends[span])

    found = [
        (read.terms[number], weight, start, end)
        for number, weight, start, end in zip(*(each.tolist() for each in columns), strict=True)
    ]

    left_out = {each.kind for each in features} & {FeatureKind.NAME, FeatureKind.NUMBER}
    assert left_out == {FeatureKind.NAME, FeatureKind.NUMBER}
    assert found == [
        (each.term, each.weight, each.start, each.end) for each in features if each.kind not in left_out
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_those_of_the_analysis(engine: Engine, read: Occurrences, language: str) -> None:
    place = LANGUAGES.index(language)
    span = slice(read.word_counts[:place].sum(), read.word_counts[: place + 1].sum())

    found = [
        (start, end, read.terms[form], bool(content))
        for start, end, form, content in read.words[span].tolist()
    ]

    assert found == [
        (each.start, each.end, f"{each.lemma}\t{each.pos}", each.content)
        for each in engine.analyze(TEXTS[language], language).tokens
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_mentions_are_the_labels_that_stand_in_the_text(read: Occurrences, language: str) -> None:
    text = TEXTS[language]

    mentions = read.mentions[LANGUAGES.index(language)]

    assert "parking" in {each.concept_id for each in mentions}
    assert all(text[each.start : each.end].strip() for each in mentions)
