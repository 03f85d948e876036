from pathlib import Path

import pytest

from tricity.language import BadLine
from tricity.language.evaluation import AlignedTexts, read_aligned


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_become_texts_by_language(tmp_path: Path) -> None:
    path = written(tmp_path / "tiny.tsv", "id\tzh\tzh_hant\tko\n1\t车\t車\t차\n2\t水\t水\t물\n")

    found = read_aligned(path)

    assert found == AlignedTexts(
        "tiny", {"zh-hans": ["车", "水"], "zh-hant": ["車", "水"], "ko": ["차", "물"]}
    )
    assert len(found) == 2


def test_files_of_other_editors_are_read_too(tmp_path: Path) -> None:
    path = written(tmp_path / "tiny.tsv", "\ufeffja\ten\r\n水\twater\r\n")

    assert read_aligned(path).texts == {"ja": ["水"], "en": ["water"]}


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", 1, "expected a header"),
        ("id\tja\n1\t水\n", 1, "expected a header"),
        ("ja\ten\n", 2, "expected at least one row"),
        ("ja\ten\n水\twater\n火\n", 3, "1 cells where the header has 2"),
        ("ja\ten\n水\twater\t\n", 2, "3 cells where the header has 2"),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, text: str, line: int, problem: str) -> None:
    with pytest.raises(BadLine, match=rf"tiny\.tsv:{line}: {problem}"):
        read_aligned(written(tmp_path / "tiny.tsv", text))
