from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tricity.language import looks_garbled, mended

SOUND = [
    "停车场的智能停车系统",
    "駐車場の満空情報を知らせる",
    "주차장의 빈자리를 알려 준다",
    "Übergrößenträger älä",
    "Málaga café",
    "",
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_texts_are_left_alone(text: str) -> None:
    assert (looks_garbled(text), mended(text)) == ("", None)


@pytest.mark.parametrize("text", SOUND[:3])
def test_utf8_read_as_latin1_is_put_right(text: str) -> None:
    garbled = text.encode().decode("latin-1")

    assert looks_garbled(garbled).startswith("UTF-8 read as")
    assert mended(garbled) == text


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("주차장의 빈자리를 알려 준다", "euc-kr", "EUC-KR"),
        ("駐車場の満空情報を知らせる", "shift_jis", "Shift_JIS"),
        ("我们的停车场在这里，大家可以来", "gb18030", "GB 18030"),
    ],
)
def test_older_encodings_read_as_latin1_are_told_apart(text: str, encoding: str, name: str) -> None:
    garbled = text.encode(encoding).decode("latin-1")

    assert looks_garbled(garbled) == f"{name} read as Latin-1"
    assert mended(garbled) == text


def test_lost_characters_are_said_and_not_invented() -> None:
    assert looks_garbled("駐車\ufffd\ufffd") == "characters were lost in decoding"
    assert mended("駐車\ufffd\ufffd") is None


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert isinstance(looks_garbled(text), str)
