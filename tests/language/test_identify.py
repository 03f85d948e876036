import pytest
from hypothesis import given
from hypothesis import strategies as st

from tricity.language import identify, split_runs


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("智慧城市建设", "zh-hans"),
        ("数据平台", "zh-hans"),
        ("數據平臺", "zh-hant"),
        ("臺北市智慧城市專案辦公室", "zh-hant"),
        ("都市計画", "ja"),
        ("発電", "ja"),
        ("横浜市", "ja"),
        ("交通空白地の解消", "ja"),
        ("スマートシティ", "ja"),
        ("ｽﾏｰﾄ", "ja"),
        ("교통 신호", "ko"),
        ("AI 기반 교통 신호 제어", "ko"),
        ("디지털 트윈 digital twin platform", "ko"),
        ("smart city", "en"),
        ("Smart parking with the Suwon app 수원", "en"),
        ("ＳＭＡＲＴ", "en"),
    ],
)
def test_identify_tells_language_and_script(text: str, language: str) -> None:
    assert identify(text) == language


def test_identify_keeps_chinese_that_quotes_a_kana_word() -> None:
    assert (
        identify("在东京银座的寿司店「スシ」举行了中日两国智慧城市建设经验交流会并参观了车站周边设施")
        == "zh-hans"
    )


@pytest.mark.parametrize("text", ["", "   ", "12", "5G?", "🏙️", "\ud800"])
def test_identify_falls_back_where_there_is_nothing_to_go_by(text: str) -> None:
    assert identify(text, default="ja") == "ja"


def test_identify_lets_the_default_break_ties() -> None:
    assert [identify("釜山", default=code) for code in ("zh-hans", "zh-hant", "ja")] == [
        "zh-hans",
        "zh-hant",
        "ja",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "우리 시는 コンパクトシティ와 立地適正化計画을 참고했다",
            [
                ("우리 시는 ", "ko"),
                ("コンパクトシティ", "ja"),
                ("와 ", "ko"),
                ("立地適正化計画", "ja"),
                ("을 참고했다", "ko"),
            ],
        ),
        (
            "城市大脑使用NVIDIA的GPU。",
            [("城市大脑使用", "zh-hans"), ("NVIDIA", "en"), ("的", "zh-hans"), ("GPU。", "en")],
        ),
        ("", []),
        ("2026!", [("2026!", "en")]),
    ],
)
def test_runs_of_one_language_each(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(run.text, run.language) for run in split_runs(text)] == expected


@given(st.text())
def test_runs_together_are_the_text(text: str) -> None:
    assert "".join(run.text for run in split_runs(text)) == text
