from pathlib import Path

import marisa_trie
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tricity.language.errors import LexiconUnusable
from tricity.language.lexicon.container import MAGIC, Container, write_container

FEW = settings(max_examples=30, deadline=None, derandomize=True, database=None)
NUMBERS = np.array([[1, 2, 3], [4, 5, 6]], np.uint16)


def write(path: Path) -> Path:
    write_container(
        path, {"numbers": NUMBERS}, {"words": marisa_trie.Trie(["停车", "주차"])}, {"made": "today"}
    )
    return path


def test_a_file_gives_back_what_was_written(tmp_path: Path) -> None:
    file = Container(write(tmp_path / "a.trilex"))

    assert file.about == {"made": "today"}
    assert file.array("numbers").tolist() == [[1, 2, 3], [4, 5, 6]]
    assert file.array("numbers").dtype == np.uint16
    assert sorted(file.trie("words")) == ["停车", "주차"]
    assert ("numbers" in file, "letters" in file) == (True, False)


def test_arrays_are_read_only(tmp_path: Path) -> None:
    numbers = Container(write(tmp_path / "a.trilex")).array("numbers")

    with pytest.raises(ValueError, match="read-only"):
        numbers[0] = 9


@FEW
@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        st.lists(st.integers(0, 255), max_size=200),
        max_size=5,
    )
)
def test_every_section_begins_at_a_multiple_of_64_bytes(
    tmp_path_factory: pytest.TempPathFactory, sections: dict[str, list[int]]
) -> None:
    path = tmp_path_factory.mktemp("container") / "a.trilex"

    write_container(path, {name: np.array(each, np.uint8) for name, each in sections.items()}, {}, {})

    file = Container(path)
    assert {name: file.array(name).tolist() for name in sections} == sections
    assert all(section["at"] % 64 == 0 for section in file._sections.values())


def test_the_same_content_gives_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    one, other = np.ones(3, np.int8), np.zeros(5, np.float32)

    write_container(tmp_path / "a", {"one": one, "other": other}, {}, {"x": 1, "y": 2})
    write_container(tmp_path / "b", {"other": other, "one": one}, {}, {"y": 2, "x": 1})

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    write(tmp_path / "a.trilex")

    assert [each.name for each in tmp_path.iterdir()] == ["a.trilex"]


@pytest.mark.parametrize("kept", [0, 5, 12, 40, -100, -1])
def test_a_file_cut_short_is_unusable(tmp_path: Path, kept: int) -> None:
    path = write(tmp_path / "a.trilex")
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(LexiconUnusable, match=r"a\.trilex: "):
        Container(path)


@pytest.mark.parametrize(
    "foreign",
    [
        b"PK\x03\x04" + bytes(100),
        MAGIC + (2).to_bytes(8, "little") + b"[]",
        MAGIC + (2).to_bytes(8, "little") + b"{}",
        MAGIC + (4).to_bytes(8, "little") + b"\xff\xfe\xfd\xfc",
        MAGIC + b"\xff" * 8 + b"{}",
    ],
)
def test_a_file_of_another_format_is_unusable(tmp_path: Path, foreign: bytes) -> None:
    path = tmp_path / "a.trilex"
    path.write_bytes(foreign)

    with pytest.raises(LexiconUnusable, match=r"a\.trilex: "):
        Container(path)


def test_a_missing_file_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(LexiconUnusable, match="No such file"):
        Container(tmp_path / "gone.trilex")


def test_a_missing_section_is_named(tmp_path: Path) -> None:
    file = Container(write(tmp_path / "a.trilex"))

    with pytest.raises(LexiconUnusable, match="it has no section letters"):
        file.array("letters")
    with pytest.raises(LexiconUnusable, match="it has no section letters"):
        file.trie("letters")
