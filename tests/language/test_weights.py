"""What a document weighs term by term, summed over sentences that stand in it more than once."""

import numpy as np
import pytest

from tricity.language import Engine, IndexDocument, TextTerms
from tricity.language.index.exact import term_hashes
from tricity.language.index.weights import LEAST_WEIGHT, MOST_REPEATS, repeated_terms, weigh

BODIES = {
    "zh-hans": "城市数据向市民开放。城市数据向市民开放。停车场有200个车位。",
    "ja": "都市のデータを公開する。都市のデータを公開する。駐車場は200台。",
    "ko": "도시 데이터를 공개한다. 도시 데이터를 공개한다. 주차장은 200면이다.",
    "en": "The city opens its data. The city opens its data. Its car park has 200 places.",
}
TITLES = {"zh-hans": "城市停车", "ja": "都市の駐車", "ko": "도시 주차", "en": "City parking"}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.mark.parametrize("language", BODIES)
def test_a_document_weighs_what_its_body_does_and_twice_its_title(engine: Engine, language: str) -> None:
    title, body = (engine.text_terms(texts[language], language) for texts in (TITLES, BODIES))
    sums = dict(body.terms())
    for term, weight in title.terms().items():
        sums[term] = sums.get(term, 0.0) + 2 * weight

    weighed = weigh(IndexDocument("d", title, body))

    expected = {term: weight for term, weight in sums.items() if weight >= LEAST_WEIGHT}
    assert list(zip(weighed.terms, weighed.weights.tolist(), strict=True)) == list(expected.items())
    assert np.array_equal(weighed.hashes, term_hashes(expected))


def test_a_text_given_by_its_weights_alone_weighs_them() -> None:
    weighed = weigh(IndexDocument("d", TextTerms("ja", {"word:駅": 1.0}), TextTerms("ja", {"word:道": 0.5})))

    assert dict(zip(weighed.terms, weighed.weights.tolist(), strict=True)) == {"word:道": 0.5, "word:駅": 2.0}


def test_a_document_without_words_weighs_nothing(engine: Engine) -> None:
    assert weigh(IndexDocument("d", engine.text_terms("", "ja"))).terms == []


def test_terms_are_repeated_as_often_as_they_weigh() -> None:
    given = {"word:a": 1.4, "word:b": 1.5, "word:c": 2.5, "word:d": 99.0}

    repeated = repeated_terms(weigh(IndexDocument("d", TextTerms("ja", {}), TextTerms("ja", given))))

    assert [repeated.count(term) for term in given] == [1, 2, 2, MOST_REPEATS]
