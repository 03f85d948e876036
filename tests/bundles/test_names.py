from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tricity.bundles.names import LONGEST, Names, is_safe, stem, suffix


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Smart City Plan 2026", "smart-city-plan-2026"),
        ("Séoul / Tōkyō", "seoul-tokyo"),
        ("日程", "slides"),
        ("ＣＯＭ１", "slides"),
        ("nul", "slides"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 90, "a" * LONGEST),
    ],
)
def test_stem_has_latin_letters_and_figures_of_the_title_else_what_is_given_instead(
    title: str, expected: str
) -> None:
    assert stem(title, instead="slides") == expected


@given(st.text(max_size=200), st.text(max_size=20))
def test_every_title_gives_a_name_that_every_system_takes(title: str, ending: str) -> None:
    name = Names().take(stem(title, instead="file"), suffix(ending))

    assert is_safe(name)
    assert name == name.lower()
    assert name.isascii()


@given(st.lists(st.text(max_size=12), min_size=2, max_size=8))
def test_no_two_files_have_one_name(titles: list[str]) -> None:
    names = Names()

    given_names = [names.take(stem(title, instead="file"), "pdf") for title in titles]

    assert len(set(given_names)) == len(titles)


@pytest.mark.parametrize(
    "name", ["con.txt", "Plan.pdf", "plan .pdf", "plan.", "日程.pdf", "a/b.txt", "..", "", "x" * 80]
)
def test_other_names_are_not_safe(name: str) -> None:
    assert not is_safe(name)
