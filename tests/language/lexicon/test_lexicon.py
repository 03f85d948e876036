"""The lexicon that comes with the package: a few facts nobody would argue with."""

from pathlib import Path

import numpy as np
import pytest

from tricity.language.errors import LexiconUnusable
from tricity.language.lexicon import Entry, Lexicon, Source, lexicon
from tricity.language.lexicon.container import write_container


@pytest.mark.parametrize(
    ("language", "word", "stem"),
    [
        ("zh", "停车场", "park"),
        ("ja", "駐車場", "park"),
        ("ko", "주차장", "park"),
        ("zh", "垃圾", "trash"),
        ("ko", "쓰레기", "trash"),
        ("ko", "쓰레기", "wast"),
        ("ja", "センサー", "sensor"),
        ("ko", "인구", "popul"),
    ],
)
def test_words_stand_for_what_they_mean(language: str, word: str, stem: str) -> None:
    first = [pivot.stem for pivot in lexicon().pivots(language, word)][:2]

    assert stem in first


@pytest.mark.parametrize(("language", "word"), [("zh", "停车场"), ("ja", "駐車場"), ("ko", "쓰레기")])
def test_pivots_come_heaviest_first_with_their_sources(language: str, word: str) -> None:
    found = lexicon().pivots(language, word)

    weights = [pivot.weight for pivot in found]
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)
    assert all(pivot.source is not Source.NONE for pivot in found)


def test_the_same_letters_may_be_other_words_in_another_language() -> None:
    # 手纸 is toilet paper in Chinese; 手紙 is a letter in Japanese.
    chinese = {pivot.stem for pivot in lexicon().pivots("zh", "手纸")}
    japanese = {pivot.stem for pivot in lexicon().pivots("ja", "手紙")}

    assert ("toilet" in chinese, "toilet" in japanese) == (True, False)
    assert "letter" in japanese


def test_an_entry_has_short_glosses_and_the_reading() -> None:
    entry = lexicon().entry("ja", "駐車場")

    assert entry == Entry("駐車場", ("parking lot", "car park", "carpark"), "ちゅうしゃじょう")


@pytest.mark.parametrize("word", ["", "饕魑魅", "停车场停车场", "\ud800", "停\udc00", "\x00"])
@pytest.mark.parametrize("language", ["zh", "ja", "ko"])
def test_unknown_words_have_nothing(language: str, word: str) -> None:
    assert lexicon().pivots(language, word) == ()
    assert lexicon().entry(language, word) is None


def test_borrowed_words_are_found_by_their_consonants() -> None:
    found = {(sounds, stem) for sounds, stem, _sure in lexicon().loans("smt")}

    assert {("sumato", "smart"), ("smart", "smart")} <= found
    assert all(0 < sure <= 1 for _sounds, _stem, sure in lexicon().loans("smt"))


@pytest.mark.parametrize("skeleton", ["", "zzzzzz", "\ud800"])
def test_no_borrowed_word_has_a_strange_skeleton(skeleton: str) -> None:
    assert lexicon().loans(skeleton) == ()


def test_the_lexicon_is_opened_once() -> None:
    assert lexicon() is lexicon()


def test_a_file_of_other_sections_is_unusable(tmp_path: Path) -> None:
    write_container(tmp_path / "a.trilex", {"numbers": np.ones(3)}, {}, {})

    with pytest.raises(LexiconUnusable, match="it has no section words"):
        Lexicon(tmp_path / "a.trilex")
