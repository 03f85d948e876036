"""“My organization”: at most ten things, the most urgent first, each of them done or put away in two clicks."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories

from tricity.accounts.desk import Action, DeskItem, Reader
from tricity.accounts.models import User
from tricity.accounts.waiting import MOST_ITEMS, chosen, desk_of
from tricity.cooperation.actions import express
from tricity.cooperation.actions.interests import Message
from tricity.cooperation.models import MatchFound
from tricity.directory.models import Membership, Organization
from tricity.knowledge.models import Kind, Record
from tricity.notices import actions
from tricity.notices.models import Postponed
from tricity.search.engine import engine
from tricity.site.health import report
from tricity.site.health.finding import Finding, Level
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
HOME = "/en/my/"


@pytest.fixture
def body() -> Organization:
    return factories.organization("JP", names={"en": "Yokohama"})


@pytest.fixture
def editor(body: Organization) -> User:
    return factories.user(organizations=[body])


def draft(body: Organization, title: str = "Ours", **fields: object) -> Record:
    state = fields.pop("publication_state", PublicationState.DRAFT)
    return factories.record(
        "JP", language="en", title=title, owner=body, publication_state=state, standing="submitted", **fields
    )


def titles(person: User, body: Organization | None = None) -> list[str]:
    return [str(each.title) for each in desk_of(Reader(person, "en", body.pk if body else None)).items]


def item(section: str, number: int, urgency: int, days: int = 0, *, is_news: bool = False) -> DeskItem:
    since = dt.datetime(2026, 1, 10, tzinfo=dt.UTC) - dt.timedelta(days=days)
    return DeskItem(
        f"{section} {number}", "/", "", Action("Open", "/"), section, number, "", urgency, since, is_news
    )


def test_most_urgent_comes_first_and_what_waits_longest_of_those() -> None:
    found = chosen([item("b", 1, 50), item("a", 1, 90, days=1), item("a", 2, 90, days=5)])

    assert [each.title for each in found] == ["a 2", "a 1", "b 1"]


def test_newest_news_comes_first() -> None:
    found = chosen([item("a", 1, 50, days=3, is_news=True), item("a", 2, 50, days=1, is_news=True)])

    assert [each.title for each in found] == ["a 2", "a 1"]


def test_one_full_queue_leaves_room_for_the_others() -> None:
    found = chosen([*(item("queue", number, 90) for number in range(40)), item("other", 1, 10)])

    assert len(found) == MOST_ITEMS
    assert [each.section for each in found].count("queue") == 9
    assert found[-1].section == "other"


def test_never_more_than_ten_are_shown_and_the_rest_is_counted(
    client: Client, editor: User, body: Organization
) -> None:
    for number in range(14):
        draft(body, f"Draft {number}")
    client.force_login(editor)

    desk = client.get(HOME).context["desk"]

    assert len(desk.items) == 10
    assert [(str(each.title), each.total) for each in desk.waiting] == [
        ("Your records that are not public", 14)
    ]


def test_whole_list_of_a_section_can_be_read(client: Client, editor: User, body: Organization) -> None:
    for number in range(14):
        draft(body, f"Draft {number}")
    client.force_login(editor)

    page = client.get("/en/my/waiting/knowledge.drafts/")

    assert len(page.context["items"]) == 14
    assert client.get("/en/my/waiting/knowledge.nothing/").status_code == 404


def test_list_of_a_section_shows_nothing_of_others(client: Client, body: Organization) -> None:
    draft(body)
    client.force_login(factories.user())

    assert client.get("/en/my/waiting/knowledge.drafts/").context["items"] == []


def test_put_off_item_is_back_after_seven_days(client: Client, editor: User, body: Organization) -> None:
    row = draft(body)
    client.force_login(editor)

    client.post("/en/my/later/", {"key": f"knowledge.drafts:{row.pk}"})

    assert titles(editor) == []
    Postponed.objects.update(until=timezone.now() - dt.timedelta(minutes=1))
    assert titles(editor) == ["Ours"]


def test_put_off_is_put_off_for_that_person_alone(editor: User, body: Organization, client: Client) -> None:
    row = draft(body)
    client.force_login(factories.user(organizations=[body]))

    client.post("/en/my/later/", {"key": f"knowledge.drafts:{row.pk}"})

    assert titles(editor) == ["Ours"]


@pytest.mark.parametrize(
    "key", ["", "knowledge.drafts:", "knowledge.drafts:x", "nothing:1", "notices.unread:1", "1"]
)
def test_nonsense_is_not_put_off(client: Client, editor: User, key: str) -> None:
    client.force_login(editor)

    assert client.post("/en/my/later/", {"key": key}).status_code == 400
    assert not Postponed.objects.exists()


def test_done_for_the_week_hides_what_waits_but_not_what_comes(
    client: Client, editor: User, body: Organization
) -> None:
    draft(body, "Before")
    client.force_login(editor)

    client.post("/en/my/done/")

    assert "You are done for this week." in client.get(HOME).content.decode()
    draft(body, "After")
    assert titles(editor) == ["After"]


def test_week_is_over_on_monday_where_the_person_is(editor: User, body: Organization) -> None:
    editor.time_zone = "Asia/Tokyo"
    wednesday = dt.datetime(2026, 1, 14, 3, tzinfo=dt.UTC)

    row = actions.be_done(editor, now=wednesday)

    assert row.until == dt.datetime(2026, 1, 18, 15, tzinfo=dt.UTC)


def test_person_with_more_time_takes_everything_out_again(
    client: Client, editor: User, body: Organization
) -> None:
    draft(body)
    client.force_login(editor)
    client.post("/en/my/done/")

    client.post("/en/my/done/", {"again": "1"})

    assert titles(editor) == ["Ours"]


def test_new_match_is_shown_from_our_side_and_gone_when_seen(
    client: Client, editor: User, body: Organization
) -> None:
    need = draft(body, "Our need", kind=Kind.NEED, publication_state=PublicationState.PUBLISHED)
    offer = factories.record("KR", Kind.SOLUTION, language="en", title="Their offer")
    match = MatchFound.objects.create(need=need, other=offer, found_at=timezone.now(), score=1)
    client.force_login(editor)

    [found] = client.get(HOME).context["desk"].items
    client.post("/en/my/later/", {"key": f"cooperation.matches:{match.pk}"})

    assert (str(found.title), found.remark) == ("Their offer", "May help with your need: Our need")
    assert titles(editor) == []
    assert Postponed.objects.get().until is None


def test_match_with_a_draft_is_not_shown(editor: User, body: Organization) -> None:
    need = draft(body, "Our need", kind=Kind.NEED, publication_state=PublicationState.PUBLISHED)
    hidden = factories.record("KR", Kind.SOLUTION, publication_state=PublicationState.DRAFT)
    MatchFound.objects.create(need=need, other=hidden, found_at=timezone.now(), score=1)

    assert titles(editor) == []


def test_person_of_two_organizations_looks_at_one(client: Client, editor: User, body: Organization) -> None:
    other = factories.organization("JP", names={"en": "Sapporo"})
    Membership.objects.create(user=editor, organization=other, role="editor")
    draft(body, "Of Yokohama")
    draft(other, "Of Sapporo")
    client.force_login(editor)

    desk = client.get(f"{HOME}?for={other.code}").context["desk"]

    assert [str(each.title) for each in desk.items] == ["Of Sapporo"]
    assert sorted(titles(editor)) == ["Of Sapporo", "Of Yokohama"]


def test_nobody_looks_at_the_desk_of_a_body_of_others(client: Client, body: Organization) -> None:
    client.force_login(factories.user(roles=["operator"]))

    assert client.get(f"{HOME}?for={body.code}").status_code == 404


@pytest.mark.parametrize("roles", [[], ["curator:JP"], ["organizer"], ["translator"]])
def test_every_role_has_a_desk(client: Client, roles: list[str]) -> None:
    client.force_login(factories.user(roles=roles))

    page = client.get(HOME)

    assert page.status_code == 200
    assert "Nothing waits for you" in page.content.decode()


def test_operator_finds_first_what_is_not_well(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    trouble = Finding("disk", Level.ERROR, "It is full.")
    monkeypatch.setattr(report, "alarms", lambda: [Finding("worker", Level.OK, ""), trouble])
    client.force_login(factories.user(roles=["operator"]))

    items = client.get(HOME).context["desk"].items

    assert [(str(each.title), each.action.url) for each in items] == [("Disk", "/en/health/")]
    assert client.get("/en/my/waiting/site.health/").status_code == 200


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_reader_need_not_open_an_original(
    client: Client, editor: User, body: Organization, language: str
) -> None:
    factories.record("KR", title="주차장", owner=body, publication_state=PublicationState.DRAFT)
    client.force_login(editor)

    [found] = client.get(f"/{language}/my/").context["desk"].items

    assert found.title.language == language


@pytest.mark.parametrize("count", [1, 3])
def test_desk_of_an_editor_takes_twelve_queries(
    client: Client, editor: User, body: Organization, count: int, django_assert_max_num_queries: object
) -> None:
    sender = factories.organization("KR")
    for number in range(count):
        draft(body, f"Draft {number}")
        need = draft(body, "Need", kind=Kind.NEED, publication_state=PublicationState.PUBLISHED)
        offer = factories.record("KR", Kind.SOLUTION)
        MatchFound.objects.create(need=need, other=offer, found_at=timezone.now(), score=1)
        writer = factories.user(organizations=[sender])
        express(need, Message("question", f"{number}?", "ko"), organization=sender, by=writer)
    client.force_login(editor)
    engine()

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page = client.get(HOME)

    assert {str(each.what) for each in page.context["desk"].items} == {
        "A message to you",
        "A new match",
        "Your draft",
    }
