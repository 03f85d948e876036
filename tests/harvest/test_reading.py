"""Answers of catalogues and feeds become entries of one shape, or say what is wrong with them."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tricity.harvest.fetching import Page
from tricity.harvest.problems import Problem
from tricity.harvest.reading import Asked, Batch, first_address, read_page
from tricity.harvest.reading.dates import moment
from tricity.harvest.reading.texts import plain
from tricity.harvest.reading.values import Form

ADDRESS = "https://data.example.jp/"
CKAN = Asked(Form.CKAN, ADDRESS)
DCAT = Asked(Form.DCAT, ADDRESS, language="ko")
FEED = Asked(Form.FEED, ADDRESS)

ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja"><title>新着</title><rights>CC BY 4.0</rights>
<link rel="next" href="?page=2"/>
<entry><id>tag:example.jp,2026:1</id><title>スマート駐車の実証</title><updated>2026-03-01T09:00:00+09:00</updated>
<link href="/news/1"/><link rel="enclosure" href="/a.pdf" type="application/pdf" title="資料"/>
<content type="html">&lt;p&gt;空きを&lt;b&gt;知らせる&lt;/b&gt;。&lt;/p&gt;&lt;p&gt;2年間。&lt;/p&gt;</content></entry>
<entry><id>2</id></entry></feed>"""
RSS = """<rss version="2.0"><channel><title>n</title><language>ko</language>
<item><guid>9</guid><title>스마트 주차</title><link>https://city.example.kr/9</link><description>주차장 부족</description>
<pubDate>Mon, 02 Mar 2026 09:00:00 +0900</pubDate></item></channel></rss>"""
TURTLE = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix hydra: <http://www.w3.org/ns/hydra/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://data.example.kr/c> a dcat:Catalog ; dcat:dataset <https://data.example.kr/1> .
<https://data.example.kr/c?page=1> hydra:next <https://data.example.kr/c?page=2> .
<https://data.example.kr/1> a dcat:Dataset ; dct:title "Parking"@en, "주차장"@ko ; dct:description "위치"@ko ;
  dct:modified "2026-02-03"^^xsd:date ; dct:license <https://creativecommons.org/licenses/by/4.0/> ;
  dct:publisher [ foaf:name "수원시"@ko ] ;
  dcat:distribution [ dcat:downloadURL <https://data.example.kr/1.csv> ; dct:title "파일"@ko ; dct:format "CSV" ] .
<https://data.example.kr/2> a dcat:Dataset ."""


def read(
    text: str | bytes, asked: Asked, media_type: str = "", charset: str = "", url: str = ADDRESS
) -> Batch:
    body = text.encode() if isinstance(text, str) else text
    return read_page(Page(url, body, media_type, charset), asked)


def problem_of(text: str | bytes, asked: Asked, **options: str) -> str:
    with pytest.raises(Problem) as raised:
        read(text, asked, **options)
    return raised.value.code


def ckan(*packages: object, count: int = 1) -> str:
    return json.dumps({"success": True, "result": {"count": count, "results": list(packages)}})


def test_ckan_is_asked_page_by_page_in_a_steady_order() -> None:
    address = first_address(Asked(Form.CKAN, "https://data.example.jp/portal/", filter="tags:smart"))

    assert address.startswith("https://data.example.jp/portal/api/3/action/package_search?")
    assert "start=0" in address
    assert "sort=id+asc" in address
    assert "fq=tags%3Asmart" in address


def test_ckan_is_asked_only_for_what_has_changed() -> None:
    address = first_address(Asked(Form.CKAN, ADDRESS, since="2026-01-02T00:00:00Z"))

    assert "metadata_modified%3A%5B2026-01-02T00%3A00%3A00Z+TO+%2A%5D" in address


def test_package_is_an_entry() -> None:
    row = {"id": "a", "name": "parking", "title": "Parking", "notes": "<p>Where</p>", "license_title": "CC BY 4.0",
           "metadata_modified": "2026-01-02T03:04:05", "organization": {"title": "Suwon"},
           "resources": [{"name": "file", "url": "https://data.example.jp/a.csv", "format": "CSV"}, {"url": "javascript:x"}]}  # fmt: skip

    (item,) = read(ckan(row), CKAN).items

    assert (item.external_id, item.title, item.text, item.licence) == ("a", "Parking", "Where", "CC BY 4.0")
    assert item.url == "https://data.example.jp/dataset/parking"
    assert item.modified == dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    assert [(each.name, each.url, each.format) for each in item.resources] == [
        ("file", "https://data.example.jp/a.csv", "CSV")
    ]


def test_title_of_several_languages_is_taken_in_the_preferred() -> None:
    row = {"id": "a", "title": "x", "title_translated": {"en": "Parking", "ko": "주차장"}}

    (item,) = read(ckan(row), Asked(Form.CKAN, ADDRESS, title="title_translated", language="ko")).items

    assert item.title == "주차장"


def test_entry_that_cannot_be_taken_does_not_keep_the_others_back() -> None:
    batch = read(
        ckan({"id": "a", "title": "x"}, {"title": "no id"}, {"id": "b", "title": " "}, "nonsense"), CKAN
    )

    assert [each.external_id for each in batch.items] == ["a"]
    assert [each.code for each in batch.flaws] == ["no-id", "no-title", "no-id"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "json"),
        ("[]", "not-ckan"),
        ("<html></html>", "json"),
        ('{"result": {"results": 3}}', "not-ckan"),
        ("[" * 100_000, "json"),
    ],
)
def test_what_is_no_ckan_answer_says_so(text: str, code: str) -> None:
    assert problem_of(text, CKAN) == code


def test_atom_entries() -> None:
    batch = read(ATOM, FEED, url="https://city.example.jp/feed")

    (item,) = batch.items
    assert (item.external_id, item.title, item.language) == (
        "tag:example.jp,2026:1",
        "スマート駐車の実証",
        "ja",
    )
    assert item.text == "空きを知らせる。\n2年間。"
    assert (item.url, item.licence) == ("https://city.example.jp/news/1", "CC BY 4.0")
    assert item.modified == dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    assert item.resources[0].url == "https://city.example.jp/a.pdf"
    assert (batch.next, [each.code for each in batch.flaws]) == (
        "https://city.example.jp/feed?page=2",
        ["no-title"],
    )


def test_rss_items() -> None:
    (item,) = read(RSS, FEED).items

    assert (item.external_id, item.title, item.text, item.language) == (
        "9",
        "스마트 주차",
        "주차장 부족",
        "ko",
    )
    assert (item.url, item.modified) == ("https://city.example.kr/9", dt.datetime(2026, 3, 2, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("encoding", "said"), [("euc-kr", "header"), ("euc-kr", "declaration"), ("cp949", "nothing")]
)
def test_feed_in_another_encoding_is_read(encoding: str, said: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>' if said == "declaration" else ""
    body = (declaration + RSS).encode(encoding)

    (item,) = read(body, FEED, charset=encoding if said == "header" else "").items

    assert item.title == "스마트 주차"


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'

    assert problem_of(bomb, FEED) == "entities"
    assert problem_of(bomb, DCAT) == "entities"


@pytest.mark.parametrize(("text", "code"), [("<rss>", "xml"), ("", "xml"), ("<html/>", "not-feed")])
def test_what_is_no_feed_says_so(text: str, code: str) -> None:
    assert problem_of(text, FEED) == code


def graph_as(form: str) -> str:
    from rdflib import Graph

    return Graph().parse(data=TURTLE, format="turtle").serialize(format=form, auto_compact=False)


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("turtle", "text/turtle"),
        ("xml", "application/rdf+xml"),
        ("json-ld", "application/ld+json"),
        ("turtle", ""),
        ("xml", ""),
        ("json-ld", ""),
    ],
)
def test_dcat_in_each_form(form: str, media_type: str) -> None:
    batch = read(graph_as(form), DCAT, media_type)

    (item,) = batch.items
    assert (item.external_id, item.title, item.text) == ("https://data.example.kr/1", "주차장", "위치")
    assert (item.publisher, item.licence) == ("수원시", "https://creativecommons.org/licenses/by/4.0/")
    assert item.modified == dt.datetime(2026, 2, 3, tzinfo=dt.UTC)
    assert [(each.name, each.format) for each in item.resources] == [("파일", "CSV")]
    assert batch.next == "https://data.example.kr/c?page=2"
    assert [each.code for each in batch.flaws] == ["no-title"]


def test_context_of_another_address_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("something was asked for"))
    document = json.dumps({"@context": "http://127.0.0.1:9/context.jsonld", "@id": "x"})
    nested = json.dumps([{"a": [{"@context": [{"@import": "http://127.0.0.1:9/"}]}]}])

    assert problem_of(document, DCAT) == problem_of(nested, DCAT) == "context"


def test_context_in_a_list_within_a_list_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("rdflib.plugins.shared.jsonld.context.source_to_json", asked.append)
    document = json.dumps({"@context": [[{"a": "b"}, ["http://169.254.169.254/latest/"]]]})

    assert problem_of(document, DCAT) == "context"
    assert not asked


@pytest.mark.parametrize(
    ("text", "code"),
    [("{", "json"), ("@prefix", "rdf"), ("<a> <b> <c> .", "xml"), ("<rdf/>", "not-dcat"), ("", "not-dcat")],
)
def test_what_is_no_catalogue_says_so(text: str, code: str) -> None:
    assert problem_of(text, DCAT) == code


@given(st.text(max_size=80))
def test_any_date_is_read_or_not_but_never_raises(text: str) -> None:
    found = moment(text)

    assert found is None or found.utcoffset() == dt.timedelta(0)


@given(
    st.datetimes(
        min_value=dt.datetime(1, 1, 3),  # noqa: DTZ001  # hypothesis adds the zone
        max_value=dt.datetime(9999, 12, 29),  # noqa: DTZ001
        timezones=st.just(dt.timezone(dt.timedelta(hours=9))),
    )
)
def test_date_with_a_zone_is_the_same_moment(when: dt.datetime) -> None:
    assert moment(when.isoformat()) == when


@given(st.binary(max_size=300))
def test_no_bytes_make_a_reader_raise_anything_else(body: bytes) -> None:
    for asked in (CKAN, FEED, DCAT):
        with suppress(Problem):
            read(body, asked)


@pytest.mark.parametrize(
    ("given_text", "words"),
    [
        ("<p>a</p><p>b</p>", "a\nb"),
        ("a < b", "a < b"),
        ("A &amp; B", "A & B"),
        ("<script>x</script><p>y</p>", "y"),
    ],
)
def test_markup_becomes_words(given_text: str, words: str) -> None:
    assert plain(given_text) == words
