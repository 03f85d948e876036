import math

import pytest

from tricity.language import CollectionStatistics, Engine, similarity
from tricity.language.similarity import vector

TEXTS = {
    "zh-hans": "建设智慧停车场",
    "ja": "駐車場を整備する",
    "ko": "공영주차장을 정비한다",
    "en": "building a parking lot",
}
OTHERS = {"zh-hans": "城市内涝监测", "ja": "下水道の管理", "ko": "미세먼지 측정", "en": "air quality sensors"}


@pytest.fixture(scope="module")
def statistics(engine: Engine) -> CollectionStatistics:
    texts = [*TEXTS.items(), *OTHERS.items()]
    return CollectionStatistics.of(engine.analyze(text, code) for code, text in texts)


def test_idf_is_that_of_bm25() -> None:
    statistics = CollectionStatistics(documents=10)
    statistics.frequencies["han:交通"] = 3

    assert statistics.idf("han:交通") == pytest.approx(math.log(1 + 7.5 / 3.5))
    assert statistics.idf("han:未见") == pytest.approx(math.log(1 + 10.5 / 0.5))


def test_vectors_have_length_one(engine: Engine, statistics: CollectionStatistics) -> None:
    weights = vector(engine.analyze(TEXTS["ja"], "ja"), statistics)

    assert sum(weight**2 for weight in weights.values()) == pytest.approx(1)


@pytest.mark.parametrize("one", TEXTS)
@pytest.mark.parametrize("other", TEXTS)
def test_texts_about_the_same_are_more_alike_than_others(
    engine: Engine, statistics: CollectionStatistics, one: str, other: str
) -> None:
    text = engine.analyze(TEXTS[one], one)
    same = similarity(text, engine.analyze(TEXTS[other], other), statistics)
    strangers = [similarity(text, engine.analyze(each, code), statistics) for code, each in OTHERS.items()]

    assert same > 0.08 > max(strangers)
    assert same == similarity(engine.analyze(TEXTS[other], other), text, statistics)


def test_a_text_is_fully_like_itself(engine: Engine, statistics: CollectionStatistics) -> None:
    text = engine.analyze(TEXTS["ko"], "ko")

    assert similarity(text, text, statistics) == pytest.approx(1)


def test_an_empty_text_is_like_nothing(engine: Engine, statistics: CollectionStatistics) -> None:
    assert similarity(engine.analyze(""), engine.analyze(""), statistics) == 0
