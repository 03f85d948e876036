from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests import factories

from tricity.activity.queries import history
from tricity.knowledge.actions import change_record
from tricity.knowledge.errors import ChangedMeanwhile
from tricity.knowledge.models import Kind, Participation, Record
from tricity.knowledge.values import values_of
from tricity.search.models import Outbox
from tricity.translation.actions import render
from tricity.web.identity import PublicationState, Standing
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db
State = PublicationState


def rows(name: str, *values: dict[str, Any]) -> dict[str, Any]:
    data = {f"{name}-TOTAL_FORMS": len(values), f"{name}-INITIAL_FORMS": 0}
    for place, row in enumerate(values):
        data |= {f"{name}-{place}-{field}": value for field, value in row.items()}
    return data


def typed(record: Record | None = None, **changes: Any) -> dict[str, Any]:
    """What a person sends from the form of a need."""
    data: dict[str, Any] = {
        "title": "駐車場を減らしたい",
        "summary": "中心部の駐車場が多すぎる。",
        "language": "ja",
        "country": "JP",
        "city": record.city.code if record and record.city else "",
        "horizon": "short",
        "sources": "https://example.jp/a",
        **rows("bodies", {"name": "市民の会", "name_en": "", "role": "partner"}),
    }
    if record is not None:
        data["version"] = record.version
    return {**data, **changes}


def body_of_a_city() -> Any:
    city = factories.city("JP")
    return factories.organization("JP", type="city", city=city)


def draft(owner: Any, **fields: Any) -> Record:
    fields = {"publication_state": State.DRAFT, "published_at": None, "city": owner.city, **fields}
    return factories.record("JP", Kind.NEED, owner=owner, **fields)


def test_editor_writes_a_draft_and_submits_it(client: Client) -> None:
    body = body_of_a_city()
    client.force_login(factories.user(organizations=[body]))
    address = f"/en/records/new/?kind=need&for={body.code}"

    assert client.get(address).status_code == 200
    response = client.post(address, typed(city=body.city.code, submit="1"))

    record = Record.objects.get()
    assert response.status_code == 302
    assert (record.publication_state, record.standing, record.owner) == (
        State.SUBMITTED,
        Standing.SUBMITTED,
        body,
    )
    assert record.sources == [{"url": "https://example.jp/a"}]
    names = [(each.name, each.organization_id) for each in Participation.objects.filter(record=record)]
    assert sorted(names) == sorted([("市民の会", None), (str(body), body.pk)])
    assert [entry.verb for entry in history(record)] == ["record.submitted", "record.written"]
    assert Outbox.objects.filter(subject_id=record.pk).exists()


def test_form_keeps_what_was_typed_and_says_what_is_wrong(client: Client) -> None:
    body = body_of_a_city()
    client.force_login(factories.user(organizations=[body]))

    response = client.post(
        f"/en/records/new/?kind=need&for={body.code}",
        typed(title="", sources="javascript:alert(1)", summary="保つ"),
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "保つ" in page
    assert "is not a web address" in page
    assert not Record.objects.exists()


def test_visitors_and_members_without_editing_rights_write_nothing(client: Client) -> None:
    assert client.get("/en/records/new/").status_code == 302
    client.force_login(factories.user())
    assert client.get("/en/records/new/").status_code == 403


def test_editor_cannot_write_for_a_foreign_body(client: Client) -> None:
    mine, other = body_of_a_city(), body_of_a_city()
    client.force_login(factories.user(organizations=[mine]))

    client.post(f"/en/records/new/?kind=need&for={other.code}", typed(city=other.city.code))
    client.post("/en/records/new/?kind=need&for=", typed(city=other.city.code))

    assert not Record.objects.exists()


def test_curator_compiles_a_record_from_public_sources(client: Client) -> None:
    city = factories.city("JP")
    client.force_login(factories.user(roles=["curator:JP"]))

    client.post("/en/records/new/?kind=need", typed(city=city.code))

    record = Record.objects.get()
    assert (record.owner, record.standing, record.publication_state) == (None, Standing.COMPILED, State.DRAFT)


def send(client: Client, record: Record, deed: str, **data: str) -> int:
    return client.post(f"/en/records/{record.code}/state/", {"deed": deed, **data}).status_code


@pytest.mark.parametrize(
    ("person", "deed", "status"),
    [
        ("curator", "publish", 302),
        ("curator", "return", 302),
        ("curator", "archive", 302),
        ("curator", "delete", 403),
        ("operator", "delete", 302),
        ("owner", "publish", 403),
        ("owner", "return", 403),
        ("owner", "archive", 403),
        ("foreign curator", "publish", 404),
        ("stranger", "publish", 404),
        ("visitor", "publish", 302),
    ],
)
def test_submitted_records_are_decided_by_curators_of_their_country(
    client: Client, person: str, deed: str, status: int
) -> None:
    body = body_of_a_city()
    record = draft(body, publication_state=State.SUBMITTED)
    people: dict[str, dict[str, Any]] = {
        "curator": {"roles": ["curator:JP"]},
        "operator": {"roles": ["operator"]},
        "owner": {"organizations": [body]},
        "foreign curator": {"roles": ["curator:KR"]},
        "stranger": {"organizations": [body_of_a_city()]},
    }
    if person in people:
        client.force_login(factories.user(**people[person]))

    assert send(client, record, deed, text="Please name the source.") == status

    record.refresh_from_db()
    done = person in ("curator", "operator") and status == 302
    assert (record.publication_state != State.SUBMITTED or record.deleted_at is not None) == done


def test_returned_records_carry_the_reason_to_their_authors(client: Client) -> None:
    body = body_of_a_city()
    record = draft(body, publication_state=State.SUBMITTED)
    client.force_login(factories.user(roles=["curator:JP"]))

    assert send(client, record, "return") == 422
    assert send(client, record, "return", text="Please name the source.") == 302

    client.force_login(factories.user(organizations=[body]))
    assert "Please name the source." in client.get(record.get_absolute_url()).content.decode()
    assert send(client, record, "submit") == 302


def test_deciding_twice_is_refused_kindly(client: Client) -> None:
    record = draft(body_of_a_city(), publication_state=State.SUBMITTED)
    client.force_login(factories.user(roles=["curator:JP"]))
    send(client, record, "publish")

    response = client.post(f"/en/records/{record.code}/state/", {"deed": "publish"}, follow=True)

    assert "This was decided meanwhile." in response.content.decode()


def test_saving_over_anothers_change_shows_both_and_keeps_what_was_typed(client: Client) -> None:
    body = body_of_a_city()
    record = draft(body, title="元の題")
    person = factories.user(organizations=[body])
    client.force_login(person)
    mine = typed(record, title="私の題")
    change_record(record, by=person, values={**values_of(record), "title": "先の題"}, version=record.version)

    response = client.post(f"/en/records/{record.code}/edit/", mine)

    page = response.content.decode()
    assert response.status_code == 409
    assert "私の題" in page
    assert "先の題" in page
    record.refresh_from_db()
    assert record.title == "先の題"
    assert client.post(f"/en/records/{record.code}/edit/", typed(record, title="私の題")).status_code == 302
    record.refresh_from_db()
    assert (record.title, record.version) == ("私の題", 3)


def test_change_record_refuses_an_old_version() -> None:
    record = draft(body_of_a_city())
    person = factories.user(organizations=[record.owner])

    with pytest.raises(ChangedMeanwhile):
        change_record(record, by=person, values=values_of(record), version=record.version + 1)


def test_a_change_of_a_public_record_waits_for_a_curator(client: Client) -> None:
    body = body_of_a_city()
    record = draft(body, title="元の題", publication_state=State.PUBLISHED)
    client.force_login(factories.user(organizations=[body]))
    client.post(f"/en/records/{record.code}/edit/", typed(record, title="新しい題"))
    record.refresh_from_db()
    assert (record.title, record.pending["title"]) == ("元の題", "新しい題")

    client.force_login(factories.user(roles=["curator:JP"]))
    assert "元の題" in client.get("/ja/review/").content.decode()
    page = client.get(f"/en/records/{record.code}/edit/").content.decode()
    assert "元の題" in page
    assert "新しい題" in page
    client.post(f"/en/records/{record.code}/edit/", typed(record, title="新しい題"))

    record.refresh_from_db()
    assert (record.title, record.pending, record.publication_state) == ("新しい題", None, State.PUBLISHED)


def test_a_curator_may_leave_a_public_record_as_it_is(client: Client) -> None:
    body = body_of_a_city()
    record = draft(body, publication_state=State.PUBLISHED, pending={"title": "x"})
    client.force_login(factories.user(roles=["curator:JP"]))

    assert send(client, record, "drop-change", text="No source.") == 302

    record.refresh_from_db()
    assert (record.pending, record.review_note) == (None, "No source.")


def test_editing_keeps_what_the_form_does_not_ask_for(client: Client) -> None:
    body = body_of_a_city()
    indicators = [{"name": "台数", "value": 3, "unit": None, "year": None}]
    record = draft(body, start_year=2020, indicators=indicators, sources=["https://example.jp/a"])
    client.force_login(factories.user(organizations=[body]))

    client.post(f"/en/records/{record.code}/edit/", typed(record))

    record.refresh_from_db()
    assert (record.start_year, record.indicators) == (2020, indicators)


def test_a_changed_text_makes_its_renderings_stale_and_a_confirmation_void(client: Client) -> None:
    body = body_of_a_city()
    record = draft(body, title="元の題", publication_state=State.PUBLISHED, standing=Standing.CONFIRMED)
    render(
        record, "title", source="元の題", source_language="ja", language="en", text="Old", origin=Origin.HUMAN
    )
    client.force_login(factories.user(roles=["curator:JP"]))

    client.post(f"/en/records/{record.code}/edit/", typed(record, title="新しい題"))

    record.refresh_from_db()
    assert (record.title, record.standing) == ("新しい題", Standing.SUBMITTED)
    assert "Rendering of an earlier version" in client.get(record.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("person", "status"), [("stranger", 404), ("member", 404), ("visitor", 302)])
def test_drafts_of_others_are_not_edited(client: Client, person: str, status: int) -> None:
    record = draft(body_of_a_city())
    if person == "stranger":
        client.force_login(factories.user(organizations=[body_of_a_city()]))
    if person == "member":
        user = factories.user(organizations=[record.owner])
        user.memberships.update(role="member")
        client.force_login(user)

    assert client.get(f"/en/records/{record.code}/edit/").status_code == status


def test_review_shows_only_the_countries_reviewed(client: Client) -> None:
    draft(body_of_a_city(), title="日本の案", publication_state=State.SUBMITTED)
    client.force_login(factories.user(roles=["curator:KR"]))
    assert "日本の案" not in client.get("/ja/review/").content.decode()

    client.force_login(factories.user(roles=["curator:JP"]))
    assert "日本の案" in client.get("/ja/review/").content.decode()

    client.force_login(factories.user())
    assert client.get("/ja/review/").status_code == 403


def test_a_solution_lists_where_it_is_in_use(client: Client) -> None:
    body = factories.organization("JP")
    toyota = factories.city("JP", native_name="豊田市")
    client.force_login(factories.user(organizations=[body]))
    data = typed(title="漏水検知") | rows("indicators")
    data |= rows(
        "deployments", {"city_name": "豊田市", "country_code": "JP", "year": "2022"}, {"city_name": ""}
    )

    client.post(f"/en/records/new/?kind=solution&for={body.code}", data)

    record = Record.objects.get()
    assert [(each.city, each.year) for each in record.deployments.all()] == [(toyota, 2022)]
    assert record.participations.get(organization=body).role == "provider"
