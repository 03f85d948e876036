import pytest

from tricity.language import hanja


@pytest.mark.parametrize(
    ("word", "han"),
    [("교통", "交通"), ("주차장", "驻车场"), ("재난", "灾难"), ("공청회", "公听会"), ("버스", None)],
)
def test_candidates_finds_the_likeliest_word(word: str, han: str | None) -> None:
    found = hanja.candidates(word)

    assert (found[0][0] if found else None) == han


def test_candidates_of_a_homonym_share_the_probability() -> None:
    found = dict(hanja.candidates("시장"))

    assert list(found)[:2] == ["市场", "市长"]
    assert 0.9 < sum(found.values()) <= 1.01


@pytest.mark.parametrize("word", ["", "가", "交通", "abc", "힣힣힣", "\ud800\ud800", "가" * 100])
def test_candidates_has_none_for_other_text(word: str) -> None:
    assert hanja.candidates(word) == ()


def test_candidates_finds_the_first_and_last_line_of_the_table() -> None:
    lines = hanja._table().decode().strip("\n").split("\n")

    for line in (lines[0], lines[1], lines[len(lines) // 2], lines[-1]):
        assert hanja.candidates(line.split("\t")[0]), line


def test_parts_splits_an_unlisted_compound() -> None:
    assert hanja.parts("인구감소") == (("인구", 0, 2), ("감소", 2, 4))


@pytest.mark.parametrize("word", ["교통", "스마트시티", "가"])
def test_parts_leaves_what_does_not_split_into_listed_words(word: str) -> None:
    assert hanja.parts(word) == ()
