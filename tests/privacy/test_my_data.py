"""One's own data: seen and taken by oneself alone."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import factories

from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.documents.actions import bring_document
from tricity.privacy.columns import blot, own_words
from tricity.privacy.registry import holdings
from tricity.privacy.words import COLUMNS, readable

pytestmark = pytest.mark.django_db


@pytest.fixture
def minsu(countries: dict[str, object]) -> User:
    body = factories.organization("KR")
    person = factories.user(
        username="minsu", native_name="김민수", email="minsu@example.kr", organizations=[body]
    )
    bring_document(ContentFile(b"hello", name="공문.txt"), by=person, owner=body, kind="need")
    return person


def archive_of(client: Client, language: str = "en") -> zipfile.ZipFile:
    response = client.post(f"/{language}/my/data/archive/")
    assert response.headers["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(response)))


def test_the_page_lists_what_is_kept_and_for_how_long(
    client: Client, minsu: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(minsu)

    with django_assert_max_num_queries(12):
        response = client.get("/en/my/data/")

    page = response.content.decode()
    assert response.status_code == 200
    assert [str(each.label) for each in holdings() if str(each.label) not in page] == []
    assert "90 days" in page


@pytest.mark.parametrize("holding", holdings(), ids=lambda holding: holding.name)
def test_each_holding_can_be_looked_at(
    client: Client, minsu: User, holding: object, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(minsu)

    with django_assert_max_num_queries(12):
        response = client.get(f"/en/my/data/kept/{holding.name}/")  # type: ignore[attr-defined]

    assert response.status_code == 200


def test_the_archive_holds_everything_for_people_and_for_programs(client: Client, minsu: User) -> None:
    client.force_login(minsu)

    archive = archive_of(client, "ko")

    data = json.loads(archive.read("data.json"))
    index = archive.read("index.html").decode()
    assert set(data["holdings"]) == {each.name for each in holdings()}
    assert data["holdings"]["account"]["email"] == "minsu@example.kr"
    assert data["holdings"]["documents"][0]["name"] == "공문.txt"
    assert '<html lang="ko">' in index
    assert "김민수" in index
    [file] = [name for name in archive.namelist() if name.startswith("files/")]
    assert file.endswith("공문.txt")
    assert archive.read(file) == b"hello"


def test_taking_ones_data_is_noted(client: Client, minsu: User) -> None:
    client.force_login(minsu)

    archive_of(client)

    assert Entry.objects.filter(verb="account.data-taken", actor=minsu).count() == 1


def test_nobody_sees_the_data_of_another_not_even_an_operator(client: Client, minsu: User) -> None:
    client.force_login(factories.user(roles=["operator"]))

    archive = archive_of(client)

    pages = [
        client.get("/en/my/data/"),
        *(client.get(f"/en/my/data/kept/{each.name}/") for each in holdings()),
    ]
    assert "minsu@example.kr" not in archive.read("data.json").decode()
    assert [name for name in archive.namelist() if name.startswith("files/")] == []
    assert not any("minsu@example.kr" in page.content.decode() for page in pages)


@pytest.mark.parametrize("path", ["", "kept/account/", "deletion/", "asked/"])
def test_visitors_are_asked_to_sign_in(client: Client, path: str) -> None:
    response = client.get(f"/en/my/data/{path}")

    assert response.status_code == 302
    assert "/sign-in/" in response.headers["Location"]


def test_an_unknown_holding_is_not_there(client: Client, minsu: User) -> None:
    client.force_login(minsu)

    assert client.get("/en/my/data/kept/nothing/").status_code == 404


def test_every_column_of_an_export_has_a_name_people_can_read(minsu: User) -> None:
    unnamed = set()
    for holding in holdings():
        exported = holding.export(minsu)
        rows = [exported] if isinstance(exported, dict) else exported
        unnamed |= {name for row in rows for name in row if name not in COLUMNS}

    assert unnamed == set()


def test_values_are_said_in_words() -> None:
    values = {
        "verb": "account.changed",
        "proposed": True,
        "seen_at": None,
        "names": {"ja": "市役所", "en": "City hall"},
        "scopes": ["a", "b"],
        "message": "주차장이 부족합니다.",
    }

    said = {
        name: [(part.text, part.language) for part in readable(name, value)] for name, value in values.items()
    }

    assert said == {
        "verb": [("Account changed", "")],
        "proposed": [("yes", "")],
        "seen_at": [("—", "")],
        "names": [("市役所", "ja"), ("City hall", "en")],
        "scopes": [("a", ""), ("b", "")],
        "message": [("주차장이 부족합니다.", "ko")],
    }


def test_names_too_short_to_tell_are_not_struck_out() -> None:
    short = User(native_name="李", romanized_name="Li", email="")
    long = User(native_name="李晓城", romanized_name="Li Xiaocheng", email="li@example.cn")

    assert own_words(short) == []
    assert blot("李晓城 <li@example.cn>", own_words(long)) == "[…] <[…]>"
