"""What messengers and search engines read of a page without running anything."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import Client
from tests import factories
from tests.journeys.markup import Node, parse, problems

from tricity.knowledge.models import Kind
from tricity.translation.actions import render
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db
LANGUAGES = {"en": "en_US", "ja": "ja_JP", "ko": "ko_KR", "zh-hans": "zh_CN"}


def page(client: Client, address: str) -> Node:
    response = client.get(address)
    assert response.status_code == 200
    return parse(response.content.decode()).root


def graph(root: Node) -> dict[str, str]:
    """Open Graph properties of a page."""
    return {
        node.attributes["property"].removeprefix("og:"): node.attributes["content"]
        for node in root.all("meta")
        if node.attributes.get("property", "").startswith("og:")
    }


def linked(root: Node) -> dict[str, Any] | None:
    scripts = [node for node in root.all("script") if node.attributes.get("type") == "application/ld+json"]
    return json.loads(scripts[0].text()) if scripts else None


@pytest.mark.parametrize(("code", "locale"), LANGUAGES.items())
def test_shared_link_shows_title_and_picture_in_its_language(client: Client, code: str, locale: str) -> None:
    record = factories.record("JP", Kind.NEED, title="駐車場", summary="要約。")
    for language, text in {"en": "Parking", "ko": "주차장", "zh-hans": "停车场"}.items():
        source = {"source": "駐車場", "source_language": "ja"}
        render(record, "title", **source, language=language, text=text, origin=Origin.HUMAN)
    titles = {"en": "Parking", "ja": "駐車場", "ko": "주차장", "zh-hans": "停车场"}

    shown = graph(page(client, f"/{code}/needs/{record.code}/?x=1"))

    assert shown["title"] == titles[code]
    assert shown["locale"] == locale
    assert shown["url"] == f"http://testserver/{code}/needs/{record.code}/"
    assert shown["image"] == f"http://testserver/static/web/preview-{code}.png"


@pytest.mark.parametrize("code", LANGUAGES)
def test_picture_is_a_png_of_the_size_stated(code: str) -> None:
    path = finders.find(f"web/preview-{code}.png")

    assert path is not None
    with open(path, "rb") as file:
        head = file.read(24)
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (1200, 630)


def test_title_of_a_page_is_said_once_for_readers(client: Client) -> None:
    record = factories.record("JP", Kind.NEED, title='A & "B" <c>', language="en")

    root = page(client, f"/en/needs/{record.code}/")

    assert next(root.all("title")).text() == 'A & "B" <c> · Tricity'
    assert graph(root)["title"] == 'A & "B" <c>'


def test_record_says_what_it_is(client: Client) -> None:
    record = factories.record("JP", Kind.NEED, title="駐車場", summary="</script><script>alert(1)")

    root = page(client, f"/ja/needs/{record.code}/")
    about = linked(root)

    assert about is not None
    assert about["@type"] == "CreativeWork"
    assert about["@id"] == record.uri
    assert (about["name"], about["inLanguage"]) == ("駐車場", "ja")
    assert about["abstract"] == "</script><script>alert(1)"
    assert about["spatialCoverage"]["containedInPlace"]["identifier"] == "JP"
    assert sum(node.attributes.get("src") is None for node in root.all("script")) == 1


def test_rendering_names_the_work_it_renders(client: Client) -> None:
    record = factories.record("JP", Kind.NEED, title="駐車場")
    render(
        record,
        "title",
        source="駐車場",
        source_language="ja",
        language="ko",
        text="주차장",
        origin=Origin.HUMAN,
    )

    about = linked(page(client, f"/ko/needs/{record.code}/"))

    assert about is not None
    assert about["name"] == "주차장"
    assert about["translationOfWork"] == {"@type": "CreativeWork", "name": "駐車場", "inLanguage": "ja"}


def test_draft_says_nothing_to_machines(client: Client) -> None:
    body = factories.organization("JP")
    record = factories.record("JP", Kind.NEED, owner=body, publication_state="draft", published_at=None)
    client.force_login(factories.user(organizations=[body]))

    assert linked(page(client, f"/en/needs/{record.code}/")) is None


def test_other_things_say_what_they_are(client: Client) -> None:
    city = factories.city("KR", native_name="수원시", names={"ko": "수원시", "en": "Suwon"})
    body = factories.organization("JP", type="university")
    solution = factories.record("JP", Kind.SOLUTION)
    event = factories.event(places={"en": "Seoul"})

    kinds = {
        address: (linked(page(client, f"/en/{address}")) or {}).get("@type")
        for address in (
            f"cities/{city.code}/",
            f"organizations/{body.code}/",
            f"solutions/{solution.code}/",
            f"events/{event.code}/",
        )
    }

    assert list(kinds.values()) == ["City", "CollegeOrUniversity", "Service", "Event"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_pages_stay_sound(client: Client, code: str) -> None:
    need, event = factories.record("JP", Kind.NEED), factories.event()
    tag = {"zh-hans": "zh-Hans"}.get(code, code)

    for address in (f"needs/{need.code}/", "needs/", "data/", "events/", f"events/{event.code}/"):
        url = f"/{code}/{address}"
        found = problems(client.get(url).content.decode(), url=f"http://testserver{url}", language=tag)
        assert found == [], url


def test_remembered_text_is_plain() -> None:
    template = Template("{% remember 'x' %}<b>a</b> &amp;\n {{ y }}{% endremember %}[{{ x }}]")

    assert template.render(Context({"y": "<i>"})) == "[a &amp; &lt;i&gt;]"
