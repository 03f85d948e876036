from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tricity.language.recent import Recent
from tricity.language.sentences import pieces


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("都市のデータ。公開する。", ["都市のデータ。", "公開する。"]),
        ("彼は「行く。」と言った。", ["彼は「行く。」と言った。"]),
        ("데이터를 공개한다. 2026. 3. 31.까지", ["데이터를 공개한다. ", "2026. 3. 31.까지"]),
        ("Open the data. Then use them.", ["Open the data. ", "Then use them."]),
        ("St. Louis and Mr. Kim", ["St. Louis and Mr. Kim"]),
        ("横浜市\n川崎市", ["横浜市\n", "川崎市"]),
        ("市" * 20 + "駐車\n場", ["市" * 20 + "駐車\n場"]),
        ("", [""]),
    ],
)
def test_text_is_cut_into_sentences_and_lines(text: str, cut: list[str]) -> None:
    assert [piece for _, piece in pieces(text)] == cut


@given(st.text(alphabet="a.。！ \n市ア가A」", max_size=60))
def test_pieces_are_the_whole_text(text: str) -> None:
    cut = list(pieces(text))

    assert "".join(piece for _, piece in cut) == text
    assert all(text.startswith(piece, start) for start, piece in cut)


def test_recent_keeps_what_is_used_and_no_more_than_twice_its_size() -> None:
    recent: Recent[int, str] = Recent(3)
    for number in range(50):
        recent.put(number, str(number))
        recent.get(0)

    assert recent.get(0) == "0"
    assert recent.get(10) is None
    assert len(recent) <= 6
