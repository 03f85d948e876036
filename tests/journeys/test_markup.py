"""Pages are taken for the same only when they say the same and lead to the same."""

import pytest

from tests.journeys.markup import content, parse

TOKEN = '<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
PAGE = "<html><body><nav>{nav}</nav><main><form>" + TOKEN + "</form>{main}</main></body></html>"


def digest(main: str, token: str = "a", nav: str = "") -> str:
    return content(parse(PAGE.format(main=main, token=token, nav=nav)).root)


def test_tokens_and_what_stands_around_make_no_difference() -> None:
    assert digest("<p>駐車場</p>", token="b", nav="<a href='/me/'>Me</a>") == digest("<p>駐車場</p>")


@pytest.mark.parametrize(
    "other",
    [
        "<p>停车场</p>",
        "<p class='x'>駐車場</p>",
        "<p>駐車場</p><p></p>",
        "<p><b></b>駐車場</p>",
        "<p>駐車場<a href='/a/'></a></p>",
    ],
)
def test_words_elements_and_addresses_make_one(other: str) -> None:
    assert digest(other) != digest("<p>駐車場</p>")


def test_a_page_without_a_main_part_is_like_no_other() -> None:
    assert content(parse("<p>駐車場</p>").root) == ""
