from __future__ import annotations

import pytest

from tricity.renderings.differences import diff_pieces


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("同じ", "同じ", [("同じ", "same")]),
        (
            "駐車場を作る",
            "駐輪場を作る",
            [("駐", "same"), ("車", "gone"), ("輪", "new"), ("場を作る", "same")],
        ),
        ("3 lots", "1,200 lots", [("3", "gone"), ("1,200", "new"), (" lots", "same")]),
        (
            "주차장을 만든다",
            "주차장을 늘린다",
            [("주차장을 ", "same"), ("만든다", "gone"), ("늘린다", "new")],
        ),
        ("", "新しい", [("新しい", "new")]),
        ("古い", "", [("古い", "gone")]),
    ],
)
def test_difference_is_shown_by_word_or_character(
    before: str, after: str, pieces: list[tuple[str, str]]
) -> None:
    assert [(piece.text, piece.kind.value) for piece in diff_pieces(before, after)] == pieces


def test_pieces_together_are_both_texts() -> None:
    before, after = "停车位共享，2019年起。", "共享停车位，自2021年起 12 个。"

    pieces = diff_pieces(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after


def test_very_long_texts_are_replaced_as_a_whole() -> None:
    pieces = diff_pieces("甲" * 5000, "乙" * 5000)

    assert [piece.kind.value for piece in pieces] == ["gone", "new"]
