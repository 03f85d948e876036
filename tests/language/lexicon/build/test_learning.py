from pathlib import Path

import pytest

from tricity.language.lexicon.build import learning
from tricity.language.lexicon.build.learned import MOST_PER_WORD, learn
from tricity.language.lexicon.build.parallel import Aligned

# No sentence says alone what a word means; together they do.
CORPUS = [
    (["红", "车"], ["red", "car"]),
    (["红", "花"], ["red", "flower"]),
    (["大", "车"], ["big", "car"]),
    (["大", "花"], ["big", "flower"]),
] * 3


def test_model_1_finds_the_right_word() -> None:
    found = learn(CORPUS)

    best = {word: max(targets, key=lambda target: targets[target]) for word, targets in found.items()}
    assert best == {"红": "red", "车": "car", "花": "flower", "大": "big"}


def test_probabilities_are_damped_where_a_word_is_seldom_seen() -> None:
    once, often = learn(CORPUS[:4]), learn(CORPUS * 4)

    assert once["车"]["car"] < often["车"]["car"] < 1


def test_learning_is_deterministic() -> None:
    first, again = learn(CORPUS), learn(iter(CORPUS))

    assert first == again
    assert [list(targets) for targets in first.values()] == [list(targets) for targets in again.values()]


def test_few_targets_are_kept_of_a_word() -> None:
    targets = [f"t{number}" for number in range(9)]

    found = learn([(["词"], targets)] * 9)

    assert len(found["词"]) <= MOST_PER_WORD


@pytest.mark.parametrize("pairs", [[], [([], [])], [(["词"], [])], [([], ["word"])]])
def test_nothing_is_learned_from_nothing(pairs: list[tuple[list[str], list[str]]]) -> None:
    assert learn(pairs) == {}


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("The colours of the cities", "en", ["color", "citi"]),
        ("我的停車場", "zh", ["我", "停车场", "停车", "车场"]),
        ("駐車場の予約", "ja", ["駐車場", "駐車", "場", "予約"]),
        ("주차장을 예약", "ko", ["주차장", "예약"]),
        ("", "ko", []),
    ],
)
def test_the_words_of_a_text_are_the_telling_ones(text: str, language: str, words: list[str]) -> None:
    assert learning.words_of(text, language) == words


def test_languages_learn_from_the_texts_they_share_with_english(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = [Aligned("a", {"en": "bus", "ko": "버스"})] * 5 + [Aligned("a", {"ja": "水", "ko": "물"})]
    monkeypatch.setattr(learning, "read_parallel", lambda folder: iter(rows))

    found = learning.learned_pairs(tmp_path)

    assert (found["zh"], found["ja"]) == ({}, {})
    assert list(found["ko"]["버스"]) == ["bus"]
