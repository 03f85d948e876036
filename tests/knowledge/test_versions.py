"""Every save of a record is kept, can be compared with any other, and can be brought back."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests import factories
from tests.knowledge.test_publishing import body_of_a_city, draft, typed

from tricity.activity.queries import history
from tricity.knowledge.actions import change_record, restore_version, write_record
from tricity.knowledge.models import Kind, Record, Snapshot
from tricity.knowledge.publication.merging import choose, merge
from tricity.knowledge.publication.snapshots import keep_all
from tricity.knowledge.publication.wording import Change, Part, word_difference, words
from tricity.knowledge.values import values_of
from tricity.knowledge.views import merging
from tricity.web.identity import PublicationState

SAME, REMOVED, ADDED = Change.SAME, Change.REMOVED, Change.ADDED


def changed(record: Record, by: Any, **values: Any) -> Record:
    return change_record(record, by=by, values={**values_of(record), **values}, version=record.version)


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("同じ", "同じ", [(SAME, "同じ")]),
        (
            "駐車場を減らす",
            "駐車場を増やす",
            [(SAME, "駐車場を"), (REMOVED, "減ら"), (ADDED, "増や"), (SAME, "す")],
        ),
        ("建设停车场", "建设新停车场", [(SAME, "建设"), (ADDED, "新"), (SAME, "停车场")]),
        (
            "주차장을 줄이고 싶다",
            "주차장을 늘리고 싶다",
            [(SAME, "주차장을 "), (REMOVED, "줄이고"), (ADDED, "늘리고"), (SAME, " 싶다")],
        ),
        (
            "over 100 cars",
            "over 120 cars",
            [(SAME, "over "), (REMOVED, "100"), (ADDED, "120"), (SAME, " cars")],
        ),
        ("", "新しい", [(ADDED, "新しい")]),
        ("古い", "", [(REMOVED, "古い")]),
    ],
)
def test_word_difference_is_read_in_the_words_of_each_language(
    before: str, after: str, parts: list[tuple[Change, str]]
) -> None:
    assert word_difference(before, after) == [Part(*part) for part in parts]


@pytest.mark.parametrize(
    "text", ["横浜市のAI交通 2030年", "서울시 AI 교통\n둘째 줄", "𠮷野家 — ok", "a_b__c", ""]
)
def test_words_of_a_text_joined_give_it_again(text: str) -> None:
    assert "".join(words(text)) == text


def test_short_islands_between_changes_are_read_as_changed() -> None:
    assert word_difference("甲の乙", "丙の丁") == [Part(REMOVED, "甲の乙"), Part(ADDED, "丙の丁")]


def test_merge_joins_changes_of_different_fields_and_asks_where_both_changed_one() -> None:
    base = {"title": "A", "summary": "S", "country": "JP", "city": "X", "status": ""}
    mine = {**base, "title": "B", "city": "Y"}
    theirs = {**base, "title": "C", "summary": "T"}

    merged = merge(base, mine, theirs)

    assert merged.conflicts == ("title",)
    assert merged.taken_from_theirs == ("summary",)
    assert merged.values == {**base, "title": "C", "summary": "T", "city": "Y"}
    assert choose(merged, mine, ["title"]) == {**base, "title": "B", "summary": "T", "city": "Y"}


def test_merge_asks_nothing_where_both_made_the_same_change() -> None:
    base = {"title": "A", "indicators": [{"name": "n", "value": 1}]}
    mine = {"title": "B", "indicators": [{"name": "n", "value": 1, "unit": None}]}

    assert merge(base, mine, {**base, "title": "B"}).conflicts == ()


def test_merge_chooses_a_city_with_its_country() -> None:
    base = {"country": "JP", "city": "A"}
    mine, theirs = {"country": "JP", "city": "B"}, {"country": "KR", "city": "C"}

    merged = merge(base, mine, theirs)

    assert merged.conflicts == ("country",)
    assert choose(merged, mine, ["country"]) == mine


@pytest.mark.django_db
def test_every_save_keeps_a_version_with_who_and_when() -> None:
    body = body_of_a_city()
    person = factories.user(organizations=[body])
    start = {
        **values_of(draft(body)),
        "title": "一",
        "summary": "概要",
    }
    record = write_record(Kind.NEED, by=person, owner=body, values=start)

    changed(record, person, title="二")

    rows = [(row.number, row.values["title"], row.by) for row in record.snapshots.order_by("number")]
    assert rows == [(1, "一", person), (2, "二", person)]


@pytest.mark.django_db
def test_a_record_from_before_versions_keeps_its_first_words() -> None:
    record = draft(body_of_a_city(), title="昔の題")

    changed(record, factories.user(roles=["curator:JP"]), title="新しい題")

    rows = [(row.number, row.values["title"], row.by is None) for row in record.snapshots.order_by("number")]
    assert rows == [(1, "昔の題", True), (2, "新しい題", False)]


@pytest.mark.django_db
def test_an_import_keeps_what_it_found_once() -> None:
    record = draft(body_of_a_city())

    keep_all([record.pk], by=None)
    keep_all([record.pk], by=None)

    assert Snapshot.objects.filter(record=record).count() == 1


@pytest.mark.django_db
def test_restoring_makes_a_new_version_with_the_earlier_words() -> None:
    person = factories.user(roles=["curator:JP"])
    record = changed(draft(body_of_a_city(), title="一"), person, title="二")
    first = record.snapshots.get(number=1)

    record = restore_version(record, first, by=person, version=record.version)

    assert (record.title, record.version) == ("一", 3)
    assert record.snapshots.get(number=3).restored == 1
    assert history(record)[0].verb == "record.restored"


@pytest.mark.django_db
def test_versions_page_marks_what_went_and_what_came_in_words_as_well(client: Client) -> None:
    body = body_of_a_city()
    person = factories.user(organizations=[body])
    record = changed(draft(body, title="駐車場を減らす"), person, title="駐車場を増やす")
    client.force_login(person)

    page = client.get(f"/en/records/{record.code}/versions/").content.decode()

    assert '<del><span class="visually-hidden">removed: </span>減ら' in page
    assert '<ins><span class="visually-hidden">added: </span>増や' in page
    assert 'class="difference" lang="ja"' in page
    assert client.get(f"/en/records/{record.code}/versions/?from=x&to=99").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("person", "reads", "restores"),
    [
        ("owner", 200, 302),
        ("curator", 200, 302),
        ("operator", 200, 302),
        ("foreign curator", 404, 404),
        ("stranger", 404, 404),
        ("visitor", 302, 302),
    ],
)
def test_versions_of_a_draft_are_for_its_authors_and_reviewers(
    client: Client, person: str, reads: int, restores: int
) -> None:
    body = body_of_a_city()
    record = changed(draft(body, title="一"), factories.user(roles=["curator:JP"]), title="二")
    people: dict[str, dict[str, Any]] = {
        "owner": {"organizations": [body]},
        "curator": {"roles": ["curator:JP"]},
        "operator": {"roles": ["operator"]},
        "foreign curator": {"roles": ["curator:KR"]},
        "stranger": {"organizations": [body_of_a_city()]},
    }
    if person in people:
        client.force_login(factories.user(**people[person]))

    address = f"/en/records/{record.code}/versions/"
    assert client.get(address).status_code == reads
    assert client.post(f"{address}1/restore/", {"version": record.version}).status_code == restores

    record.refresh_from_db()
    assert record.title == ("一" if person in ("owner", "curator", "operator") else "二")


@pytest.mark.django_db
def test_versions_of_a_public_record_are_not_for_the_public(client: Client) -> None:
    record = factories.record("JP", Kind.NEED)
    client.force_login(factories.user())

    assert client.get(f"/en/records/{record.code}/versions/").status_code == 403


@pytest.mark.django_db
def test_versions_page_asks_few_questions_of_the_database(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    person = factories.user(roles=["curator:JP"])
    record = draft(body_of_a_city())
    for title in ("一", "二", "三"):
        record = changed(record, person, title=title)
    client.force_login(person)

    with django_assert_max_num_queries(12):
        client.get(f"/en/records/{record.code}/versions/")


@pytest.mark.django_db
def test_restoring_an_old_page_is_refused(client: Client) -> None:
    person = factories.user(roles=["curator:JP"])
    record = changed(draft(body_of_a_city(), title="一"), person, title="二")
    client.force_login(person)

    response = client.post(f"/en/records/{record.code}/versions/1/restore/", {"version": 1}, follow=True)

    record.refresh_from_db()
    assert record.title == "二"
    assert "Somebody else saved this record" in response.content.decode()


@pytest.mark.django_db
def test_changes_of_different_fields_are_joined_without_asking(client: Client) -> None:
    body = body_of_a_city()
    person = factories.user(organizations=[body])
    record = draft(body, title="駐車場を減らしたい", summary="中心部の駐車場が多すぎる。")
    record = changed(record, person, **form_values(record))
    opened = typed(record, summary="私の概要")
    changed(record, person, title="先の題")
    client.force_login(person)

    response = client.post(f"/en/records/{record.code}/edit/", opened, follow=True)

    record.refresh_from_db()
    assert (record.title, record.summary) == ("先の題", "私の概要")
    assert "Their changes were kept: Title." in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_saving_overtaken_is_joined_while_nobody_else_can_save(client: Client, monkeypatch: Any) -> None:
    body = body_of_a_city()
    person = factories.user(organizations=[body])
    record = draft(body, title="元の題", summary="元の概要")
    record = changed(record, person, **form_values(record))
    opened = typed(record, title=record.title, summary="私の概要")
    overtaken: list[str] = []

    def overtake(*sides: Any) -> Any:
        """Others save whenever they can: between the reading and the saving of this person."""
        if not connection.in_atomic_block:
            overtaken.append(f"{len(overtaken)}番目の題")
            changed(Record.objects.get(pk=record.pk), person, title=overtaken[-1])
        return merge(*sides)

    monkeypatch.setattr(merging, "merge", overtake)
    client.force_login(person)

    response = client.post(f"/en/records/{record.code}/edit/", opened)

    record.refresh_from_db()
    assert response.status_code == 302
    assert (record.title, record.summary) == (overtaken[-1], "私の概要")


def form_values(record: Record) -> dict[str, Any]:
    """What the form of `typed` would store, so that it changes nothing else."""
    return {
        "horizon": "short",
        "sources": [{"url": "https://example.jp/a"}],
        "bodies": [{"name": "市民の会", "name_en": "", "role": "partner"}],
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("choice", "title"), [("mine", "私の題"), ("theirs", "先の題")])
def test_where_both_changed_a_field_one_chooses(client: Client, choice: str, title: str) -> None:
    body = body_of_a_city()
    person = factories.user(organizations=[body])
    record = draft(body, title="元の題", summary="元の概要")
    record = changed(record, person, **form_values(record))
    opened = typed(record, title="私の題", summary="元の概要")
    now = changed(record, person, title="先の題")
    client.force_login(person)
    address = f"/en/records/{record.code}/edit/"

    asked = client.post(address, opened)
    page = asked.content.decode()
    assert asked.status_code == 409
    assert [question.field for question in asked.context["questions"]] == ["title"]
    assert "元の題" in page
    assert client.post(address, {**opened, "theirs": now.version}).status_code == 409  # nothing chosen

    answer = {**opened, "theirs": now.version, "choose-title": choice}
    assert client.post(address, answer).status_code == 302

    record.refresh_from_db()
    assert (record.title, record.version) == (title, now.version + 1)


@pytest.mark.django_db
def test_a_choice_made_on_an_older_version_is_asked_again(client: Client) -> None:
    body = body_of_a_city()
    person = factories.user(organizations=[body])
    record = draft(body, title="元の題")
    opened = typed(record, title="私の題")
    now = changed(record, person, title="先の題")
    changed(now, person, title="その次の題")
    client.force_login(person)
    chosen = {
        f"choose-{field}": "mine" for field in ("title", "summary", "horizon", "sources", "bodies", "country")
    }

    response = client.post(f"/en/records/{record.code}/edit/", {**opened, "theirs": now.version, **chosen})

    record.refresh_from_db()
    assert (response.status_code, record.title) == (409, "その次の題")


@pytest.mark.django_db
def test_a_refused_form_stays_of_the_version_it_was_opened_at(client: Client) -> None:
    body = body_of_a_city()
    person = factories.user(organizations=[body])
    record = draft(body, title="元の題")
    opened = typed(record, title="")
    changed(record, person, title="先の題")
    client.force_login(person)

    page = client.post(f"/en/records/{record.code}/edit/", opened).content.decode()

    assert '<input type="hidden" name="version" value="1">' in page


@pytest.mark.django_db
def test_two_owners_proposing_changes_of_a_public_record_lose_nothing(client: Client) -> None:
    body = body_of_a_city()
    person = factories.user(organizations=[body])
    record = draft(body, title="元の題", summary="元の概要", publication_state=PublicationState.PUBLISHED)
    client.force_login(person)
    address = f"/en/records/{record.code}/edit/"
    first = typed(record, title="先の題", summary="元の概要")
    second = typed(record, title="元の題", summary="後の概要")

    client.post(address, first)
    response = client.post(address, second)

    record.refresh_from_db()
    assert response.status_code == 302
    assert (record.pending["title"], record.pending["summary"]) == ("先の題", "後の概要")
    assert record.title == "元の題"
    assert [row.proposed for row in record.snapshots.order_by("number")] == [False, True, True]


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["edit", "review", "versions"])
def test_pages_of_a_record_stay_within_twelve_queries(
    client: Client, django_assert_max_num_queries: Any, page: str
) -> None:
    person = factories.user(roles=["curator:JP"])
    record = draft(body_of_a_city(), publication_state=PublicationState.SUBMITTED)
    record = changed(record, person, title="二", topics=[factories.concept("parking").slug])
    client.force_login(person)
    client.get(f"/en/records/{record.code}/{page}/")

    with django_assert_max_num_queries(12):
        assert client.get(f"/en/records/{record.code}/{page}/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_two_people_saving_at_the_same_moment_lose_nothing() -> None:
    body = body_of_a_city()
    people = [factories.user(organizations=[body]) for _number in range(2)]
    record = draft(body, title="元の題", summary="元の概要")
    record = changed(record, people[0], **form_values(record))
    sent = [
        typed(record, title="私の題", summary="元の概要"),
        typed(record, title="元の題", summary="後の概要"),
    ]
    start = threading.Barrier(2)
    statuses: list[int] = []

    def save(person: Any, data: dict[str, Any]) -> None:
        client = Client()
        client.force_login(person)
        start.wait()
        statuses.append(client.post(f"/en/records/{record.code}/edit/", data).status_code)
        connection.close()

    threads = [threading.Thread(target=save, args=pair) for pair in zip(people, sent, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    record.refresh_from_db()
    assert statuses == [302, 302]
    assert (record.title, record.summary, record.version) == ("私の題", "後の概要", 4)
