from collections import defaultdict

import pytest

from tricity.language.lexicon.build.gather import (
    LONGEST_WORD,
    Pivot,
    Weights,
    folded,
    gather,
    pivots,
    with_hanja,
    word_key,
)
from tricity.language.lexicon.build.readers import Headword
from tricity.language.lexicon.sources import Source


def weights(**by_stem: float) -> Weights:
    return defaultdict(float, {(stem, Source.CEDICT): weight for stem, weight in by_stem.items()})


@pytest.mark.parametrize(
    ("language", "word", "key"),
    [
        ("zh", " 停車場", "停车场"),
        ("ja", "ﾊﾞｽ", "バス"),
        ("ko", "공영 주차장", "공영주차장"),
        ("ja", "駐車場", "駐車場"),
    ],
)
def test_words_are_looked_up_in_one_form(language: str, word: str, key: str) -> None:
    assert word_key(language, word) == key


def test_entries_of_one_source_weigh_no_more_than_the_surest() -> None:
    twice = [
        Headword("zh", "公車", (("bus",),), Source.CEDICT, certainty=0.4),
        Headword("zh", "公车", (("bus",),), Source.CEDICT, certainty=0.8),
    ]

    assert gather(twice) == {"zh": {"公车": {("bus", Source.CEDICT): 0.8}}}


def test_sources_that_agree_add_up() -> None:
    found = gather([Headword("ko", "버스", (("bus",),), source) for source in (Source.KOREAN, Source.CLDR)])

    assert found["ko"]["버스"] == {("bus", Source.KOREAN): 1.0, ("bus", Source.CLDR): 1.0}


@pytest.mark.parametrize("word", ["", "  ", "長" * (LONGEST_WORD + 1)])
def test_what_is_no_word_is_left_out(word: str) -> None:
    assert gather([Headword("ja", word, (("thing",),), Source.JMDICT)]) == {}


def test_a_korean_word_inherits_from_its_han_words() -> None:
    korean: dict[str, Weights] = {}

    with_hanja(
        korean,
        {"시장": [("市场", 0.75), ("市长", 0.25)]},
        {"市场": weights(market=2)},
        {"市长": weights(mayor=5)},
    )

    assert korean["시장"] == {("market", Source.HANJA): 0.75, ("mayor", Source.HANJA): 0.25}


def test_what_a_korean_word_has_of_its_own_outweighs_what_it_inherits() -> None:
    korean = {"시장": weights(market=1)}

    with_hanja(korean, {"시장": [("市场", 1.0)], "버스": []}, {"市场": weights(bazaar=1)}, {})

    assert korean == {"시장": {("market", Source.CEDICT): 1, ("bazaar", Source.HANJA): 0.55}}


def test_japanese_words_in_han_letters_are_folded() -> None:
    assert folded({"駐車場": weights(park=1), "お茶": weights(tea=1)}) == {"驻车场": weights(park=1)}


def test_pivots_are_shares_with_the_strongest_source_and_without_noise() -> None:
    said: Weights = defaultdict(
        float,
        {
            ("park", Source.CEDICT): 2.0,
            ("park", Source.LEARNED): 1.0,
            ("lot", Source.LEARNED): 1.0,
            ("x", Source.CLDR): 0.01,
        },
    )

    found = dict(pivots({"停车场": said, "空": defaultdict(float)}))

    park, lot = found.pop("停车场")
    assert found == {}
    assert (park.stem, park.source) == ("park", Source.CEDICT)
    assert park.share == pytest.approx(3 / 4.01)
    assert lot == Pivot("lot", 1 / 4.01, Source.LEARNED)
