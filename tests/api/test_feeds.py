from __future__ import annotations

from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from tests import factories
from tricity.knowledge.models import Kind, Record
from tricity.search import indexer
from tricity.search.actions import touch
from tricity.translation.actions import render
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(client: Client, address: str) -> Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return fromstring(response.content)


def said(node: Element, name: str) -> str:
    return node.findtext(f"{ATOM}{name}") or ""


def titles(client: Client, address: str) -> list[str]:
    return [said(entry, "title") for entry in read(client, address).iter(f"{ATOM}entry")]


def test_entry_names_the_record_in_the_readers_language(client: Client) -> None:
    owner = factories.organization("JP", names={"ja": "市役所", "ko": "시청"})
    record = factories.record("JP", Kind.NEED, title="駐車場", summary="要約", owner=owner)
    record.record_topics.create(concept=factories.concept("parking"), weight=1)
    render(
        record,
        "title",
        source="駐車場",
        source_language="ja",
        language="ko",
        text="주차장",
        origin=Origin.HUMAN,
    )

    feed = read(client, "/ko/feeds/needs.atom")
    entry = feed.find(f"{ATOM}entry")

    assert entry is not None
    assert feed.get(LANG) == "ko"
    assert said(entry, "id") == record.uri
    assert said(entry, "title") == "주차장"
    assert entry.find(f"{ATOM}title").get(LANG) == "ko"  # type: ignore[union-attr]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "시청"
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver/ko/needs/{record.code}/"  # type: ignore[union-attr]
    assert entry.find(f"{ATOM}category").get("term") == "urn:tricity:topics:parking"  # type: ignore[union-attr]


def test_feed_follows_the_filters_of_its_list(client: Client) -> None:
    factories.record("JP", Kind.NEED, title="first", language="en")
    factories.record("KR", Kind.NEED, title="second", language="en")
    factories.record("KR", Kind.SOLUTION, title="third", language="en")

    assert titles(client, "/en/feeds/records.atom") == ["third", "second", "first"]
    assert titles(client, "/en/feeds/needs.atom") == ["second", "first"]
    assert titles(client, "/en/feeds/needs.atom?country=JP") == ["first"]
    assert titles(client, "/en/feeds/records.atom?kind=solution&kind=x") == ["third"]
    assert titles(client, "/en/feeds/records.atom?topic=nothing") == []


def test_question_can_be_followed(client: Client) -> None:
    for title in ("駐車場が足りない", "緑を増やす"):
        touch(factories.record("JP", Kind.NEED, title=title))
    indexer.catch_up()

    assert titles(client, f"/ja/feeds/needs.atom?q={quote('駐車場')}") == ["駐車場が足りない"]


def test_drafts_are_in_no_feed(client: Client) -> None:
    factories.record("JP", Kind.NEED, publication_state="draft", published_at=None)
    factories.event(publication_state="draft", published_at=None)
    client.force_login(factories.user(roles=["operator"]))

    assert titles(client, "/en/feeds/records.atom") == []
    assert titles(client, "/en/feeds/events.atom") == []


def test_events_can_be_followed(client: Client) -> None:
    event = factories.event(titles={"en": "Forum", "ja": "フォーラム"})

    entry = read(client, "/ja/feeds/events.atom").find(f"{ATOM}entry")

    assert entry is not None
    assert (said(entry, "id"), said(entry, "title")) == (event.uri, "フォーラム")


def test_identity_of_a_feed_depends_on_what_it_holds_alone(client: Client) -> None:
    def identity(address: str, host: str = "testserver") -> str:
        return said(fromstring(client.get(address, headers={"host": host}).content), "id")

    one = identity("/en/feeds/needs.atom?country=JP&topic=x")

    assert identity("/en/feeds/needs.atom?topic=x&country=JP&page=2", host="localhost") == one
    assert identity("/en/feeds/needs.atom") != one


def test_text_that_xml_cannot_hold_breaks_nothing(client: Client) -> None:
    factories.record("JP", Kind.NEED, title="a\x0b<b>&c\ufffe", language="en")

    assert titles(client, "/en/feeds/needs.atom") == ["a<b>&c"]


def test_unchanged_feed_is_not_sent_again(client: Client) -> None:
    record = factories.record("JP", Kind.NEED, language="en")
    first = client.get("/en/feeds/needs.atom")

    again = client.get("/en/feeds/needs.atom", headers={"if-none-match": first["ETag"]})
    Record.objects.filter(pk=record.pk).update(publication_state="archived")
    withdrawn = client.get("/en/feeds/needs.atom", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, withdrawn.status_code) == (304, 200)


def test_feed_of_nothing_known_is_not_found(client: Client) -> None:
    assert client.get("/en/feeds/people.atom").status_code == 404


def test_number_of_queries_does_not_grow(client: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        factories.record("JP", Kind.NEED, owner=factories.organization("JP"))

    with django_assert_max_num_queries(8):
        assert len(titles(client, "/en/feeds/needs.atom")) == 3
