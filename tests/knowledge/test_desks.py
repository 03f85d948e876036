from __future__ import annotations

import pytest
from django.test import Client
from tests import factories

from tricity.knowledge import desks
from tricity.knowledge.actions import claim_record
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db


def test_curators_see_what_waits_in_their_country() -> None:
    body = factories.organization("JP")
    record = factories.record("JP", language="en", title="Public", owner=body)
    factories.record("JP", language="en", title="Waits", publication_state=PublicationState.SUBMITTED)
    factories.record("KR", language="en", title="Elsewhere", publication_state=PublicationState.SUBMITTED)
    person = factories.user(organizations=[body])
    claim_record(record, by=person, body=body, wish="confirm", text="", language="en")
    curator = factories.user(roles=["curator:JP"])

    reviews, claims = desks.reviews(curator, "en"), desks.claims(curator, "en")

    assert reviews is not None
    assert [(str(title), remark) for title, _, remark in reviews.items] == [("Waits", "Submitted")]
    assert claims is not None
    assert [str(title) for title, *_ in claims.items] == ["Public"]
    assert desks.drafts(curator, "en") is None


def test_editors_see_their_own_drafts_and_no_queue() -> None:
    body = factories.organization("JP")
    factories.record("JP", language="en", title="Mine", owner=body, publication_state=PublicationState.DRAFT)
    factories.record("JP", language="en", title="Another's", publication_state=PublicationState.DRAFT)
    editor = factories.user(organizations=[body])

    drafts = desks.drafts(editor, "en")

    assert drafts is not None
    assert [str(title) for title, *_ in drafts.items] == ["Mine"]
    assert desks.reviews(editor, "en") is None
    assert desks.claims(editor, "en") is None


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
