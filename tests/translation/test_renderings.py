from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries
from tests import factories

from tricity.translation.actions import render
from tricity.translation.models import Translation
from tricity.translation.names import name_in, validate_names
from tricity.translation.queries import localize
from tricity.web.templatetags.web import origin_label
from tricity.web.text import LocalizedText, Origin

pytestmark = pytest.mark.django_db


def render_title(record: object, language: str, text: str, origin: Origin = Origin.MACHINE) -> Translation:
    return render(
        record,
        "title",
        source=record.title,
        source_language=record.language,
        language=language,
        text=text,
        origin=origin,
    )


def test_reader_of_the_authors_language_gets_the_original() -> None:
    record = factories.record("JP", title="駐車場")

    localize([record], ["title"], language="ja")

    assert record.localized["title"].text == "駐車場"
    assert record.localized["title"].is_original


def test_other_readers_get_the_rendering_with_its_origin_and_the_original() -> None:
    record = factories.record("JP", title="駐車場")
    render_title(record, "ko", "주차장")

    localize([record], ["title"], language="ko")

    text = record.localized["title"]
    assert (text.text, text.language, text.origin) == ("주차장", "ko", Origin.MACHINE)
    assert (text.source_text, text.source_language) == ("駐車場", "ja")
    assert not text.stale


def test_missing_rendering_is_said_not_hidden() -> None:
    record = factories.record("JP", title="駐車場")

    localize([record], ["title"], language="ko")

    assert record.localized["title"] is None


def test_changed_original_makes_its_renderings_stale() -> None:
    record = factories.record("JP", title="駐車場")
    render_title(record, "ko", "주차장")
    record.title = "駐輪場"

    localize([record], ["title"], language="ko")

    assert record.localized["title"].stale


def test_second_official_text_is_an_original_too() -> None:
    record = factories.record("JP", title="駐車場")
    render_title(record, "ko", "주차장", Origin.ORIGINAL)

    localize([record], ["title"], language="ko")

    assert record.localized["title"].is_original


def test_new_rendering_replaces_the_old_and_loses_its_review() -> None:
    record = factories.record("JP", title="駐車場")
    first = render_title(record, "ko", "주차")
    Translation.objects.filter(pk=first.pk).update(reviewer=factories.user())

    second = render_title(record, "ko", "주차장")

    assert Translation.objects.get().text == "주차장"
    assert (second.pk, second.reviewer) == (first.pk, None)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    records = [factories.record("JP") for _ in range(count)]

    with django_assert_num_queries(1):
        localize(records, ["title", "summary"], language="ko")


def test_name_falls_back_to_one_the_reader_can_read() -> None:
    names = {"ja": "横浜市", "en": "Yokohama"}

    assert name_in(names, "ja").text == "横浜市"
    assert (name_in(names, "ko").text, name_in(names, "ko").language) == ("Yokohama", "en")


@pytest.mark.parametrize("names", [{}, {"fr": "Séoul"}, {"ko": " "}, {"ko": 3}, "서울", None])
def test_bad_names_are_refused(names: object) -> None:
    with pytest.raises(ValidationError):
        validate_names(names)


@pytest.mark.parametrize(
    ("official", "stale", "label"),
    [
        (True, False, "Official rendering"),
        (True, True, "Rendering of an earlier version"),
        (False, False, "Translated by a person"),
    ],
)
def test_reader_is_told_that_a_rendering_is_official_unless_the_original_moved_on(
    official: bool, stale: bool, label: str
) -> None:
    text = LocalizedText("주차장", "ko", Origin.HUMAN, official=official, stale=stale)

    assert origin_label(text) == label
