from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories
from tests.journeys.markup import problems

from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db

TEXTS = {
    "CN": ("传感器监测路灯", "为老年人提供服务，改善社区公园。"),
    "JP": ("空き家をセンサーで見守る", "自転車と避難の情報を市民に公開した。"),
    "KR": ("쓰레기 불법 투기 감시", "어르신을 돌보고 주민과 함께 고칩니다."),
}
TAGS = {"en": "en", "ja": "ja", "ko": "ko", "zh-hans": "zh-Hans"}


@pytest.mark.parametrize("language", TAGS)
@pytest.mark.parametrize("country", TEXTS)
def test_words_of_the_original_are_a_correct_page(client: Client, country: str, language: str) -> None:
    title, summary = TEXTS[country]
    record = factories.record(country, title=title, summary=summary)
    path = f"/{language}/records/{record.code}/words/"

    body = client.get(path).content.decode()

    assert problems(body, url=f"http://testserver{path}", language=TAGS[language]) == []


def test_words_have_readings_english_and_the_same_word_for_the_reader(client: Client) -> None:
    record = factories.record("JP", title="センサー", summary="自転車を管理する。")

    body = client.get(f"/ko/records/{record.code}/words/").content.decode()

    assert (
        '<th scope="row" lang="ja">自転車</th><td lang="ja">じてんしゃ</td><td lang="en">bicycle; bike</td>'
        in body
    )
    assert '<td lang="ja-Latn">sensa</td>' in body
    assert '<td>센서 <span class="small quiet">같은 외래어</span></td>' in body
    assert "사전: JMdict" in body


def test_words_come_as_a_list_alone_for_htmx(client: Client) -> None:
    record = factories.record("KR", title="쓰레기", summary="")

    body = client.get(f"/en/records/{record.code}/words/", headers={"HX-Request": "true"}).content.decode()

    assert body.strip().startswith("<div")
    assert "<html" not in body
    assert "trash" in body


def test_text_without_known_words_says_so(client: Client) -> None:
    record = factories.record("KR", title="123", summary="")

    assert "know no word" in client.get(f"/en/records/{record.code}/words/").content.decode()


def test_words_of_a_draft_are_not_found_by_the_public(client: Client) -> None:
    record = factories.record("JP", publication_state=PublicationState.DRAFT)

    assert client.get(f"/en/records/{record.code}/words/").status_code == 404
    assert client.get("/en/records/NOSUCH/words/").status_code == 404


def test_words_stay_within_ten_queries(client: Client) -> None:
    record = factories.record("JP", title="自転車", summary="")
    client.get(f"/en/records/{record.code}/words/")

    with CaptureQueriesContext(connection) as queries:
        client.get(f"/en/records/{record.code}/words/")

    assert len(queries) <= 10, [query["sql"][:120] for query in queries]


@pytest.mark.parametrize(("language", "is_offered"), [("en", True), ("ko", True), ("ja", False)])
def test_detail_leads_to_the_words_where_the_reader_reads_another_language(
    client: Client, language: str, is_offered: bool
) -> None:
    record = factories.record("JP")

    body = client.get(f"/{language}/initiatives/{record.code}/").content.decode()

    assert (f'href="/{language}/records/{record.code}/words/"' in body) is is_offered
