"""Terms that a segmenter takes apart are found whole by the thesaurus, and count for more than their parts."""

import pytest

from tricity.language import (
    Concept,
    Engine,
    FeatureKind,
    IndexDocument,
    SearchIndex,
    Thesaurus,
    segmenter_for,
)

TERMS = {
    "zh-hans": "海绵城市",
    "zh-hant": "海綿城市",
    "ja": "関係人口",
    "ko": "빈집은행",
    "en": "living lab",
}
# The same words with others between them, and more often.
APART = {
    "zh-hans": "城市与海绵，海绵和城市",
    "zh-hant": "城市與海綿，海綿和城市",
    "ja": "人口の関係。関係と人口",
    "ko": "은행이 산 빈집, 빈집을 판 은행",
    "en": "A lab where people are living, living near a lab",
}
WHOLE = {
    "zh-hans": "关于在老城区建设海绵城市的意见",
    "zh-hant": "關於在老城區建設海綿城市的意見",
    "ja": "地方における関係人口の拡大について",
    "ko": "지방의 빈집은행을 넓히는 방안에 대하여",
    "en": "On opening another living lab in the old town",
}


@pytest.fixture(scope="module")
def termed() -> Engine:
    return Engine(Thesaurus([Concept("term", {language: (term,) for language, term in TERMS.items()})]))


@pytest.mark.parametrize("language", TERMS)
def test_a_term_that_its_segmenter_takes_apart_is_found_whole(termed: Engine, language: str) -> None:
    term, text = TERMS[language], WHOLE[language]
    assert term not in {token.surface for token in segmenter_for(language).segment(text)}

    found = [each for each in termed.analyze(text, language).features if each.kind is FeatureKind.CONCEPT]

    assert [(text[each.start : each.end], each.weight) for each in found] == [(term, 1.0)]


@pytest.mark.parametrize("language", TERMS)
def test_a_record_with_the_term_comes_before_one_with_its_parts(termed: Engine, language: str) -> None:
    index = SearchIndex.open()
    texts = {"apart": APART[language], "whole": WHOLE[language]}
    index.update(IndexDocument(key, termed.analyze(text, language)) for key, text in texts.items())

    hits = index.search(termed.analyze_query(TERMS[language], language)).hits

    assert [hit.id for hit in hits] == ["whole", "apart"]


def test_terms_of_one_engine_are_unknown_to_another(termed: Engine) -> None:
    termed.analyze(WHOLE["zh-hans"], "zh-hans")

    kinds = {each.kind for each in Engine().analyze(WHOLE["zh-hans"], "zh-hans").features}

    assert FeatureKind.CONCEPT not in kinds
