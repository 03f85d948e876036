from __future__ import annotations

import pytest

from tricity.renderings.memory import Memory, Unit, segments


def percents(language: str, known: str, asked: str, lowest: int = 0) -> list[int]:
    return [each.percent for each in Memory(language, [Unit(known, "x")]).find(asked, lowest=lowest)]


@pytest.mark.parametrize(
    ("language", "known", "asked", "percent"),
    [
        # The same, and the same but for width, form of characters, or figures.
        ("ja", "駐車場を共有する。", "駐車場を共有する。", 100),
        ("ja", "駐車場を共有する。", "駐車場を 共有する。", 99),
        ("ja", "駐車場３か所", "駐車場12か所", 99),
        ("zh-hans", "共享停车场", "共享停車場", 99),
        ("en", "Share 3 parking lots", "Share 1,200 parking lots", 99),
        # Four of five words in common: 2·4/(5+5) = 80 %.
        ("en", "The city shares parking lots", "The city shares parking spaces", 80),
        # 12 characters, one exchanged: 2·11/24 = 91 %.
        ("ja", "都心部の駐車場を共有する", "都心部の駐輪場を共有する", 91),
        # 28 and 29 letters, 26 in common: 2·26/57 = 91 %.
        ("ko", "도시가 주차장을 공유한다", "도시는 주차장을 공유한다", 91),
        # を, す, る and 。 of nine characters: 2·4/18 = 44 %.
        ("ja", "駐車場を共有する。", "水道管を点検する。", 44),
    ],
)
def test_nearness_fits_the_script(language: str, known: str, asked: str, percent: int) -> None:
    assert percents(language, known, asked) == [percent]


def test_what_is_too_far_is_not_suggested() -> None:
    assert percents("ja", "駐車場を共有する。", "水道管を点検する。", lowest=70) == []
    assert percents("ja", "駐車場", "") == []


def test_nearest_comes_first_and_official_before_others() -> None:
    memory = Memory(
        "ja",
        [
            Unit("駐車場を共有する", "plain"),
            Unit("駐車場を共有する。", "near"),
            Unit("駐車場を共有する", "reviewed", is_reviewed=True),
            Unit("駐車場を共有する", "official", is_reviewed=True, is_official=True),
        ],
    )

    found = memory.find("駐車場を共有する")

    assert [each.unit.target for each in found] == ["official", "reviewed", "plain", "near"]
    assert [each.percent for each in found] == [100, 100, 100, 94]


def test_one_rendering_is_suggested_once() -> None:
    memory = Memory(
        "en", [Unit("Share parking lots now", "주차장 공유"), Unit("Share parking lots", "주차장 공유")]
    )

    assert [(each.percent, each.unit.source) for each in memory.find("Share parking lots")] == [
        (100, "Share parking lots")
    ]


def test_sentences_are_paired_where_their_number_is_the_same() -> None:
    assert segments("一つ目。二つ目。", "첫째. 둘째.") == [
        ("一つ目。二つ目。", "첫째. 둘째."),
        ("一つ目。", "첫째."),
        ("二つ目。", "둘째."),
    ]
    assert segments("一つ目。二つ目。", "하나로.") == [("一つ目。二つ目。", "하나로.")]
