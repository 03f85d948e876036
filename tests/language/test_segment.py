import threading

import pytest

from tricity.language import Token, segmenter_for

SENTENCES = {
    "zh-hans": "城市交通信号控制系统建设。",
    "zh-hant": "城市交通號誌控制系統建設。",
    "ja": "都市計画の交通信号を制御する。",
    "ko": "교통 신호를 제어하는 시스템을 구축한다.",
    "en": "The city's signals are being controlled.",
}


def content(language: str) -> list[str]:
    return [token.lemma for token in segmenter_for(language).segment(SENTENCES[language]) if token.content]


def test_chinese_words_come_with_the_words_inside_them() -> None:
    assert content("zh-hans") == [
        "城市",
        "交通信号",
        "交通",
        "通信",
        "信号",
        "控制系统",
        "控制",
        "系统",
        "建设",
    ]


def test_traditional_chinese_has_simplified_lemmas() -> None:
    assert {"交通", "控制", "系统", "建设"} <= set(content("zh-hant"))


def test_japanese_particles_are_no_content() -> None:
    assert content("ja") == ["都市", "計画", "交通", "信号", "制御"]


def test_korean_particles_and_endings_are_no_content() -> None:
    assert content("ko") == ["교통", "신호", "제어", "시스템", "구축"]


def test_english_words_are_stemmed() -> None:
    assert content("en") == ["citi", "signal", "control"]


@pytest.mark.parametrize("language", SENTENCES)
def test_tokens_are_pieces_of_the_text_in_order(language: str) -> None:
    text = SENTENCES[language]
    tokens = segmenter_for(language).segment(text)

    assert all(token.surface == text[token.start : token.end] for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)


@pytest.mark.parametrize("language", SENTENCES)
def test_long_texts_are_segmented_to_the_end(language: str) -> None:
    text = SENTENCES[language] * 1200

    assert segmenter_for(language).segment(text)[-1].end >= len(text) - 1


def test_segmenters_are_shared_and_may_be_used_by_threads() -> None:
    assert segmenter_for("zh-hans") is segmenter_for("zh-hant")
    results: list[list[Token]] = []
    threads = [
        threading.Thread(target=lambda: results.append(segmenter_for("ja").segment(SENTENCES["ja"])))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == [segmenter_for("ja").segment(SENTENCES["ja"])] * 4
