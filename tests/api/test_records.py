from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tricity.api.actions import make_token
from tricity.knowledge.models import Kind, Record
from tricity.translation.actions import render
from tricity.web.identity import PublicationState
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db
Program = Callable[..., Client]
RECORDS = "/api/v1/records"
State = PublicationState


def codes(client: Client, query: str = "") -> list[str]:
    response = client.get(f"{RECORDS}{query}")
    assert response.status_code == 200, response.json()
    return [each["code"] for each in response.json()["items"]]


def draft(owner: Any = None, **fields: Any) -> Record:
    defaults = {"publication_state": State.DRAFT, "published_at": None}
    return factories.record("JP", Kind.NEED, owner=owner, **{**defaults, **fields})


def render_title(record: Record, language: str, text: str) -> None:
    render(
        record,
        "title",
        source=record.title,
        source_language=record.language,
        language=language,
        text=text,
        origin=Origin.MACHINE,
        engine="test",
    )


# --- Reading -------------------------------------------------------------------------------------------------


def test_record_comes_in_the_callers_language_beside_the_original(program: Program) -> None:
    record = factories.record("JP", title="駐車場", summary="要約。")
    render_title(record, "ko", "주차장")

    found = program(language="ko-KR").get(f"{RECORDS}/{record.code}").json()

    assert found["title"] == {
        "text": "주차장",
        "language": "ko",
        "origin": "machine",
        "reviewed": False,
        "stale": False,
        "original": {"text": "駐車場", "language": "ja"},
        "renderings": [
            {
                "text": "주차장",
                "language": "ko",
                "origin": "machine",
                "reviewed": False,
                "stale": False,
                "engine": "test",
            }
        ],
    }
    assert found["summary"]["origin"] == "digest"
    assert found["summary"]["original"] == {"text": "要約。", "language": "ja"}
    assert found["url"] == f"http://testserver/ko/initiatives/{record.code}/"


def test_texts_stand_in_the_answer_as_they_are_written(program: Program) -> None:
    record = factories.record("JP", title="駐車場")

    assert "駐車場".encode() in program().get(f"{RECORDS}/{record.code}").content


def test_rendering_of_earlier_words_says_so(program: Program) -> None:
    record = factories.record("JP", title="駐車場")
    render_title(record, "ko", "주차장")
    Record.objects.filter(pk=record.pk).update(title="駐輪場")

    found = program(language="ko").get(f"{RECORDS}/{record.code}").json()

    assert found["title"]["stale"] is True


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ja", "ja"),
        ("zh-CN, en;q=0.5", "zh-Hans"),
        ("fr, ko;q=0.2", "ko"),
        ("", "en"),
        ("de", "en"),
        ("*", "en"),
    ],
)
def test_answer_says_its_language(program: Program, accepted: str, language: str) -> None:
    response = program(language=accepted).get(RECORDS)

    assert response["Content-Language"] == language
    assert "Accept-Language" in response["Vary"]


def test_language_cookie_has_no_say(program: Program) -> None:
    client = program(language="ko")
    client.cookies["django_language"] = "ja"

    assert client.get(RECORDS)["Content-Language"] == "ko"


def test_filters_narrow_each_other_down(program: Program) -> None:
    need = factories.record("JP", Kind.NEED)
    factories.record("JP", Kind.INITIATIVE)
    korean = factories.record("KR", Kind.NEED)
    client = program()

    assert codes(client, "?kind=need") == [korean.code, need.code]
    assert codes(client, "?kind=need&country=JP") == [need.code]
    assert codes(client, "?country=JP&country=KR&kind=need") == [korean.code, need.code]
    assert codes(client, f"?city={need.city.code}") == [need.code]
    assert codes(client, "?language=ko") == [korean.code]
    assert codes(client, "?topic=unknown") == []


def test_updated_since_leaves_older_changes_out(program: Program) -> None:
    old, new = factories.record("JP"), factories.record("JP")
    Record.objects.filter(pk=old.pk).update(updated_at="2020-01-01T00:00:00Z")

    client = program()

    assert codes(client, "?updated_since=2021-01-01T00:00:00Z") == [new.code]
    assert codes(client, "?order=updated") == [old.code, new.code]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-12:00"])
def test_instants_at_the_ends_of_time_break_nothing(program: Program, moment: str) -> None:
    record = factories.record("JP")

    assert codes(program(), f"?updated_since={moment}") == ([record.code] if moment < "1" else [])


def test_cursor_is_not_moved_by_what_is_added_meanwhile(program: Program) -> None:
    rows = [factories.record("JP") for _ in range(3)]
    client = program()
    first = client.get(f"{RECORDS}?limit=2").json()
    factories.record("JP")

    second = client.get(first["next"]).json()

    assert [each["code"] for each in first["items"]] == [rows[2].code, rows[1].code]
    assert [each["code"] for each in second["items"]] == [rows[0].code]
    assert second["next"] is None


def test_following_changes_to_the_end_sees_every_row_once(program: Program) -> None:
    rows = [factories.record("JP") for _ in range(5)]
    Record.objects.update(updated_at="2026-01-01T00:00:00Z")
    client = program()
    seen, address = [], f"{RECORDS}?order=updated&limit=2"

    while address:
        page = client.get(address).json()
        seen += [each["code"] for each in page["items"]]
        address = page["next"]

    assert seen == [row.code for row in rows]


@pytest.mark.parametrize(
    "cursor", ["x", "Y3JlYXRlZHx4", "%00", "dXBkYXRlZHwx", "Y3JlYXRlZHw5OTk5OTk5OTk5OTk5OTk5OTk5"]
)
def test_cursor_of_nowhere_is_refused(program: Program, cursor: str) -> None:
    response = program().get(f"{RECORDS}?cursor={cursor}")

    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == "cursor"


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_queries_for_any_length(
    program: Program, django_assert_max_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        record = factories.record("JP", owner=factories.organization("JP"))
        render_title(record, "ko", "제목")
    client = program()

    with django_assert_max_num_queries(11):
        assert len(codes(client)) == count


# --- Who may read what ---------------------------------------------------------------------------------------


def people(body: Any) -> dict[str, Any]:
    member = factories.user()
    member.memberships.create(organization=body, role="member")
    return {
        "visitor": None,
        "stranger": factories.user(),
        "member": member,
        "editor": factories.user(organizations=[body]),
        "other editor": factories.user(organizations=[factories.organization("JP")]),
        "curator": factories.user(roles=["curator:JP"]),
        "other curator": factories.user(roles=["curator:KR"]),
        "operator": factories.user(roles=["operator"]),
    }


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("visitor", False),
        ("stranger", False),
        ("member", False),
        ("editor", True),
        ("other editor", False),
        ("curator", True),
        ("other curator", False),
        ("operator", True),
    ],
)
def test_draft_is_read_by_those_who_read_it_on_the_site(program: Program, role: str, sees: bool) -> None:
    body = factories.organization("JP")
    record = draft(body)
    public = factories.record("JP")
    client = program(people(body)[role])

    response = client.get(f"{RECORDS}/{record.code}")

    assert response.status_code == (200 if sees else 404)
    assert (record.code in codes(client)) is sees
    assert (record.code in codes(client, "?state=draft")) is sees
    assert public.code in codes(client)


def test_session_of_the_site_opens_nothing_here(client: Client) -> None:
    body = factories.organization("JP")
    record = draft(body)
    client.force_login(factories.user(organizations=[body]))

    assert client.get(f"/en/needs/{record.code}/").status_code == 200
    assert client.get(f"{RECORDS}/{record.code}").status_code == 404


def test_deleted_record_is_gone(program: Program) -> None:
    record = factories.record("JP", deleted_at="2026-01-01T00:00:00Z")

    response = program().get(f"{RECORDS}/{record.code}")

    assert response.status_code == 410
    assert response.json()["code"] == "gone"


def test_pending_change_is_told_to_its_editors_alone(program: Program) -> None:
    body = factories.organization("JP")
    record = factories.record("JP", owner=body, pending={"title": "secret"})

    def told(person: Any) -> bool:
        return program(person).get(f"{RECORDS}/{record.code}").json()["has_pending_change"]

    assert told(None) is False
    assert told(factories.user(organizations=[body])) is True


# --- Writing -------------------------------------------------------------------------------------------------


def written(city: Any, /, **fields: Any) -> dict[str, Any]:
    return {
        "kind": "need",
        "title": "駐車場を減らしたい",
        "summary": "中心部の駐車場が多すぎる。",
        "country": "JP",
        "city": city.code,
        "horizon": "short",
        "sources": ["https://example.jp/a"],
        "organizations": [{"name": "市民の会", "role": "partner"}],
        **fields,
    }


def body_of_a_city() -> Any:
    return factories.organization("JP", type="city", city=factories.city("JP"))


def send(client: Client, method: str, address: str, data: Any = None, **headers: str) -> Any:
    return client.generic(method, address, _json(data), content_type="application/json", headers=headers)


def _json(data: Any) -> str:
    return "" if data is None else json.dumps(data)


def test_editor_writes_changes_and_submits_a_draft(program: Program) -> None:
    body = body_of_a_city()
    client = program(factories.user(organizations=[body]))

    made = send(client, "POST", RECORDS, written(body.city, owner=body.code))
    assert made.status_code == 201, made.json()
    address = made["Location"].removeprefix("http://testserver")
    changed = send(client, "PATCH", address, {"title": "駐輪場を増やしたい"}, if_match=made["ETag"])
    submitted = send(client, "POST", f"{address}/submission", if_match=changed["ETag"])

    assert made.json()["publication_state"] == "draft"
    assert made.json()["language"] == "ja"
    assert changed.json()["title"]["original"]["text"] == "駐輪場を増やしたい"
    assert changed.json()["summary"]["original"]["text"] == "中心部の駐車場が多すぎる。"
    assert changed.json()["sources"] == [{"url": "https://example.jp/a", "read_on": None}]
    assert submitted.json()["publication_state"] == "submitted"
    assert [each["name"] for each in submitted.json()["organizations"]] == ["市民の会", body.names["ja"]]


def test_change_of_a_public_record_waits_for_a_curator(program: Program) -> None:
    body = body_of_a_city()
    record = factories.record("JP", Kind.NEED, owner=body, title="前の題")
    client = program(factories.user(organizations=[body]))

    response = send(client, "PATCH", f"{RECORDS}/{record.code}", {"title": "後の題"}, if_match="*")

    record.refresh_from_db()
    assert response.status_code == 200
    assert response.json()["has_pending_change"] is True
    assert (record.title, record.pending["title"]) == ("前の題", "後の題")


def test_change_without_if_match_is_refused(program: Program) -> None:
    body = body_of_a_city()
    record = draft(body)

    response = send(
        program(factories.user(organizations=[body])), "PATCH", f"{RECORDS}/{record.code}", {"title": "x"}
    )

    assert response.status_code == 428
    assert response.json()["code"] == "precondition-required"


def test_change_over_somebody_elses_change_is_refused(program: Program) -> None:
    body = body_of_a_city()
    record = draft(body)
    client = program(factories.user(organizations=[body]))
    address = f"{RECORDS}/{record.code}"
    seen = client.get(address)["ETag"]
    send(client, "PATCH", address, {"title": "first"}, if_match=seen)

    second = send(client, "PATCH", address, {"title": "second"}, if_match=seen)

    record.refresh_from_db()
    assert second.status_code == 412
    assert record.title == "first"


def test_tag_that_was_weakened_by_compression_still_counts(program: Program) -> None:
    body = body_of_a_city()
    record = draft(body)
    client = program(factories.user(organizations=[body]))
    address = f"{RECORDS}/{record.code}"
    seen = client.get(address)["ETag"]

    assert send(client, "PATCH", address, {"title": "x"}, if_match=f"W/{seen}").status_code == 200


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("visitor", 401),
        ("stranger", 404),
        ("member", 404),
        ("editor", 200),
        ("other editor", 404),
        ("curator", 200),
        ("other curator", 404),
        ("operator", 200),
    ],
)
def test_draft_is_changed_by_those_who_change_it_on_the_site(
    program: Program, role: str, status: int
) -> None:
    body = body_of_a_city()
    record = draft(body)
    client = program(people(body)[role])

    response = send(client, "PATCH", f"{RECORDS}/{record.code}", {"title": "x"}, if_match="*")

    assert response.status_code == status


@pytest.mark.parametrize(
    ("role", "status"), [("visitor", 401), ("member", 403), ("other editor", 403), ("editor", 200)]
)
def test_public_record_is_changed_only_for_its_owner(program: Program, role: str, status: int) -> None:
    body = body_of_a_city()
    record = factories.record("JP", Kind.NEED, owner=body)
    client = program(people(body)[role])

    response = send(client, "PATCH", f"{RECORDS}/{record.code}", {"title": "x"}, if_match="*")

    assert response.status_code == status


def test_submitted_record_waits_and_is_not_changed(program: Program) -> None:
    body = body_of_a_city()
    record = draft(body, publication_state=State.SUBMITTED)
    client = program(factories.user(organizations=[body]))

    response = send(client, "PATCH", f"{RECORDS}/{record.code}", {"title": "x"}, if_match="*")

    assert response.status_code == 403


def test_token_without_the_right_writes_nothing(program: Program) -> None:
    body = body_of_a_city()
    client = program(factories.user(organizations=[body]), scopes=("read",))

    response = send(client, "POST", RECORDS, written(body.city, owner=body.code))

    assert response.status_code == 403
    assert response.json()["code"] == "insufficient-scope"
    assert not Record.objects.exists()


def test_visitors_learn_nothing_about_what_they_send(program: Program) -> None:
    """Who may not write is told so, whatever the body says."""
    for data in ({}, {"kind": "idea"}, None):
        assert send(program(), "POST", RECORDS, data).status_code == 401


def test_nobody_writes_for_a_body_of_others(program: Program) -> None:
    body = body_of_a_city()
    client = program(factories.user(organizations=[factories.organization("JP")]))

    response = send(client, "POST", RECORDS, written(body.city, owner=body.code))

    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "#/owner"


def test_only_curators_write_without_an_owner(program: Program) -> None:
    city = factories.city("JP")

    def status(person: Any) -> int:
        return send(program(person), "POST", RECORDS, written(city, language="ja")).status_code

    assert status(factories.user()) == 403
    assert status(factories.user(roles=["curator:KR"])) == 422  # not their country
    assert status(factories.user(roles=["curator:JP"])) == 201


def test_no_cookie_is_asked_of_programs() -> None:
    body = body_of_a_city()
    _token, secret = make_token(
        factories.user(organizations=[body]), name="x", scopes=["write:records"], days=30
    )
    strict = Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {secret}"})

    response = send(strict, "POST", RECORDS, written(body.city, owner=body.code))

    assert response.status_code == 201
    assert not response.cookies


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"title": ""}, "#/title"),
        ({"title": "x" * 301}, "#/title"),
        ({"title": 3}, "#/title"),
        ({"language": "tlh"}, "#/language"),
        ({"country": "KR"}, "#/country"),
        ({"city": "NOWHERE2"}, "#/city"),
        ({"city": ""}, "#/city"),
        ({"status": "planned"}, "#/status"),
        ({"suggested_topics": ["unknown"]}, "#/suggested_topics/0"),
        ({"sources": ["ftp://x"]}, "#/sources"),
        ({"organizations": [{"name": "", "role": "lead", "name_en": "x"}]}, "#/organizations/0/name"),
        ({"organizations": [{"name": "x", "role": "boss"}]}, "#/organizations/0/role"),
        ({"indicators": [{"name": "x", "value": 1}]}, "#/indicators"),
        ({"unknown": 1}, "#/unknown"),
    ],
)
def test_wrong_field_is_named_where_it_stands(program: Program, fields: dict[str, Any], pointer: str) -> None:
    body = body_of_a_city()
    client = program(factories.user(organizations=[body]))

    response = send(client, "POST", RECORDS, written(body.city, owner=body.code, **fields))

    assert response.status_code == 422, response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert [each["pointer"] for each in response.json()["errors"]] == [pointer]
    assert all(each["message"] for each in response.json()["errors"])


def test_figures_keep_their_type(program: Program) -> None:
    body = body_of_a_city()
    client = program(factories.user(organizations=[body]))
    figures = [{"name": "台数", "value": 12.5, "unit": "台", "year": 2025}, {"name": "率", "value": "約半分"}]
    data = {**written(body.city, owner=body.code), "kind": "initiative", "indicators": figures}
    data.pop("horizon")

    response = send(client, "POST", RECORDS, data)

    assert response.status_code == 201, response.json()
    assert response.json()["indicators"] == [
        {"name": "台数", "value": 12.5, "unit": "台", "year": 2025},
        {"name": "率", "value": "約半分", "unit": None, "year": None},
    ]


def test_body_that_is_too_large_is_not_read(program: Program, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    response = send(program(factories.user()), "POST", RECORDS, {"title": "x" * 200})

    assert response.status_code == 413
    assert response["Content-Type"] == "application/problem+json"


def test_body_that_is_not_json_is_not_read(program: Program) -> None:
    client = program(factories.user())

    as_form = client.post(RECORDS, {"title": "x"})
    broken = client.post(RECORDS, "{", content_type="application/json")

    assert as_form.status_code == 415
    assert broken.status_code == 400
    assert broken.json()["code"] == "bad-request"
