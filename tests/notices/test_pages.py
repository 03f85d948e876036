from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from tricity.accounts.models import User
from tricity.knowledge.actions import publish_record, return_record, submit_record
from tricity.knowledge.models import Record
from tricity.notices.models import Digest, Notice
from tricity.notices.queries import choices_of, unread_of
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
PAGE = "/en/my/notices/"


@pytest.fixture
def curator(countries: object) -> User:
    return factories.user(roles=["curator:JP"])


@pytest.fixture
def editor(countries: object) -> User:
    return factories.user(organizations=[factories.organization("JP")])


@pytest.fixture
def published(editor: User, curator: User) -> Record:
    """Of the editor's body, published by the curator."""
    body = editor.memberships.get().organization  # type: ignore[attr-defined]
    record = factories.record(
        "JP", language="en", title="Parking", owner=body, publication_state=PublicationState.DRAFT
    )
    publish_record(submit_record(record, by=editor), by=curator)
    return record


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Parking"), ("ja", None), ("ko", None), ("zh-hans", None)]
)
def test_notice_names_the_record_in_the_readers_language(
    client: Client, editor: User, published: Record, language: str, name: str | None
) -> None:
    client.force_login(editor)

    page = client.get(f"/{language}/my/notices/")

    [view] = page.context["notices"]
    assert view.subject.language == language
    assert name is None or str(view.subject) == name
    assert "my/notices/" in page.content.decode()


def test_header_counts_what_is_unread_for_who_is_signed_in(
    client: Client, editor: User, published: Record
) -> None:
    assert "count-badge" not in client.get("/en/").content.decode()

    client.force_login(editor)

    assert '<span class="count-badge">1</span>' in client.get("/en/").content.decode()


def test_following_a_notice_reads_it(client: Client, editor: User, published: Record) -> None:
    client.force_login(editor)
    [notice] = unread_of(editor)

    response = client.get(f"{PAGE}{notice.pk}/")

    assert response["Location"] == published.get_absolute_url()
    assert not unread_of(editor).exists()


def test_notice_of_what_is_gone_leads_nowhere(client: Client, editor: User, published: Record) -> None:
    published.refresh_from_db()
    published.owner = None
    published.publication_state = PublicationState.DRAFT
    published.save()
    client.force_login(editor)
    [notice] = unread_of(editor)

    assert "Parking" not in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}{notice.pk}/")["Location"] == PAGE


def test_one_or_all_are_marked_as_read(client: Client, editor: User, published: Record) -> None:
    client.force_login(editor)

    client.post(f"{PAGE}{unread_of(editor)[0].pk}/read/")
    assert not unread_of(editor).exists()
    Notice.objects.update(read_at=None)
    client.post(f"{PAGE}read/", {"until": "nonsense"})
    assert not unread_of(editor).exists()


@pytest.mark.parametrize("roles", [[], ["curator:JP"], ["operator"]])
def test_nobody_reads_or_marks_notices_of_others(
    client: Client, editor: User, published: Record, roles: list[str]
) -> None:
    client.force_login(factories.user(roles=roles))
    [notice] = unread_of(editor)

    assert client.get(PAGE).context["notices"] == []
    assert client.get(f"{PAGE}{notice.pk}/").status_code == 404
    assert client.post(f"{PAGE}{notice.pk}/read/").status_code == 404
    assert unread_of(editor).exists()


@pytest.mark.parametrize("path", ["", "settings/", "1/"])
def test_visitors_are_asked_to_sign_in(client: Client, path: str) -> None:
    assert client.get(f"{PAGE}{path}").status_code == 302


def test_returned_record_is_told_to_its_editors_and_not_to_the_reviewer(editor: User, curator: User) -> None:
    body = editor.memberships.get().organization  # type: ignore[attr-defined]
    record = factories.record("JP", owner=body, publication_state=PublicationState.SUBMITTED)

    return_record(record, by=curator, text="More, please.", language="en")

    assert [(row.recipient, row.kind) for row in Notice.objects.all()] == [(editor, "record.returned")]


def test_person_chooses_where_each_group_is_wanted(client: Client, editor: User, published: Record) -> None:
    client.force_login(editor)

    client.post(f"{PAGE}settings/", {"rhythm": "weekly", "contact_app": "on", "records_digest": "on"})

    choices = choices_of(editor)
    assert choices["contact"] == (True, False)
    assert choices["records"] == (False, True)
    assert not unread_of(editor).exists()  # what is unread already follows the choice
    assert unread_of(editor, by_mail=True).exists()
    assert Digest.objects.get(user=editor).rhythm == "weekly"


def test_unknown_rhythm_is_refused(client: Client, editor: User) -> None:
    client.force_login(editor)

    assert client.post(f"{PAGE}settings/", {"rhythm": "hourly"}).status_code == 422
    assert not Digest.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_a_fixed_number_of_queries(
    client: Client, editor: User, curator: User, count: int, django_assert_max_num_queries: object
) -> None:
    body = editor.memberships.get().organization  # type: ignore[attr-defined]
    for _ in range(count):
        record = factories.record("KR", owner=body, publication_state=PublicationState.SUBMITTED)
        publish_record(record, by=curator)
    client.force_login(editor)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert len(client.get(PAGE).context["notices"]) == count


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_week_is_printed_with_whole_addresses(
    client: Client, editor: User, published: Record, language: str
) -> None:
    client.force_login(editor)

    page = client.get(f"/{language}/my/week/").content.decode()

    assert f"http://testserver/{language}/my/notices/" in page
