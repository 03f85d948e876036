"""The web form of the import, for every role."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from openpyxl import Workbook
from tests import factories

from tricity.knowledge.imports import staging
from tricity.knowledge.models import ImportRun, Record
from tricity.web.identity import PublicationState, Standing

pytestmark = pytest.mark.django_db
URL = "/en/import/"


@pytest.fixture(autouse=True)
def _data(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def body(countries: object) -> Any:
    factories.city("JP", native_name="横浜市")
    return factories.organization("JP")


@pytest.fixture
def editor(body: Any) -> Any:
    return factories.user(organizations=[body])


def line(**fields: Any) -> bytes:
    row = {
        "id": "n-1", "kind": "need", "country": "JP", "city_native": "横浜市", "lang": "ja",
        "title": "駐車場の不足を解消したい", "summary": "中心部の駐車場が足りず、空き情報も分からない。",
    }  # fmt: skip
    return json.dumps({**row, **fields}, ensure_ascii=False).encode() + b"\n"


def post(client: Client, content: bytes, name: str = "needs.jsonl", **values: str) -> Any:
    return client.post(URL, {"uploads": SimpleUploadedFile(name, content), "state": "draft", **values})


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_visitor_is_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get(URL).status_code == 302
    assert client.post(URL).status_code == 302


@pytest.mark.parametrize("roles", [[], ["organizer"], ["translator"]])
def test_import_is_refused_without_a_body_to_edit_for(roles: list[str]) -> None:
    client = signed_in(factories.user(roles=roles))

    assert client.get(URL).status_code == 403
    assert client.post(URL).status_code == 403


def test_member_who_is_no_editor_is_refused(body: Any) -> None:
    member = factories.user()
    member.memberships.create(organization=body, role="member")

    assert signed_in(member).get(URL).status_code == 403


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_pages_open_in_every_language(editor: Any, body: Any, language: str) -> None:
    client = signed_in(editor)
    with translation.override(language):
        response = client.get(f"/{language}/import/")

    assert response.status_code == 200


def test_editor_imports_drafts_of_the_body_in_two_steps(editor: Any, body: Any) -> None:
    client = signed_in(editor)

    shown = post(client, line(), speaks_for=body.code)

    assert shown.status_code == 302
    assert Record.objects.count() == 0
    report = client.get(shown.url)
    assert "駐車場の不足を解消したい" in report.content.decode()
    assert "needs.jsonl, line 1" in report.content.decode()

    done = client.post(shown.url)

    assert done.status_code == 302
    record = Record.objects.get()
    assert (record.owner, record.publication_state, record.standing) == (
        body,
        PublicationState.DRAFT,
        Standing.SUBMITTED,
    )
    assert (record.source, record.external_id) == (f"org-{body.code}", "n-1")
    assert ImportRun.objects.get().by == editor
    assert client.get("/en/needs/" + record.code + "/").status_code == 200
    assert Client().get("/en/needs/" + record.code + "/").status_code == 404
    assert client.get(shown.url).status_code == 404


def test_editor_can_hand_records_to_the_curators_but_not_publish(editor: Any, body: Any) -> None:
    client = signed_in(editor)

    refused = post(client, line(), speaks_for=body.code, state="published")

    assert refused.status_code == 422
    assert "Only curators publish" in refused.content.decode()

    client.post(post(client, line(), speaks_for=body.code, state="submitted").url)

    assert Record.objects.get().publication_state == PublicationState.SUBMITTED


def test_editor_cannot_speak_for_another_body_or_as_curator(editor: Any, body: Any) -> None:
    other = factories.organization("JP")
    client = signed_in(editor)

    assert post(client, line(), speaks_for=other.code).status_code == 422
    assert post(client, line(), speaks_for="curator").status_code == 422


def test_editor_cannot_touch_the_records_of_others_or_the_directory(editor: Any, body: Any) -> None:
    factories.record(
        "JP", "need", source=f"org-{body.code}", external_id="n-1", owner=factories.organization("JP")
    )
    city = b'{"kind":"city","country":"JP","city_native":"\xe5\xb7\x9d\xe5\xb4\x8e\xe5\xb8\x82"}\n'
    client = signed_in(editor)

    foreign = post(client, line(), speaks_for=body.code)
    directory = post(client, city, speaks_for=body.code)
    source = post(client, line(source="file"), speaks_for=body.code)

    assert [foreign.status_code, directory.status_code, source.status_code] == [422, 422, 422]
    assert "belongs to another organization" in foreign.content.decode()
    assert "imported by curators" in directory.content.decode()
    assert "may only carry the source" in source.content.decode()


def test_editor_cannot_overwrite_what_is_published_past_the_curators(editor: Any, body: Any) -> None:
    factories.record("JP", "need", source=f"org-{body.code}", external_id="n-1", owner=body, title="Before")

    response = post(signed_in(editor), line(), speaks_for=body.code)

    assert response.status_code == 422
    assert Record.objects.get().title == "Before"


def test_curator_publishes_for_the_own_country_only(body: Any) -> None:
    factories.city("KR", native_name="수원시")
    curator = factories.user(roles=["curator:JP"])
    client = signed_in(curator)
    foreign = line(id="n-2", country="KR", city_native="수원시")

    refused = post(client, line() + foreign, speaks_for="curator", state="published")

    assert refused.status_code == 422
    assert "does not curate this country (KR)" in refused.content.decode()

    client.post(post(client, line(), speaks_for="curator", state="published", source="cases-2026").url)

    record = Record.objects.get()
    assert (record.publication_state, record.standing, record.source) == (
        "published",
        "compiled",
        "cases-2026",
    )
    assert record.published_at is not None


def test_operator_imports_for_every_country(body: Any) -> None:
    operator = factories.user(roles=["operator"])

    response = post(signed_in(operator), line(), speaks_for="curator", state="published")

    assert response.status_code == 302


def test_report_belongs_to_who_uploaded(editor: Any, body: Any) -> None:
    address = post(signed_in(editor), line(), speaks_for=body.code).url
    colleague = factories.user(organizations=[body])

    assert signed_in(colleague).get(address).status_code == 404
    assert signed_in(colleague).post(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_staged_files_are_gone_after_an_hour(editor: Any, body: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(editor)
    address = post(client, line(), speaks_for=body.code).url
    now = staging.time.time()
    monkeypatch.setattr(staging.time, "time", lambda: now + staging.KEPT_SECONDS + 60)

    assert client.get(address).status_code == 404
    staging.sweep()
    assert list((staging._root()).iterdir()) == []


def test_confirmation_shows_a_new_report_if_something_changed_meanwhile(editor: Any, body: Any) -> None:
    client = signed_in(editor)
    address = post(client, line(), speaks_for=body.code).url
    factories.record(
        "JP", "need", source=f"org-{body.code}", external_id="n-1", owner=body, publication_state="draft"
    )

    response = client.post(address)

    assert response.status_code == 409
    assert "this is the new report" in response.content.decode()
    assert client.post(address).status_code == 302
    assert Record.objects.get().title == "駐車場の不足を解消したい"


def test_workbook_is_imported_through_the_form(editor: Any, body: Any) -> None:
    book = Workbook()
    row = json.loads(line())
    book.active.append(list(row))
    book.active.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    client = signed_in(editor)

    address = post(client, out.getvalue(), name="needs.xlsx", speaks_for=body.code).url

    assert client.post(address).status_code == 302
    assert Record.objects.get().title == row["title"]


def test_right_lost_meanwhile_stops_the_confirmation(editor: Any, body: Any) -> None:
    client = signed_in(editor)
    address = post(client, line(), speaks_for=body.code).url
    editor.memberships.all().delete()

    assert client.post(address).status_code == 404
    assert Record.objects.count() == 0


def test_refused_rows_answer_422_and_say_why(editor: Any, body: Any) -> None:
    response = post(signed_in(editor), line(start_year=3024), speaks_for=body.code)

    assert response.status_code == 422
    assert "3024 is not a possible year here" in response.content.decode()
    assert list(staging._root().iterdir()) == []


def test_form_needs_a_file_of_a_known_format(editor: Any, body: Any) -> None:
    client = signed_in(editor)

    nothing = client.post(URL, {"speaks_for": body.code, "state": "draft"})
    picture = post(client, b"GIF89a", name="map.gif", speaks_for=body.code)

    assert nothing.status_code == picture.status_code == 422
    assert "map.gif" in picture.content.decode()


def test_upload_beyond_the_limit_is_refused_before_it_is_parsed(
    editor: Any, body: Any, settings: Any
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    client = signed_in(editor)

    by_length = client.generic("POST", URL, b"x", CONTENT_LENGTH=str(200 * 1024 * 1024))
    by_size = post(client, b" " * (1024 * 1024 + 1), speaks_for=body.code)

    assert by_length.status_code == by_size.status_code == 422
    assert "too large" in by_length.content.decode()
    assert "too large" in by_size.content.decode()
    assert "uploads" in by_size.context["form"].errors


def test_upload_needs_the_csrf_token(editor: Any, body: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert post(client, line(), speaks_for=body.code).status_code == 403
    page = client.get(URL).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    assert post(client, line(), speaks_for=body.code, csrfmiddlewaretoken=token[1]).status_code == 302


def test_file_name_is_never_a_path(editor: Any, body: Any) -> None:
    response = post(signed_in(editor), line(), name="../../evil.jsonl", speaks_for=body.code)

    assert response.status_code == 302
    assert sorted(path.name for path in staging._root().rglob("*") if path.is_file()) == [
        "file-0",
        "rows.jsonl",
        "staged.json",
    ]


@pytest.mark.parametrize("token", ["a" * 22, "..%2f..%2fetc%2fpasswd", "x"])
def test_unknown_tokens_are_not_found(editor: Any, token: str) -> None:
    assert signed_in(editor).get(f"{URL}{token}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_report_page_needs_a_fixed_number_of_queries(
    editor: Any, body: Any, rows: int, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(editor)
    content = b"".join(
        line(id=f"n-{number}", title=f"駐車場の不足を解消したい {number}") for number in range(rows)
    )
    address = post(client, content, speaks_for=body.code).url

    with django_assert_max_num_queries(6):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("kind", ["city", "organization", "initiative", "need", "solution"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_templates_can_be_downloaded(client: Client, kind: str, file_format: str) -> None:
    response = client.get(f"{URL}templates/{kind}.{file_format}")

    assert response.status_code == 200
    assert client.get(f"{URL}templates/{kind}.doc").status_code == 404


def test_export_page_and_files(client: Client, countries: object) -> None:
    factories.record("KR", title="Public")
    factories.record("KR", title="Secret", publication_state="draft")

    page = client.get("/ko/data/")
    file = client.get("/ko/data/initiatives.jsonl")

    assert page.status_code == 200
    assert [json.loads(row)["title"] for row in b"".join(file.streaming_content).splitlines()] == ["Public"]
    assert client.get("/ko/data/users.jsonl").status_code == 404
    assert client.get("/ko/data/records.pdf").status_code == 404
