"""Services of bodies and entries of country cards: who writes them, and what is never lost."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import factories

from tricity.accounts.desk import Reader
from tricity.accounts.waiting import desk_of
from tricity.activity.queries import history
from tricity.directory.errors import ChangedMeanwhile
from tricity.directory.models import CardEntry, Membership, Organization, Service
from tricity.directory.statements import actions
from tricity.directory.statements.choices import State
from tricity.directory.statements.queries import versions
from tricity.search.indexer import catch_up
from tricity.search.queries import find
from tricity.translation.actions import render
from tricity.web.identity import Standing
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
LAW = {
    "language": "ja",
    "section": "laws",
    "title": "都市計画の法律",
    "text": "市町村は都市計画を定める。",
    "source_url": "https://example.jp/law",
    "read_on": "2026-05-01",
}
ADVICE = {
    "language": "ko",
    "kind": "advice",
    "title": "기술 컨설팅",
    "description": "통합플랫폼 보급 때 기술 컨설팅을 한다.",
    "source_url": "https://example.kr/advice",
    "read_on": "2026-05-01",
}


@pytest.fixture
def body(countries: dict[str, Any]) -> Organization:
    return factories.organization("KR", type="association", is_national_body=True)


@pytest.fixture
def law(countries: dict[str, Any]) -> CardEntry:
    return actions.write(countries["JP"], LAW, by=factories.user(roles=["curator:JP"]), publish=True)


@pytest.fixture
def advice(body: Organization) -> Service:
    return actions.write(body, ADVICE, by=factories.user(organizations=[body]), publish=True)


def _signed_in(client: Client, **fields: Any) -> Any:
    person = factories.user(**fields)
    client.force_login(person)
    return person


# --- Who may write ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("roles", [[], ["curator:KR"], ["organizer"], ["translator"]])
def test_only_the_curators_of_a_country_write_its_card(
    client: Client, law: CardEntry, roles: list[str]
) -> None:
    _signed_in(client, roles=roles, organizations=[factories.organization("JP")])

    answers = [
        client.get("/en/card-entries/new/?country=JP"),
        client.post("/en/card-entries/new/?country=JP", {**LAW, "version": 0, "do": "publish"}),
        client.get(f"/en/card-entries/{law.code}/edit/"),
        client.post(f"/en/card-entries/{law.code}/edit/", {**LAW, "title": "別", "version": 1}),
        client.get(f"/en/card-entries/{law.code}/versions/"),
        client.post(f"/en/card-entries/{law.code}/do/withdraw/", {"version": 1}),
    ]

    assert [answer.status_code for answer in answers] == [HTTPStatus.FORBIDDEN] * 6
    assert [(row.title, row.state) for row in CardEntry.objects.all()] == [(LAW["title"], State.PUBLISHED)]


@pytest.mark.parametrize("roles", [[], ["curator:JP"], ["organizer"], ["translator"]])
def test_only_a_body_and_the_curators_of_its_country_state_its_services(
    client: Client, advice: Service, roles: list[str]
) -> None:
    _signed_in(client, roles=roles, organizations=[factories.organization("KR")])
    new = f"/en/services/new/?organization={advice.organization.code}"

    answers = [
        client.get(new),
        client.post(new, {**ADVICE, "version": 0}),
        client.post(f"/en/services/{advice.code}/edit/", {**ADVICE, "title": "다른", "version": 1}),
        client.post(f"/en/services/{advice.code}/do/withdraw/", {"version": 1}),
    ]

    assert [answer.status_code for answer in answers] == [HTTPStatus.FORBIDDEN] * 4
    assert Service.objects.get().title == ADVICE["title"]


def test_a_plain_member_does_not_speak_for_the_body(client: Client, advice: Service) -> None:
    person = _signed_in(client)
    Membership.objects.create(user=person, organization=advice.organization, role=Membership.Role.MEMBER)

    assert client.get(f"/en/services/{advice.code}/edit/").status_code == HTTPStatus.FORBIDDEN


def test_a_visitor_is_asked_to_sign_in(client: Client, law: CardEntry) -> None:
    response = client.get(f"/en/card-entries/{law.code}/edit/")

    assert response.status_code == HTTPStatus.FOUND
    assert "/sign-in/" in response["Location"]


@pytest.mark.parametrize(("roles", "status"), [(["curator:KR"], 404), ([], 404), (["curator:JP"], 200)])
def test_a_draft_is_read_by_its_editors_alone(
    client: Client, countries: dict[str, Any], roles: list[str], status: int
) -> None:
    draft = actions.write(countries["JP"], LAW, by=factories.user(roles=["curator:JP"]))
    _signed_in(client, roles=roles)

    pages = [f"/en/card-entries/{draft.code}/", f"/en/card-entries/{draft.code}/edit/"]

    assert [client.get(page).status_code for page in pages] == [status] * 2
    assert (LAW["title"] in client.get("/en/countries/jp/card/").content.decode()) == (status == 200)
    assert LAW["title"] not in client.get("/en/country-cards/laws/").content.decode()


# --- Writing ------------------------------------------------------------------------------------------------------


def test_a_curator_writes_an_entry_from_the_form(client: Client, countries: dict[str, Any]) -> None:
    curator = _signed_in(client, roles=["curator:JP"])
    given = {
        **LAW,
        "version": 0,
        "as_of": "2026-04-01",
        "figure": "300.50",
        "figure_unit": "m²",
        "do": "publish",
    }

    response = client.post("/en/card-entries/new/?country=JP", given)

    entry = CardEntry.objects.get()
    assert response["Location"] == f"/en/card-entries/{entry.code}/"
    assert (entry.country_id, str(entry.figure), entry.as_of) == ("JP", "300.5000", dt.date(2026, 4, 1))
    assert (entry.state, entry.standing) == (State.PUBLISHED, Standing.SUBMITTED)
    assert [(note.verb, note.actor) for note in history(entry)] == [("card-entry.written", curator)]


def test_a_preview_saves_nothing(client: Client, law: CardEntry) -> None:
    _signed_in(client, roles=["curator:JP"])

    response = client.post(
        f"/en/card-entries/{law.code}/edit/", {**LAW, "title": "新しい題", "version": 1, "do": "preview"}
    )

    page = response.content.decode()
    assert response.status_code == HTTPStatus.OK
    assert "Preview: not saved yet" in page
    assert "web/preview-en" in page  # the picture of links, which has nothing to do with it
    assert page.count("新しい題") == 2  # in the preview and in the form
    law.refresh_from_db()
    assert (law.title, law.version) == (LAW["title"], 1)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("source_url", "", "This field is required."),
        ("source_url", "ftp://example.jp/", "Give the whole address, beginning with https://."),
        ("read_on", "2999-01-01", "A page cannot have been read in the future."),
        ("read_on", "May 2026", "Write the date as year-month-day, such as 2026-04-01."),
        ("valid_until", "2020-01-01", "It ends before it begins. Look at both days."),
        ("figure", "300", "A figure needs the day it describes."),
        ("figure_unit", "JPY", "A unit is given, but no figure."),
    ],
)
def test_bad_input_is_named_with_the_way_to_mend_it(
    client: Client, countries: dict[str, Any], field: str, value: str, message: str
) -> None:
    _signed_in(client, roles=["curator:JP"])
    given = {**LAW, "valid_from": "2021-01-01", "version": 0, field: value}

    response = client.post("/en/card-entries/new/?country=JP", given)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert message in response.content.decode()
    assert not CardEntry.objects.exists()


def test_an_address_of_a_person_is_refused(client: Client, body: Organization) -> None:
    _signed_in(client, organizations=[body])
    given = {**ADVICE, "version": 0, "how_to_ask": "Kim에게 메일: kim@example.kr"}

    response = client.post(f"/en/services/new/?organization={body.code}", given)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This holds an e-mail address." in response.content.decode()


def test_what_the_body_saves_is_its_own_word_and_what_a_curator_saves_is_compiled(advice: Service) -> None:
    assert advice.standing == Standing.SUBMITTED
    editor = factories.user(organizations=[advice.organization])
    confirmed = actions.change(advice, ADVICE, by=editor, seen=1, confirm=True)
    assert (confirmed.standing, confirmed.confirmed_on) == (Standing.CONFIRMED, timezone.localdate())

    curated = actions.change(
        confirmed, {**ADVICE, "cost": "무료"}, by=factories.user(roles=["curator:KR"]), seen=2
    )

    assert (curated.standing, curated.confirmed_on) == (Standing.COMPILED, None)


# --- Versions and concurrent changes ------------------------------------------------------------------------------


def test_two_people_who_change_different_fields_lose_nothing(client: Client, law: CardEntry) -> None:
    actions.change(law, {**LAW, "text": "新しい本文"}, by=factories.user(roles=["curator:JP"]), seen=1)
    _signed_in(client, roles=["curator:JP"])
    address = f"/en/card-entries/{law.code}/edit/"

    refused = client.post(address, {**LAW, "title": "私の題", "version": 1, "do": "save"})

    assert refused.status_code == HTTPStatus.CONFLICT
    form = refused.context["form"]
    assert (form["title"].value(), form["text"].value(), form["version"].value()) == (
        "私の題",
        "新しい本文",
        "2",
    )
    saved = client.post(address, {name: form[name].value() for name in form.fields if name != "confirm"})
    assert saved.status_code == HTTPStatus.FOUND
    law.refresh_from_db()
    assert (law.title, law.text, law.version) == ("私の題", "新しい本文", 3)


def test_two_people_who_change_the_same_field_see_both(client: Client, law: CardEntry) -> None:
    actions.change(law, {**LAW, "text": "二人目の文"}, by=factories.user(roles=["curator:JP"]), seen=1)
    _signed_in(client, roles=["curator:JP"])

    response = client.post(
        f"/en/card-entries/{law.code}/edit/", {**LAW, "text": "一人目の案", "version": 1, "do": "save"}
    )

    page = response.content.decode()
    assert response.status_code == HTTPStatus.CONFLICT
    assert "Somebody else saved this while you were writing" in page
    assert response.context["form"]["text"].value() == "一人目の案"
    assert (
        "".join(piece.text for piece in response.context["conflicts"][0].pieces if piece.kind != "new")
        == "二人目の文"
    )
    law.refresh_from_db()
    assert law.text == "二人目の文"


@pytest.mark.parametrize("deed", [actions.publish, actions.withdraw, actions.reconfirm])
def test_a_step_from_an_old_page_is_refused(law: CardEntry, deed: Any) -> None:
    curator = factories.user(roles=["curator:JP"])
    actions.change(law, {**LAW, "text": "新"}, by=curator, seen=1)

    with pytest.raises(ChangedMeanwhile):
        deed(law, by=curator, seen=1)


def test_an_earlier_version_is_restored_as_a_new_one(client: Client, law: CardEntry) -> None:
    curator = _signed_in(client, roles=["curator:JP"])
    actions.change(law, {**LAW, "text": "間違い", "valid_until": "2027-03-31"}, by=curator, seen=1)
    page = client.get(f"/en/card-entries/{law.code}/versions/").content.decode()
    assert "間違い" in page

    client.post(f"/en/card-entries/{law.code}/do/restore/", {"version": 2, "number": 1})

    law.refresh_from_db()
    assert (law.text, law.valid_until, law.version) == (LAW["text"], None, 3)
    assert [(row.number, row.restored) for row in versions(law)] == [(3, 1), (2, None), (1, None)]
    assert next(iter(history(law))).verb == "card-entry.restored"


def test_what_came_from_a_file_has_no_versions_yet(client: Client, countries: dict[str, Any]) -> None:
    entry = factories.card_entry("JP")
    _signed_in(client, roles=["curator:JP"])

    page = client.get(f"/en/card-entries/{entry.code}/versions/").content.decode()

    assert "It was loaded from a file and has not been changed since." in page


@pytest.mark.parametrize(
    ("deed", "sent"),
    [
        ("restore", {"version": 1, "number": 9}),
        ("restore", {"version": 1}),
        ("burn", {"version": 1}),
        ("publish", {}),
    ],
)
def test_a_step_that_does_not_exist_is_said(
    client: Client, law: CardEntry, deed: str, sent: dict[str, int]
) -> None:
    _signed_in(client, roles=["curator:JP"])

    response = client.post(f"/en/card-entries/{law.code}/do/{deed}/", sent)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "There is no such version or step." in response.content.decode()


def test_a_file_never_overwrites_what_people_changed(countries: dict[str, Any]) -> None:
    loaded, is_new = actions.load(countries["JP"], LAW, source="sample", external_id="law-1")
    assert is_new
    assert actions.load(countries["JP"], LAW, source="sample", external_id="law-1") == (loaded, False)
    actions.change(loaded, {**LAW, "title": "人の題"}, by=factories.user(roles=["curator:JP"]), seen=1)

    again, written = actions.load(
        countries["JP"], {**LAW, "title": "機械の題"}, source="sample", external_id="law-1"
    )

    assert (again.title, written) == ("人の題", False)
    assert versions(loaded).last().values["title"] == LAW["title"]


# --- Reading ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "names"),
    [("en", ["China", "Japan", "Korea"]), ("ko", ["일본", "중국", "한국"]), ("ja", ["韓国", "中国", "日本"])],
)
def test_no_country_is_always_the_first(
    client: Client, countries: dict[str, Any], language: str, names: list[str]
) -> None:
    response = client.get(f"/{language}/national-bodies/")

    assert [str(column.name) for column in response.context["columns"]] == names


def test_what_nobody_stated_is_said_to_be_so(client: Client, advice: Service) -> None:
    page = client.get("/en/national-bodies/?kind=advice").content.decode()

    assert ADVICE["title"] in page
    assert page.count('<p class="quiet">Not stated</p>') == 3  # China, Japan, the international bodies
    assert "Nothing has been written here yet." in client.get("/en/countries/jp/card/").content.decode()


def test_international_bodies_need_no_country(client: Client, countries: dict[str, Any]) -> None:
    body = factories.organization(
        "KR", type="international", country=None, names={"en": "League"}, language="en"
    )
    actions.write(
        body,
        {**ADVICE, "language": "en", "title": "Contacts"},
        by=factories.user(organizations=[body]),
        publish=True,
    )

    response = client.get("/en/national-bodies/")

    rows = response.context["international_rows"]
    assert [item.title.text for row in rows for item in row.cells[0].items] == ["Contacts"]
    assert not any(cell.items for row in response.context["rows"] for cell in row.cells)


def test_a_reader_gets_the_rendering_and_is_told_when_there_is_none(client: Client, law: CardEntry) -> None:
    page = client.get(f"/en/card-entries/{law.code}/").content.decode()
    assert "In the author’s words (Japanese); there is no rendering in your language yet." in page
    render(
        law,
        "title",
        source=law.title,
        source_language="ja",
        language="en",
        text="City planning law",
        origin=Origin.HUMAN,
    )

    assert "City planning law" in client.get("/en/countries/jp/card/").content.decode()


@pytest.mark.parametrize(
    ("valid_until", "read_on", "marks"),
    [
        (None, 10, []),
        (-1, 10, ["Out of date: it held until"]),
        (0, 10, []),
        (None, 365, []),
        (None, 366, ["May be out of date: last checked on"]),
    ],
)
def test_old_entries_are_marked(
    client: Client, countries: dict[str, Any], valid_until: int | None, read_on: int, marks: list[str]
) -> None:
    today = timezone.localdate()
    values = {
        **LAW,
        "read_on": (today - dt.timedelta(days=read_on)).isoformat(),
        "valid_until": "" if valid_until is None else (today + dt.timedelta(days=valid_until)).isoformat(),
    }
    entry = actions.write(countries["JP"], values, by=factories.user(roles=["curator:JP"]), publish=True)

    shown = client.get(entry.get_absolute_url()).context["object"].marks

    assert [mark[: len(start)] for mark, start in zip(shown, marks, strict=True)] == marks


def test_the_desk_of_the_countrys_curators_lists_what_is_old(
    client: Client, countries: dict[str, Any]
) -> None:
    curator = factories.user(roles=["curator:JP"])
    old = actions.write(countries["JP"], {**LAW, "read_on": "2020-01-01"}, by=curator, publish=True)

    def titles(user: Any) -> list[str]:
        return [str(item.title) for item in desk_of(Reader(user, "en")).items]

    assert titles(curator) == [old.title]
    assert titles(factories.user(roles=["curator:KR"])) == []

    client.force_login(curator)
    client.post(f"/en/card-entries/{old.code}/do/reconfirm/", {"version": 1})

    assert titles(curator) == []
    old.refresh_from_db()
    assert (old.standing, old.confirmed_on) == (Standing.CONFIRMED, timezone.localdate())


@pytest.mark.parametrize("question", ["도시계획 법률", "城市规划法律", "city planning law"])
def test_an_entry_is_found_from_another_language(law: CardEntry, question: str) -> None:
    catch_up()

    found = find(question, language="ko", kinds=["card-entry"])

    assert [hit.object.code for hit in found.hits] == [law.code]


def test_what_is_withdrawn_is_not_found(law: CardEntry) -> None:
    catch_up()
    actions.withdraw(law, by=factories.user(roles=["curator:JP"]), seen=1)
    assert [
        hit.object for hit in find("都市計画", language="ja", kinds=["card-entry"]).hits if hit.object
    ] == []

    catch_up()

    assert find("都市計画", language="ja", kinds=["card-entry"]).total == 0


def test_the_file_holds_the_public_services(client: Client, advice: Service) -> None:
    actions.write(
        advice.organization,
        {**ADVICE, "title": "draft"},
        by=factories.user(organizations=[advice.organization]),
    )

    lines = client.get("/en/national-bodies/services.jsonl").content.decode().splitlines()
    table = client.get("/en/national-bodies/services.csv").content.decode()

    assert len(lines) == 1
    assert f'"code": "{advice.code}"' in lines[0]
    assert table.startswith("\ufeffcode,organization,country,title,")
    assert "draft" not in table


@pytest.mark.parametrize(
    "address",
    ["/en/national-bodies/", "/en/countries/jp/card/", "/en/country-cards/laws/", "/en/countries/jp/",
     "{law}", "{law}edit/", "{law}versions/", "{advice}", "{organization}"],
)  # fmt: skip
@pytest.mark.parametrize("times", [1, 3])
def test_pages_cost_few_queries_whatever_their_length(
    client: Client, law: CardEntry, advice: Service, address: str, times: int
) -> None:
    curator = _signed_in(client, roles=["curator:JP", "curator:KR"])
    for _number in range(times):
        actions.write(law.country, {**LAW, "read_on": "2020-01-01"}, by=curator, publish=True)
        actions.write(advice.organization, {**ADVICE, "read_on": "2020-01-01"}, by=curator, publish=True)
    url = address.format(
        law=law.get_absolute_url(),
        advice=advice.get_absolute_url(),
        organization=advice.organization.get_absolute_url(),
    )

    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == HTTPStatus.OK

    assert len(queries) <= MOST_QUERIES, [query["sql"][:120] for query in queries]
