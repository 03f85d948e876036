from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import factories

from tricity.knowledge.models import Deployment, Kind, Participation, RecordTopic
from tricity.translation.actions import render
from tricity.web.identity import PublicationState
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db


YEARS = {"en": "2019–2022", "ja": "2019〜2022年", "ko": "2019~2022년", "zh-hans": "2019—2022年"}


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_detail_shows_everything_the_record_says(client: Client, language: str) -> None:
    record = factories.record(
        "JP",
        title="駐車場の満空情報",
        summary="空きを知らせる。",
        status="operating",
        start_year=2019,
        end_year=2022,
        budget_amount=66_000_000,
        budget_currency="JPY",
        indicators=[{"name": "台数", "value": 1420, "unit": "台", "year": 2021}],
        sources=[{"url": "https://www.city.example.jp/parking", "read_on": "2026-05-04"}],
    )
    Participation.objects.create(record=record, name="豊田市役所", name_en="Toyota City", role="lead")

    body = client.get(f"/{language}/initiatives/{record.code}/").content.decode()

    assert "駐車場の満空情報" in body
    assert "1,420" in body
    assert "city.example.jp" in body
    assert YEARS[language] in body
    assert "豊田市役所" in body
    assert ('<details class="original">' in body) == (language != "ja")


def test_detail_says_where_a_rendering_came_from_and_that_it_is_old(client: Client) -> None:
    record = factories.record("JP", title="新しい題", summary="")
    render(
        record,
        "title",
        source="古い題",
        source_language="ja",
        language="en",
        text="Old",
        origin=Origin.MACHINE,
        engine="x1",
    )

    body = client.get(f"/en/initiatives/{record.code}/").content.decode()

    assert "Rendering of an earlier version" in body
    assert "The original has changed since this rendering was made." in body
    assert "Made with: x1" in body


def test_detail_explains_topics_by_words_of_the_original_with_their_reading(client: Client) -> None:
    record = factories.record("CN", title="智慧停车", summary="……")
    concept = factories.concept("parking", names={"en": "Parking", "zh-hans": "停车"})
    reason = {"via": "label", "field": "title", "start": 2, "end": 4, "text": "停车"}
    RecordTopic.objects.create(record=record, concept=concept, weight=1.0, reasons=[reason])

    body = client.get(f"/en/initiatives/{record.code}/").content.decode()

    assert 'The original says “<span lang="zh-Hans" data-origin="original">停车</span>” (Tingche)' in body


@pytest.mark.parametrize(
    ("reader", "words"), [("zh-hans", ["検討", "手紙"]), ("ko", ["検討"]), ("en", []), ("ja", [])]
)
def test_detail_tells_the_reader_which_words_of_the_original_mislead(
    client: Client, reader: str, words: list[str]
) -> None:
    record = factories.record("JP", title="交通の検討", summary="手紙で検討を知らせる。")

    response = client.get(f"/{reader}/initiatives/{record.code}/")

    told = response.context["misleading"]
    assert [form.text for each in told for form in each.forms if form.language == "ja"] == words
    assert all(each.language == reader for each in told)
    assert ('<details class="misleading">' in response.content.decode()) == bool(words)


def test_detail_explains_at_most_five_misleading_words(client: Client) -> None:
    record = factories.record("KR", title="검토, 공작, 신문, 약속, 의뢰, 점심", summary="단위와 서기")

    response = client.get(f"/ja/initiatives/{record.code}/")

    assert len(response.context["misleading"]) == 5


def test_detail_shows_the_same_in_other_countries_in_turn(client: Client) -> None:
    concept = factories.concept("parking")
    rows = [
        factories.record(code, language="en", title=f"{code} {n}")
        for code in ("CN", "JP", "KR")
        for n in (1, 2)
    ]
    hidden = factories.record("KR", language="en", publication_state=PublicationState.DRAFT)
    for weight, row in enumerate([*rows, hidden]):
        RecordTopic.objects.create(record=row, concept=concept, weight=0.1 + weight / 100)

    response = client.get(f"/en/initiatives/{rows[2].code}/")

    assert [str(each.record.title) for each in response.context["related"]] == [
        "CN 2",
        "KR 2",
        "CN 1",
        "KR 1",
    ]


def test_detail_is_not_found_for_wrong_codes_and_kinds_and_what_is_not_public(client: Client) -> None:
    record = factories.record("JP")
    draft = factories.record("JP", publication_state=PublicationState.DRAFT)
    archived = factories.record("JP", publication_state=PublicationState.ARCHIVED)

    for path in (
        f"needs/{record.code}",
        "initiatives/NOSUCH",
        "initiatives/%00",
        f"initiatives/{draft.code}",
        f"initiatives/{archived.code}",
    ):
        assert client.get(f"/en/{path}/").status_code == 404


def test_detail_of_a_deleted_record_says_that_it_is_gone(client: Client) -> None:
    now = timezone.now()
    gone = factories.record("JP", deleted_at=now)
    never_public = factories.record(
        "JP", deleted_at=now, published_at=None, publication_state=PublicationState.DRAFT
    )

    assert client.get(f"/en/initiatives/{gone.code}/").status_code == 410
    assert client.get(f"/en/initiatives/{never_public.code}/").status_code == 404


@pytest.mark.parametrize(
    ("person", "status"),
    [("owner", 200), ("curator", 200), ("stranger", 404), ("foreign curator", 404), ("visitor", 404)],
)
def test_drafts_are_read_by_their_editors_and_the_curators_of_the_country(
    client: Client, person: str, status: int
) -> None:
    body = factories.organization("JP")
    draft = factories.record("JP", publication_state=PublicationState.DRAFT, owner=body)
    people = {
        "owner": {"organizations": [body]},
        "curator": {"roles": ["curator:JP"]},
        "stranger": {"organizations": [factories.organization("JP")]},
        "foreign curator": {"roles": ["curator:KR"]},
    }
    if person in people:
        client.force_login(factories.user(**people[person]))

    assert client.get(f"/en/initiatives/{draft.code}/").status_code == status


def test_detail_stays_within_twelve_queries_for_an_editor_of_a_named_body(client: Client) -> None:
    body = factories.organization("JP")
    concept = factories.concept("parking")
    record = factories.record("JP", Kind.SOLUTION, title="題", owner=body)
    rows = [record, *(factories.record(code, Kind.NEED) for code in ("CN", "CN", "KR", "KR"))]
    for row in rows:
        RecordTopic.objects.create(record=row, concept=concept, weight=0.5)
        Participation.objects.create(record=row, organization=body, name="組織", role="provider")
        Deployment.objects.create(record=row, city_name="Toyota", country_code="JP")
    client.force_login(factories.user(organizations=[body], roles=["curator:KR"]))
    client.get(record.get_absolute_url())

    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/en/solutions/{record.code}/")

    assert len(response.context["related"]) == 4
    assert len(queries) <= 12, [query["sql"][:120] for query in queries]
