import pytest

from tricity.language import clean, fold
from tricity.language.normalize import align, lower_same_length


def test_clean_composes_and_drops_what_could_deceive_or_break() -> None:
    assert clean("가\u200b か\u3099 a\u202eb\x00 \ud800\ufeff\n") == "가 が ab \n"


def test_clean_keeps_joiners_and_width() -> None:
    assert clean("👩‍💻 ＡＩ ﾃﾞｰﾀ") == "👩‍💻 ＡＩ ﾃﾞｰﾀ"


@pytest.mark.parametrize(
    ("text", "folded"), [("ＡＩ", "ai"), ("ﾃﾞｰﾀ", "データ"), ("㈱", "(株)"), ("가", "가")]
)
def test_fold_is_lower_nfkc(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_align_leaves_normal_text_as_it_is() -> None:
    aligned = align("智慧城市 AI")

    assert (aligned.text, aligned.starts, aligned.span(2, 4)) == ("智慧城市 AI", None, (2, 4))


@pytest.mark.parametrize(
    ("text", "normal", "at", "span"),
    [
        ("ﾃﾞｰﾀ", "データ", (0, 1), (0, 2)),  # sound mark joined to its kana
        ("ＥＶ", "EV", (1, 2), (1, 2)),
        ("㌔メートル", "キロメートル", (0, 2), (0, 1)),  # one character becomes two
        ("\u1109\u1173\u1106\u1161\u1110\u1173", "스마트", (1, 2), (2, 4)),  # conjoining jamo
        ("a\u200bb", "ab", (0, 2), (0, 3)),
    ],
)
def test_align_knows_where_characters_came_from(
    text: str, normal: str, at: tuple[int, int], span: tuple[int, int]
) -> None:
    aligned = align(text)

    assert aligned.text == normal
    assert aligned.span(*at) == span


def test_lower_same_length_leaves_what_would_grow() -> None:
    assert lower_same_length("İSTANBUL") == "İstanbul"
