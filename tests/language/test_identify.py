import pytest

from tricity.language import identify


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
        ("高齢者見守り事業計画", "ja"),
        ("防災訓練実施要領", "ja"),
        ("避難行動計画", "ja"),
        ("中国杭州市との交流", "ja"),
        ("城市规划", "zh-hans"),
        ("人口老龄化", "zh-hans"),
        ("使用Apache Kafka接入传感器数据", "zh-hans"),
        ("数据平台（Data Platform for Smart Cities）", "zh-hans"),
        ("인공지능(人工知能)", "ko"),
        ("大韓民國 헌법", "ko"),
        ("AI CCTV 설치", "ko"),
        ("IoT(사물인터넷)", "ko"),
        ("Yokohama (横浜) disaster prevention plan", "en"),
        ("What 城市大脑 means for Hangzhou drivers", "en"),
        ("Kafka 与 Spark", "zh-hans"),
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
    assert [identify("大阪", default=code) for code in ("zh-hans", "zh-hant", "ja")] == [
        "zh-hans",
        "zh-hant",
        "ja",
    ]
