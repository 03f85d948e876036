"""Who reviews for a country, by which criteria, with what remarks, and what happens when nobody does in time."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.knowledge.test_publishing import body_of_a_city, draft, send, typed

from tricity.accounts.desk import Reader
from tricity.accounts.waiting import desk_of
from tricity.activity.queries import history
from tricity.directory.models import Membership
from tricity.jobs.models import Job
from tricity.knowledge import rules
from tricity.knowledge.actions import (
    appoint_deputy,
    end_deputyship,
    name_reviewing_body,
    publish_record,
    remind,
    submit_record,
)
from tricity.knowledge.errors import NotYetOverdue
from tricity.knowledge.imports.importer import for_curator
from tricity.knowledge.imports.run import import_files
from tricity.knowledge.models import Criterion, Deputy, Record, Remark, Reminder, ReviewingBody
from tricity.knowledge.publication.reviewers import reviewers_of
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
State = PublicationState
DAY = dt.timedelta(days=1)


def reviewing_body(country: str = "JP") -> ReviewingBody:
    association = factories.organization(
        country, type="association", names={"ja": "協会", "en": "Association"}
    )
    return name_reviewing_body(factories.country(country), association, by=None)


def waiting(days: int = 0, **fields: Any) -> Record:
    fields = {"submitted_at": timezone.now() - days * DAY, **fields}
    return draft(body_of_a_city(), publication_state=State.SUBMITTED, **fields)


def judge(client: Client, record: Record, deed: str, **data: Any) -> Any:
    return client.post(f"/en/records/{record.code}/review/", {"deed": deed, **data})


# --- Criteria and remarks ---------------------------------------------------------------------------------------


def test_criteria_are_published_in_the_readers_language(client: Client) -> None:
    Criterion.objects.all().delete()
    Criterion.objects.create(texts={"ja": "出典がある。", "en": "It names its sources."})
    Criterion.objects.create(texts={"en": "Out of use."}, is_active=False)

    assert "It names its sources." in client.get("/en/criteria/").content.decode()
    page = client.get("/ja/criteria/").content.decode()
    assert "出典がある。" in page
    assert "Out of use." not in page


def test_a_new_site_has_criteria_in_all_languages() -> None:
    assert Criterion.objects.count() == 6
    assert {frozenset(row.texts) for row in Criterion.objects.all()} == {
        frozenset(("en", "ja", "ko", "zh-hans"))
    }


@pytest.mark.parametrize(
    ("person", "status"), [("operator", 302), ("curator", 403), ("editor", 403), ("visitor", 302)]
)
def test_only_operators_change_the_criteria(client: Client, person: str, status: int) -> None:
    people: dict[str, dict[str, Any]] = {
        "operator": {"roles": ["operator"]},
        "curator": {"roles": ["curator:JP"]},
        "editor": {"organizations": [body_of_a_city()]},
    }
    if person in people:
        client.force_login(factories.user(**people[person]))

    data = {"text_en": "Has a map.", "country": "JP", "kind": "need", "position": 3, "is_active": "on"}
    response = client.post("/en/criteria/new/", data)

    made = Criterion.objects.filter(country="JP", kind="need").first()
    assert response.status_code == status
    assert (made is not None and made.texts == {"en": "Has a map."}) == (person == "operator")


def test_a_criterion_needs_words(client: Client) -> None:
    factories.country("JP")
    client.force_login(factories.user(roles=["operator"]))

    response = client.post("/en/criteria/new/", {"country": "", "kind": "", "position": 1})

    assert response.status_code == 422
    assert "Write the criterion in at least one language." in response.content.decode()


def test_authors_tick_the_criteria_and_reviewers_see_what_they_left_open(client: Client) -> None:
    Criterion.objects.all().delete()
    body = body_of_a_city()
    held = Criterion.objects.create(texts={"en": "Held."})
    foreign = Criterion.objects.create(texts={"en": "Of Korea."}, country=factories.country("KR"))
    Criterion.objects.create(texts={"en": "Open."})
    record = draft(body)
    client.force_login(factories.user(organizations=[body]))
    assert "Held." in client.get(record.get_absolute_url()).content.decode()
    assert "Held." in client.get(f"/en/records/{record.code}/edit/").content.decode()

    client.post(
        f"/en/records/{record.code}/state/", {"deed": "submit", "criteria": [held.pk, foreign.pk, "x"]}
    )

    record.refresh_from_db()
    assert record.author_checks == [held.pk]
    client.force_login(factories.user(roles=["curator:JP"]))
    page = client.get(f"/en/records/{record.code}/review/").content.decode()
    assert page.count("The author says: yes") == 1
    assert page.count("The author left this open") == 1
    assert "Of Korea." not in page


def test_remarks_go_back_beside_their_fields_and_are_settled_by_publishing(client: Client) -> None:
    record = waiting()
    reviewer = factories.user(roles=["curator:JP"])
    client.force_login(reviewer)

    judge(client, record, "return", **{"remark-title": "題を短く。", "remark-summary": ""})

    record.refresh_from_db()
    assert record.publication_state == State.RETURNED
    assert [(row.field, row.text, row.by) for row in record.remarks.all()] == [
        ("title", "題を短く。", reviewer)
    ]
    client.force_login(factories.user(organizations=[record.owner]))
    assert "題を短く。" in client.get(record.get_absolute_url()).content.decode()
    assert "題を短く。" in client.get(f"/en/records/{record.code}/edit/").content.decode()

    submit_record(record, by=None)
    publish_record(record, by=reviewer)
    assert not Remark.objects.filter(settled_at=None).exists()


def test_returning_needs_a_word_and_keeps_what_was_ticked(client: Client) -> None:
    record, criterion = waiting(), Criterion.objects.first()
    assert criterion is not None
    client.force_login(factories.user(roles=["curator:JP"]))

    response = judge(client, record, "return", criteria=[criterion.pk])

    assert response.status_code == 422
    assert "Say what is to be changed, here or beside a field." in response.content.decode()
    assert f'value="{criterion.pk}" checked' in response.content.decode()


@pytest.mark.parametrize(
    ("person", "status"),
    [("owner", 403), ("foreign curator", 404), ("stranger", 404), ("visitor", 302), ("curator", 200)],
)
def test_only_reviewers_of_the_country_judge(client: Client, person: str, status: int) -> None:
    record = waiting()
    people: dict[str, dict[str, Any]] = {
        "owner": {"organizations": [record.owner]},
        "curator": {"roles": ["curator:JP"]},
        "foreign curator": {"roles": ["curator:KR"]},
        "stranger": {"organizations": [body_of_a_city()]},
    }
    if person in people:
        client.force_login(factories.user(**people[person]))

    assert client.get(f"/en/records/{record.code}/review/").status_code == status
    if person != "curator":
        judge(client, record, "publish")
        record.refresh_from_db()
        assert record.publication_state == State.SUBMITTED


def test_an_archived_record_becomes_a_draft_again(client: Client) -> None:
    record = draft(body_of_a_city(), publication_state=State.ARCHIVED)
    client.force_login(factories.user(organizations=[record.owner]))
    assert send(client, record, "unarchive") == 403

    client.force_login(factories.user(roles=["curator:JP"]))
    assert record.title in client.get("/ja/review/").content.decode()
    assert send(client, record, "unarchive") == 302

    record.refresh_from_db()
    assert record.publication_state == State.DRAFT
    assert history(record)[0].verb == "record.unarchived"


# --- Reviewing bodies and deputies ------------------------------------------------------------------------------


def test_editors_of_every_reviewing_body_of_a_country_review(client: Client) -> None:
    first, second, korean = reviewing_body(), reviewing_body(), reviewing_body("KR")
    record = waiting()

    for body, may in ((first, True), (second, True), (korean, False)):
        person = factories.user(organizations=[body.organization])
        assert rules.may_publish(person, record) == may
        client.force_login(person)
        assert (record.title in client.get("/ja/review/").content.decode()) == may


def test_plain_members_of_a_reviewing_body_do_not_review() -> None:
    body = reviewing_body()
    person = factories.user(organizations=[body.organization])
    person.memberships.update(role=Membership.Role.MEMBER)

    assert not rules.may_review(person, waiting())


@pytest.mark.parametrize(
    ("starts", "ends", "may"), [(0, 0, True), (-3, 3, True), (1, 3, False), (-3, -1, False)]
)
def test_a_deputy_reviews_from_the_first_to_the_last_day(starts: int, ends: int, may: bool) -> None:
    body, person, today = reviewing_body(), factories.user(), timezone.localdate()
    record = waiting()

    appoint_deputy(body, person, by=None, starts_on=today + starts * DAY, ends_on=today + ends * DAY)

    assert rules.may_publish(person, record) == may
    assert (person in reviewers_of("JP")) == may


def test_ending_a_deputyship_ends_it_at_once() -> None:
    body, person, today = reviewing_body(), factories.user(), timezone.localdate()
    deputy = appoint_deputy(body, person, by=None, starts_on=today - DAY, ends_on=today + DAY)

    end_deputyship(deputy, by=None)

    assert not rules.may_review(person, waiting())
    assert Deputy.objects.get().ends_on == today - DAY


@pytest.mark.parametrize(
    ("person", "appoints", "names"),
    [
        ("operator", True, True),
        ("administrator", True, False),
        ("editor", False, False),
        ("other", False, False),
    ],
)
def test_administrators_of_a_body_appoint_its_deputies_and_operators_name_bodies(
    client: Client, person: str, appoints: bool, names: bool
) -> None:
    body, other = reviewing_body(), reviewing_body()
    association, deputy = factories.organization("JP"), factories.user()
    user = factories.user(
        roles=["operator"] if person == "operator" else [],
        organizations=[other.organization if person == "other" else body.organization],
    )
    if person in ("administrator", "other"):
        user.memberships.update(role=Membership.Role.ADMINISTRATOR)
    client.force_login(user)
    today = timezone.localdate().isoformat()
    days = {f"{body.pk}-starts_on": today, f"{body.pk}-ends_on": today}

    assert client.get("/en/review/bodies/").status_code == 200
    client.post(
        "/en/review/bodies/",
        {"deed": "appoint", "body": body.pk, f"{body.pk}-username": deputy.username, **days},
    )
    client.post(
        "/en/review/bodies/", {"deed": "name", "country": "JP", "organization": association.code.lower()}
    )

    assert Deputy.objects.filter(user=deputy, body=body).exists() == appoints
    assert ReviewingBody.objects.filter(organization=association).exists() == names


def test_operators_end_what_a_body_reviews_and_its_deputies_with_it(client: Client) -> None:
    body, today = reviewing_body(), timezone.localdate()
    appoint_deputy(body, factories.user(), by=None, starts_on=today, ends_on=today)
    client.force_login(factories.user(roles=["operator"]))

    client.post("/en/review/bodies/", {"deed": "remove", "body": body.pk})

    assert not ReviewingBody.objects.exists()
    assert not Deputy.objects.exists()


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"username": "nobody"}, "There is no account with this user name."),
        ({"ends_on": "2001-01-01"}, "The last day is before the first."),
        ({"ends_on": "2999-01-01"}, "A deputy is appointed for a year at most"),
    ],
)
def test_a_deputy_that_cannot_be_appointed_is_explained(
    client: Client, fields: dict[str, str], problem: str
) -> None:
    body, today = reviewing_body(), timezone.localdate().isoformat()
    person = factories.user()
    client.force_login(factories.user(roles=["operator"]))
    given = {"username": person.username, "starts_on": today, "ends_on": today, **fields}

    data = {f"{body.pk}-{name}": value for name, value in given.items()}
    response = client.post("/en/review/bodies/", {"deed": "appoint", "body": body.pk, **data})

    assert response.status_code == 422
    assert problem in response.content.decode()


def test_reviewing_bodies_are_not_for_people_who_review_nothing(client: Client) -> None:
    assert client.get("/en/review/bodies/").status_code == 302
    client.force_login(factories.user(organizations=[body_of_a_city()]))
    assert client.get("/en/review/bodies/").status_code == 403


# --- Time -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["operator", "curator"])
def test_a_secretariat_leaves_it_to_the_reviewing_bodies_until_the_period_is_over(
    client: Client, settings: Any, role: str
) -> None:
    settings.REVIEW_DAYS = 10
    reviewing_body()
    early, late = waiting(9, title="早い案"), waiting(11, title="遅い案")
    secretariat = factories.user(roles=[role])
    client.force_login(secretariat)

    with pytest.raises(NotYetOverdue):
        publish_record(early, by=secretariat)
    send(client, early, "publish")
    send(client, late, "publish")

    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.publication_state, late.publication_state) == (State.SUBMITTED, State.PUBLISHED)
    assert late.unreviewed_since is not None
    assert history(late)[0].verb == "record.published-unreviewed"


def test_without_reviewing_bodies_a_secretariat_reviews_as_before() -> None:
    record = waiting()

    record = publish_record(record, by=factories.user(roles=["curator"]))

    assert (record.publication_state, record.unreviewed_since) == (State.PUBLISHED, None)


def test_everybody_sees_the_mark_until_a_reviewer_of_the_country_takes_it_away(client: Client) -> None:
    body = reviewing_body()
    record = publish_record(waiting(99), by=factories.user(roles=["operator"]))
    page = client.get(record.get_absolute_url()).content.decode()
    assert "Not yet reviewed by:" in page
    assert "Association" in page

    secretariat = factories.user(roles=["curator"])
    client.force_login(secretariat)
    assert send(client, record, "approve") == 403
    assert judge(client, record, "approve").status_code == 403

    client.force_login(factories.user(organizations=[body.organization]))
    assert "Public, not yet reviewed" in client.get("/en/review/").content.decode()
    assert send(client, record, "approve") == 302

    record.refresh_from_db()
    assert record.unreviewed_since is None
    assert "Not yet reviewed" not in client.get(record.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("roles", "is_marked"), [(["curator"], True), (["curator:JP"], False)])
def test_what_a_secretariat_imports_as_public_carries_the_mark(
    tmp_path: Path, roles: list[str], is_marked: bool
) -> None:
    reviewing_body()
    row = {
        "kind": "need",
        "id": "n1",
        "country": "JP",
        "lang": "ja",
        "title": "題",
        "summary": "概要",
        "city_native": "横浜市",
    }
    factories.city("JP", native_name="横浜市")
    file = tmp_path / "needs.jsonl"
    file.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    person = factories.user(roles=roles)

    import_files([file], importer=for_curator(person, publish=True))

    assert Record.objects.get().is_unreviewed == is_marked


def test_a_remark_may_be_about_what_is_missing(client: Client) -> None:
    record = waiting()
    client.force_login(factories.user(roles=["curator:JP"]))

    judge(client, record, "return", **{"remark-topics": "トピックを選んでください。"})

    client.force_login(factories.user(organizations=[record.owner]))
    assert "トピックを選んでください。" in client.get(f"/en/records/{record.code}/edit/").content.decode()


def test_the_queue_shows_what_waits_longest_first_with_its_age(client: Client, settings: Any) -> None:
    settings.REVIEW_DAYS = 10
    young, old = waiting(2, title="若い案"), waiting(12, title="古い案")
    client.force_login(factories.user(roles=["curator:JP"]))

    response = client.get("/en/review/")

    shown = [(record.pk, wait.days, wait.is_overdue) for record, wait in response.context["waiting"]]
    assert shown == [(old.pk, 12, True), (young.pk, 2, False)]
    assert "waits for 12 days" in response.content.decode()


def test_submitting_has_the_reviewers_reminded_after_the_interval(settings: Any) -> None:
    settings.REVIEW_REMINDER_DAYS = 5
    record = submit_record(draft(body_of_a_city()), by=None)

    job = Job.objects.get(name="knowledge.remind")

    assert record.submitted_at is not None
    assert abs(job.due_at - record.submitted_at - 5 * DAY) < dt.timedelta(minutes=1)


def test_reminders_reach_the_desk_of_every_reviewer_once_and_are_put_away(client: Client) -> None:
    body = reviewing_body()
    member, curator = factories.user(organizations=[body.organization]), factories.user(roles=["curator:JP"])
    foreign = factories.user(roles=["curator:KR"])
    record = submit_record(draft(body_of_a_city()), by=None)
    assert record.submitted_at is not None

    remind(record.pk, record.submitted_at.isoformat())
    remind(record.pk, record.submitted_at.isoformat())

    assert sorted(Reminder.objects.values_list("user", flat=True)) == sorted([member.pk, curator.pk])
    titles = [each.title for each in desk_of(Reader(member, "en")).waiting]
    assert "Records waiting for your review" in titles
    assert "Records waiting for your review" not in [
        each.title for each in desk_of(Reader(foreign, "en")).waiting
    ]
    client.force_login(member)
    assert "You are reminded of 1 record" in client.get("/en/review/").content.decode()
    client.post("/en/review/reminders/")
    assert "You are reminded" not in client.get("/en/review/").content.decode()
    assert Reminder.objects.get(user=curator).seen_at is None


@pytest.mark.parametrize("state", [State.PUBLISHED, State.RETURNED, State.DRAFT])
def test_nobody_is_reminded_of_what_was_decided(state: str) -> None:
    factories.user(roles=["curator:JP"])
    record = waiting(20)
    assert record.submitted_at is not None
    Record.objects.filter(pk=record.pk).update(publication_state=state)

    remind(record.pk, record.submitted_at.isoformat())

    assert not Reminder.objects.exists()


def test_a_form_may_submit_with_its_criteria(client: Client) -> None:
    body, criterion = body_of_a_city(), Criterion.objects.first()
    assert criterion is not None
    client.force_login(factories.user(organizations=[body]))

    data = typed(city=body.city.code, submit="1", criteria=[criterion.pk])
    client.post(f"/en/records/new/?kind=need&for={body.code}", data)

    assert Record.objects.get().author_checks == [criterion.pk]
