from __future__ import annotations

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories

from tricity.knowledge.digests import present
from tricity.knowledge.models import Deployment, Kind, Participation, RecordTopic
from tricity.knowledge.renderings import rendered_fields
from tricity.translation.actions import render
from tricity.web.identity import Standing
from tricity.web.text import LocalizedText, Origin

pytestmark = pytest.mark.django_db


def parking() -> object:
    return factories.concept(
        "parking", names={"en": "Parking", "ja": "駐車", "ko": "주차", "zh-hans": "停车"}
    )


def test_present_shows_the_authors_words_to_readers_of_their_language() -> None:
    record = factories.record("JP", title="駐車場の満空情報", summary="駐車場の空きを知らせる。")

    view = present([record.pk], "ja")[record.pk]

    assert view.title == LocalizedText("駐車場の満空情報", "ja")
    assert not view.has_digest


def test_present_shows_a_rendering_with_where_it_came_from() -> None:
    record = factories.record("JP", title="駐車場の満空情報", summary="空きを知らせる。")
    for field, text in (("title", "Which car parks are full"), ("summary", "Tells where there is room.")):
        source = rendered_fields(record)[field]
        render(
            record,
            field,
            source=source,
            source_language="ja",
            language="en",
            text=text,
            origin=Origin.MACHINE,
            engine="sample",
        )

    view = present([record.pk], "en")[record.pk]

    assert view.title == LocalizedText(
        "Which car parks are full", "en", Origin.MACHINE, "駐車場の満空情報", "ja"
    )
    assert view.engines == ("sample",)
    assert not view.is_stale


def test_present_marks_a_rendering_of_an_earlier_text() -> None:
    record = factories.record("JP", title="新しい題")
    render(
        record,
        "title",
        source="古い題",
        source_language="ja",
        language="en",
        text="Old title",
        origin=Origin.HUMAN,
    )

    assert present([record.pk], "en")[record.pk].title.stale


@pytest.mark.parametrize(
    ("language", "title", "first_line"),
    [
        (
            "en",
            "Need of Ulsan (Korea): Parking",
            "Need · Ulsan (Korea) · High priority · Long term · since 2024",
        ),
        ("ja", "蔚山", "蔚山"),
        ("zh-hans", "蔚山", "蔚山"),
    ],
)
def test_present_makes_a_digest_where_no_rendering_exists(language: str, title: str, first_line: str) -> None:
    city = factories.city("KR", names={"ko": "울산", "en": "Ulsan", "ja": "蔚山", "zh-hans": "蔚山"})
    record = factories.record(
        "KR", Kind.NEED, city=city, title="주차난", priority="high", horizon="long", start_year=2024
    )
    RecordTopic.objects.create(record=record, concept=parking(), weight=1.0)

    view = present([record.pk], language)[record.pk]

    assert title in view.title.text
    assert first_line in view.summary.text.splitlines()[0]
    assert (view.title.language, view.title.origin) == (language, Origin.DIGEST)
    assert (view.title.source_text, view.title.source_language) == ("주차난", "ko")
    assert "주차" not in view.summary.text


def test_digest_names_bodies_and_figures_in_the_readers_letters() -> None:
    record = factories.record(
        "CN", title="标题", indicators=[{"name": "甲乙丙", "value": 1420, "unit": "个"}]
    )
    Participation.objects.create(record=record, name="淮南市公安局", role="lead")

    summary = present([record.pk], "en")[record.pk].summary.text

    assert "Taking part: Huainan" in summary
    assert "淮南市公安局" not in summary  # a plain line cannot say which language a name is in
    assert "1 figure is given." in summary


def test_present_takes_as_many_queries_for_three_records_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    records = [factories.record(code) for code in ("CN", "JP", "KR")]
    for record in records:
        Participation.objects.create(record=record, name="組織", role="lead")
        Deployment.objects.create(record=record, city_name="Toyota", country_code="JP")

    with django_assert_num_queries(4):
        present([records[0].pk], "en")
    with django_assert_num_queries(4):
        present([record.pk for record in records], "en")
    with django_assert_num_queries(5):
        present([record.pk for record in records], "en", whole=True)


def test_present_leaves_out_deleted_records_and_keeps_the_order_asked_for() -> None:
    first, second, deleted = (factories.record() for _ in range(3))
    deleted.deleted_at = dt.datetime.now(dt.UTC)
    deleted.save()

    assert list(present([second.pk, deleted.pk, first.pk], "en")) == [second.pk, first.pk]


@pytest.mark.parametrize(
    ("standing", "kind", "sentence"),
    [
        (Standing.COMPILED, Kind.NEED, "Compiled from public sources, not confirmed by the city."),
        (Standing.COMPILED, Kind.SOLUTION, "Compiled from public sources, not confirmed by the provider."),
        (Standing.SUBMITTED, Kind.NEED, "Submitted by the body named."),
        (Standing.CONFIRMED, Kind.NEED, "Confirmed by the body named on Nov. 2, 2026."),
    ],
)
def test_present_says_who_speaks(standing: str, kind: str, sentence: str) -> None:
    confirmed_on = dt.date(2026, 11, 2) if standing == Standing.CONFIRMED else None
    record = factories.record("JP", kind, standing=standing, confirmed_on=confirmed_on)

    assert present([record.pk], "en")[record.pk].standing.sentence == sentence


def test_present_whole_shows_sources_figures_and_money() -> None:
    record = factories.record(
        "JP",
        sources=[
            "https://www.city.example.jp/a?b=1",
            {"url": "https://example.org/x", "read_on": "2026-05-04"},
        ],
        indicators=[{"name": "利用者", "value": 12345.5, "unit": "%", "year": 2023}],
        budget_amount=66_000_000,
        budget_currency="JPY",
    )

    view = present([record.pk], "ja", whole=True)[record.pk]

    assert [(source.domain, source.read_on) for source in view.sources] == [
        ("city.example.jp", None),
        ("example.org", dt.date(2026, 5, 4)),
    ]
    assert [(str(each.name), each.value, str(each.unit)) for each in view.indicators] == [
        ("利用者", "12,345.5", "%")
    ]
    assert view.budget.startswith("6600万")
