from __future__ import annotations

import re

import pytest

from tricity.briefings.drawing import WIDTH, Charted, picture
from tricity.publishing.pictures import checked, png
from tricity.web.text import LocalizedText

COUNTRIES = [LocalizedText(name, "en") for name in ("China", "Japan", "Korea")]
LEGEND = {"needs": "Needs", "plans": "Plans", "running": "Running"}


def drawn(*rows: Charted, language: str = "en") -> str:
    return picture(rows, COUNTRIES, LEGEND, language)


def row(*counts: tuple[int, int, int], topic: str = "Parking", language: str = "en") -> Charted:
    return Charted(LocalizedText(topic, language), counts)


def test_same_counts_give_the_same_picture() -> None:
    rows = [row((1, 0, 2), (0, 1, 0), (0, 0, 0))]

    assert drawn(*rows) == drawn(*rows)


def test_picture_is_one_that_documents_take() -> None:
    svg = checked(drawn(row((1, 2, 3), (0, 0, 0), (4, 0, 0))), 1_000_000)

    assert png(svg, "ja").startswith(b"\x89PNG")


def test_number_changes_nothing_but_the_number() -> None:
    """Neither size nor colour grows with a count: no country looks greater than another."""
    few = drawn(row((1, 1, 1), (1, 1, 1), (1, 1, 1)))
    many = drawn(row((1, 1, 1), (97, 98, 99), (1, 1, 1)))

    assert re.sub(r">9[789]<", ">1<", many) == few


def test_countries_stand_in_the_order_given() -> None:
    found = re.findall(r">(China|Japan|Korea)<", drawn(row((0, 0, 9), (1, 0, 0), (5, 5, 5))))

    assert found == ["China", "Japan", "Korea"]


def test_text_in_another_language_says_so() -> None:
    svg = drawn(row((1, 0, 0), (0, 0, 0), (0, 0, 0), topic="駐車場", language="ja"))

    assert 'xml:lang="ja">駐車場<' in svg


@pytest.mark.parametrize(
    "topic", ["A very long name of a topic " * 6, "人口減少と過疎の地域における移動手段の確保" * 4]
)
def test_long_name_takes_two_lines_and_stays_out_of_the_fields(topic: str) -> None:
    svg = drawn(row((1, 0, 0), (0, 0, 0), (0, 0, 0), topic=topic))

    said = re.findall(r'<text x="0"[^>]*>([^<]*)<', svg)
    assert len(said) == 2
    assert said[-1].endswith("…")


def test_name_is_written_as_text() -> None:
    assert "&lt;b&gt;" in drawn(row((1, 0, 0), (0, 0, 0), (0, 0, 0), topic="<b>"))


def test_picture_is_as_wide_as_the_text_of_a_page() -> None:
    assert f'width="{WIDTH}"' in drawn(row((0, 0, 0), (0, 0, 0), (0, 0, 0)))
