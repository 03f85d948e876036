import numpy as np
import pytest

from tricity.language import Engine
from tricity.language.evaluation import AlignedTexts, evaluate_pairs, identified
from tricity.language.evaluation.baselines import BASELINES, bm25
from tricity.language.evaluation.pairs import SPARSE

TEXTS = AlignedTexts(
    "tiny",
    {
        "zh-hans": ["停车场", "图书馆", "地震"],
        "zh-hant": ["停車場", "圖書館", "地震"],
        "ja": ["駐車場", "図書館", "地震"],
        "ko": ["주차장", "도서관", "지진"],
        "en": ["parking lot", "library", "earthquake"],
    },
)


def test_every_ordered_pair_is_scored_and_these_are_easy(engine: Engine) -> None:
    scores = list(evaluate_pairs(TEXTS, engine, None))

    pairs = {(score.query_language, score.document_language) for score in scores}
    assert len(scores) == len(pairs) == 12
    assert {(score.name, score.system) for score in scores} == {("tiny", SPARSE)}
    assert {score.ranking.recall_at_1 for score in scores} == {100.0}


def test_traditional_chinese_is_asked_for_apart(engine: Engine) -> None:
    assert len(list(evaluate_pairs(TEXTS, engine, None, traditional=True))) == 20


def test_baselines_stand_beside_ours(engine: Engine) -> None:
    systems = [score.system for score in evaluate_pairs(TEXTS, engine, None, baselines=True)]

    assert systems[:4] == [*BASELINES, SPARSE]


@pytest.mark.parametrize("name", BASELINES)
@pytest.mark.parametrize("language", ["zh-hans", "ja", "ko", "en"])
def test_a_baseline_finds_the_same_text_in_its_language(engine: Engine, name: str, language: str) -> None:
    analyses = [engine.analyze(text, language) for text in TEXTS.texts[language]]

    found = bm25(analyses, analyses, BASELINES[name])

    assert found.argmax(axis=1).tolist() == [0, 1, 2]


def test_a_baseline_has_no_bridge_to_another_script(engine: Engine) -> None:
    korean, chinese = engine.analyze("주차장", "ko"), engine.analyze("停车场", "zh-hans")

    assert [bm25([korean], [chinese], terms).tolist() for terms in BASELINES.values()] == [[[0]]] * 3


def test_bm25_has_the_numbers_of_its_formula(engine: Engine) -> None:
    documents = [engine.analyze("red red", "en"), engine.analyze("blue green", "en")]

    found = bm25([engine.analyze("red", "en")], documents, BASELINES["BM25 per language"])

    # idf = ln(1 + 1.5/1.5) = ln 2; both are of mean length: tf = 2 · 2.2 / (2 + 1.2).
    assert found == pytest.approx(np.array([[np.log(2) * 4.4 / 3.2, 0]]), rel=1e-5)


@pytest.mark.parametrize("name", BASELINES)
def test_texts_without_words_are_like_nothing(engine: Engine, name: str) -> None:
    empty = engine.analyze("", "ja")

    assert bm25([empty], [empty], BASELINES[name]).tolist() == [[0]]


def test_identification_counts_the_right_and_shows_the_wrong() -> None:
    texts = [("주차장", "ko"), ("停车场在哪里", "zh-hant"), ("駐車場はどこ", "en")]

    assert identified(texts) == (2, 3, ["ja for en: 駐車場はどこ"])
    assert identified(texts[1:2], scripts=True) == (0, 1, ["zh-hans for zh-hant: 停车场在哪里"])
