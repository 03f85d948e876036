from __future__ import annotations

import pytest

from tricity.briefings.extents import LONG, SHORT, narrower
from tricity.briefings.fitting import pages
from tricity.briefings.measure import clipped, lines, width
from tricity.publishing import Document, Paragraph, Run, runs


@pytest.mark.parametrize(
    ("text", "expected"), [("parking", 7), ("駐車場", 6), ("주차", 4), ("V2G 実証", 8), ("", 0)]
)
def test_width_counts_a_han_character_as_two(text: str, expected: int) -> None:
    assert width(text) == expected


def test_text_that_fits_is_left_as_it_is() -> None:
    assert clipped("駐車場", 6) == "駐車場"


def test_text_that_does_not_fit_ends_with_an_ellipsis() -> None:
    assert clipped("駐車場の不足", 8) == "駐車場…"
    assert clipped("parking in the city", 10) == "parking…"


def test_lines_break_between_words_and_between_han_characters() -> None:
    assert lines("Shrinking and ageing cities", 14, 2) == ["Shrinking and", "ageing cities"]
    assert lines("人口減少・過疎の地域", 8, 3) == ["人口減少", "・過疎の", "地域"]


def test_last_line_is_clipped() -> None:
    assert lines("one two three four five", 8, 2) == ["one two", "three…"]


@pytest.mark.parametrize("extent", [SHORT, LONG])
def test_narrower_extents_have_one_thing_less_each_and_come_to_an_end(extent: object) -> None:
    found = list(narrower(extent))  # type: ignore[arg-type]

    sizes = [each.practice + each.gaps + each.topics + each.candidates for each in found]
    assert sizes == list(range(sizes[0], sizes[-1] - 1, -1))
    assert (found[-1].candidates, found[-1].topics) == (1, 2)


def test_more_text_and_more_notes_take_more_pages() -> None:
    def document(words: int, notes: int) -> Document:
        note = runs("word " * 40)
        said = (Run("word " * words), *(Run("x", note=note) for _each in range(notes)))
        return Document(runs("Title"), "en", tuple(Paragraph((each,)) for each in said))

    assert pages(document(100, 0)) < pages(document(2000, 0)) < pages(document(2000, 50))
