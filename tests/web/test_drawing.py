from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from hypothesis import given
from hypothesis import strategies as st

from tricity.web.drawing import Renderer

words = st.text("ab<>&\"'あ\n ", max_size=6)
attributes = st.dictionaries(
    st.sampled_from(["id", "class", "required", "aria-label", "rows", "lang"]),
    words | st.booleans() | st.integers(0, 9999),
    max_size=4,
)
flat = st.lists(st.tuples(words, words), max_size=4)
grouped = st.lists(st.tuples(words.filter(bool), flat), max_size=3)
INPUTS = (
    forms.TextInput,
    forms.NumberInput,
    forms.EmailInput,
    forms.URLInput,
    forms.PasswordInput,
    forms.HiddenInput,
    forms.DateInput,
    forms.Textarea,
    forms.CheckboxInput,
)


def same(widget: forms.Widget, value: Any, attrs: dict[str, Any]) -> bool:
    """Drawn by both, character for character."""
    return widget.render("x", value, attrs, Renderer()) == widget.render("x", value, attrs, DjangoTemplates())


@pytest.mark.parametrize("kind", INPUTS)
@given(value=words | st.none() | st.integers() | st.just(dt.date(2026, 3, 31)), attrs=attributes)
def test_widgets_are_drawn_as_djangos_templates_draw_them(
    kind: type[forms.Widget], value: Any, attrs: Any
) -> None:
    assert same(kind(), value, attrs)


@given(choices=flat | grouped, value=words, attrs=attributes)
def test_lists_of_choices_are_drawn_as_djangos_template_draws_them(
    choices: Any, value: str, attrs: Any
) -> None:
    assert same(forms.Select(choices=choices), value, attrs)
    assert same(forms.SelectMultiple(choices=choices), [value], attrs)


def test_labels_that_are_translated_or_marked_safe_stay_as_they_are() -> None:
    choices = [("", _("Not given")), ("a", mark_safe("<b>&amp;</b>")), (7, 1234567)]

    assert same(forms.Select(choices=choices), 7, {"title": mark_safe("a &amp; b")})


def test_what_is_not_known_is_left_to_its_template() -> None:
    assert same(forms.RadioSelect(choices=[("a", "b")]), "a", {"id": "x"})
    assert same(forms.SelectDateWidget(), dt.date(2026, 3, 31), {})
