from itertools import permutations

import numpy as np
import pytest

from tricity.language import Analysis, Engine
from tricity.language.bitext import group_features, likenesses, margins
from tricity.language.pair_weights import PAIR_WEIGHTS, Group, pair_weights

PARKING = {
    "zh-hans": "市民可以在手机上预约停车场。",
    "ja": "市民はスマートフォンで駐車場を予約できる。",
    "ko": "시민은 스마트폰으로 주차장을 예약할 수 있다.",
    "en": "Citizens can book parking lots on their smartphones.",
}
LIBRARY = {
    "zh-hans": "图书馆星期天关门。",
    "ja": "図書館は日曜日に閉まる。",
    "ko": "도서관은 일요일에 문을 닫는다.",
    "en": "The library is closed on Sunday.",
}


def analyses(engine: Engine, language: str) -> list[Analysis]:
    return [engine.analyze(each[language], language) for each in (PARKING, LIBRARY)]


@pytest.mark.parametrize("pair", list(permutations(PARKING, 2)))
def test_a_translation_is_more_alike_than_a_stranger(engine: Engine, pair: tuple[str, str]) -> None:
    found = likenesses(analyses(engine, pair[0]), analyses(engine, pair[1]), pair)

    assert found.argmax(axis=1).tolist() == [0, 1]
    assert found.argmax(axis=0).tolist() == [0, 1]
    assert found.diagonal().min() > 2 * max(found[0, 1], found[1, 0])


def test_rows_are_queries_and_columns_documents(engine: Engine) -> None:
    queries, documents = analyses(engine, "ja"), analyses(engine, "ko")

    found = likenesses(queries[:1], documents, ("ja", "ko"))

    assert (found.shape, found.dtype) == ((1, 2), np.float32)
    assert np.allclose(found, likenesses(documents, queries[:1], ("ko", "ja")).T)


@pytest.mark.parametrize("text", ["", "   ", "!?", "\x00\u202e", "\ud800"])
def test_empty_texts_are_like_nothing(engine: Engine, text: str) -> None:
    empty, parking = engine.analyze(text, "ja"), engine.analyze(PARKING["ko"], "ko")

    assert likenesses([empty], [parking], ("ja", "ko")).tolist() == [[0]]
    assert likenesses([parking], [empty], ("ko", "ja")).tolist() == [[0]]
    assert likenesses([empty], [empty], ("ja", "ja")).tolist() == [[0]]


@pytest.mark.parametrize(("queries", "documents"), [(0, 2), (2, 0), (0, 0)])
def test_no_texts_make_an_empty_array(engine: Engine, queries: int, documents: int) -> None:
    known = analyses(engine, "ja")

    found = likenesses(known[:queries], known[:documents], ("ja", "ja"))

    assert found.shape == margins(found).shape == (queries, documents)


def test_every_pair_of_languages_has_weights_in_both_directions() -> None:
    assert len(PAIR_WEIGHTS) == 6
    assert pair_weights("zh-hans", "ko") is pair_weights("ko", "zh-hant")
    assert pair_weights("ja", "ja") is pair_weights("zh-hans", "ja")


def test_a_name_transliterated_in_chinese_meets_the_others_by_sound(engine: Engine) -> None:
    names = (("米肖恩", "zh-hans"), ("ミショーン", "ja"), ("미숀", "ko"), ("Michonne", "en"))
    sounds = [group_features(engine.analyze(*name))[Group.SOUND] for name in names]

    assert ["msn" in each for each in sounds] == [True] * 4


def test_a_text_like_everything_is_like_nothing_in_particular() -> None:
    # Document 0 is fairly like both queries; each query has another that is its own.
    alike = np.array([[0.6, 0.6, 0.0], [0.6, 0.0, 0.6]], np.float32)

    found = margins(alike, neighbours=2)

    # Query: mean of its best two, 0.6. Document 0: 0.6; document 1 and 2: (0.6 + 0)/2 = 0.3. 0.6/0.6 < 0.6/0.45.
    assert found == pytest.approx(np.array([[1, 4 / 3, 0], [1, 0, 4 / 3]]), rel=1e-4)


def test_margins_need_no_more_neighbours_than_there_are() -> None:
    assert margins(np.ones((1, 1), np.float32)) == pytest.approx(1, rel=1e-4)
