from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories

from tricity.accounts.desk import Reader
from tricity.accounts.waiting import desk_of
from tricity.knowledge.actions import claim_record
from tricity.knowledge.models import Claim, Kind, Participation, Record
from tricity.translation.actions import render
from tricity.web.identity import PublicationState
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db


def waiting(person: object) -> list[tuple[str, str, str]]:
    """What each item is, its title, and what is to be done."""
    items = desk_of(Reader(person, "en")).items
    return [(str(each.what), str(each.title), str(each.action.label)) for each in items]


def test_curators_see_what_waits_in_their_country() -> None:
    body = factories.organization("JP")
    record = factories.record("JP", language="en", title="Public", owner=body)
    factories.record("JP", language="en", title="Waits", publication_state=PublicationState.SUBMITTED)
    factories.record("KR", language="en", title="Elsewhere", publication_state=PublicationState.SUBMITTED)
    person = factories.user(organizations=[body])
    claim_record(record, by=person, body=body, wish="confirm", text="", language="en")
    curator = factories.user(roles=["curator:JP"])

    assert waiting(curator) == [
        ("A body wrote about a record", "Public", "Decide"),
        ("To review", "Waits", "Review"),
    ]


def test_editors_see_their_own_drafts_and_no_queue() -> None:
    body = factories.organization("JP")
    factories.record("JP", language="en", title="Mine", owner=body, publication_state=PublicationState.DRAFT)
    factories.record("JP", language="en", title="Another's", publication_state=PublicationState.DRAFT)
    editor = factories.user(organizations=[body])

    assert waiting(editor) == [("Your draft", "Mine", "Go on")]


def test_editors_are_asked_to_confirm_what_others_compiled_about_them() -> None:
    body = factories.organization("JP")
    record = factories.record("JP", language="en", title="About us")
    Participation.objects.create(record=record, organization=body, name="Us", role="lead")
    editor = factories.user(organizations=[body])

    assert waiting(editor) == [("A record about you", "About us", "Confirm or correct")]
    claim_record(record, by=editor, body=body, wish="confirm", text="", language="en")
    assert waiting(editor) == []


def test_confirming_takes_one_press_where_it_is_clear_for_whom(client: Client) -> None:
    body = factories.organization("JP")
    record = factories.record("JP", language="en", title="About us")
    Participation.objects.create(record=record, organization=body, name="Us", role="lead")
    client.force_login(factories.user(organizations=[body]))

    [item] = client.get("/en/my/").context["desk"].items
    client.post(item.action.url, dict(item.action.fields))

    assert [(row.wish, row.organization) for row in Claim.objects.all()] == [("confirm", body)]
    assert client.get("/en/my/").context["desk"].items == ()


def test_old_needs_are_reconfirmed_by_one_press(client: Client) -> None:
    body = factories.organization("JP")
    need = factories.record("JP", Kind.NEED, language="en", title="Parking", owner=body, standing="submitted")
    Record.objects.filter(pk=need.pk).update(updated_at=timezone.now() - dt.timedelta(days=181))
    client.force_login(factories.user(organizations=[body]))

    [item] = client.get("/en/my/").context["desk"].items
    client.post(item.action.url, dict(item.action.fields))

    assert (str(item.title), item.action.posts) == ("Parking", True)
    assert client.get("/en/my/").context["desk"].items == ()


def test_renderings_of_earlier_versions_are_named() -> None:
    body = factories.organization("JP")
    record = factories.record("JP", title="古い", owner=body, standing="submitted")
    render(
        record, "title", source="古い", source_language="ja", language="en", text="Old", origin=Origin.HUMAN
    )
    editor = factories.user(organizations=[body])
    assert waiting(editor) == []

    record.title = "新しい"
    record.save()

    assert waiting(editor) == [("A rendering is out of date", "Old", "Update")]


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
@pytest.mark.parametrize("path", ["claims", "review", "records/new"])
def test_pages_of_curators_open_in_every_language(client: Client, language: str, path: str) -> None:
    factories.record("JP", title="待つ", publication_state=PublicationState.SUBMITTED)
    client.force_login(factories.user(roles=["curator:JP"], organizations=[factories.organization("JP")]))

    assert client.get(f"/{language}/{path}/").status_code == 200


def test_the_review_page_takes_as_many_queries_for_three_records_as_for_one(
    client: Client, django_assert_max_num_queries: object
) -> None:
    client.force_login(factories.user(roles=["curator:JP"], organizations=[factories.organization("JP")]))
    for count in (1, 3):
        for _ in range(count):
            factories.record("JP", publication_state=PublicationState.SUBMITTED)
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert client.get("/en/review/").status_code == 200


def test_the_claims_page_takes_as_many_queries_for_three_claims_as_for_one(
    client: Client, django_assert_max_num_queries: object
) -> None:
    body = factories.organization("JP")
    person = factories.user(organizations=[body], roles=["curator:JP"])
    client.force_login(person)
    for count in (1, 2):
        for _ in range(count):
            record = factories.record("JP", owner=body)
            claim_record(record, by=person, body=body, wish="confirm", text="", language="en")
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert client.get("/en/claims/").status_code == 200
