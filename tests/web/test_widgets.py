from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.forms import Select
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tricity.web.widgets import KeptChoices, LongChoiceField, LongSelect, with_blank

words = st.text("ab<>&\"'あ", max_size=6)
flat = st.lists(st.tuples(words, words), max_size=5)
grouped = st.lists(st.tuples(words.filter(bool), flat.filter(bool)), max_size=3)


def tree(markup: str) -> list[Any]:
    """Everything a browser makes of it, spaces between elements left out."""
    return [
        (each.tag, sorted(each.attrib.items()), (each.text or "").strip() if each.tag == "option" else "")
        for each in html.fromstring(markup).iter()
    ]


@given(flat | grouped, words)
def test_long_select_says_the_same_as_djangos_own(choices: Any, value: str) -> None:
    attrs = {"id": "id_x", "class": "a b", "required": True}

    quick = LongSelect(choices=choices).render("x", value, attrs)

    assert tree(quick) == tree(Select(choices=choices).render("x", value, attrs))


@pytest.mark.parametrize("value", [None, 7, "7"])
def test_long_select_marks_what_is_chosen_whatever_its_type(value: Any) -> None:
    markup = LongSelect(choices=[("", "–"), (7, "seven")]).render("x", value)

    assert ('<option value="7" selected>' in markup) == (value is not None)


def test_long_select_escapes_names_and_values() -> None:
    markup = LongSelect(choices=[('"><script>', "<b>")]).render("x", None)

    assert "<script>" not in markup
    assert "<b>" not in markup


@given(flat | grouped, words, words)
def test_kept_choices_are_drawn_as_those_made_anew(choices: Any, value: str, other: str) -> None:
    attrs = {"id": "id_x"}
    plain = [("", "–"), *choices]
    kept = with_blank(KeptChoices(choices), "–")

    drawn = [LongSelect(choices=kept).render("x", each, attrs) for each in (value, other, value)]

    assert drawn == [LongSelect(choices=plain).render("x", each, attrs) for each in (value, other, value)]
    assert list(kept) == plain


def test_only_what_is_offered_can_be_chosen() -> None:
    kept = with_blank(KeptChoices([("Japan", [("yokohama", "Yokohama")])]), "Not given")
    field = LongChoiceField(required=False)
    field.choices = kept

    assert field.clean("yokohama") == "yokohama"
    assert field.clean("") == ""
    for wrong in ("Japan", "Yokohama", "osaka"):
        with pytest.raises(ValidationError):
            field.clean(wrong)


def test_one_form_does_not_change_the_choices_of_another() -> None:
    kept = KeptChoices([("a", "A")])

    with_blank(kept, "none")

    assert list(kept) == [("a", "A")]
    assert list(with_blank(kept, "keine")) == [("", "keine"), ("a", "A")]
