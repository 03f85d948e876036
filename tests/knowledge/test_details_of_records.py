"""What a record may say beyond its core, and who reads which part of it."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.knowledge.test_publishing import body_of_a_city, draft, send, typed

from tricity.activity.queries import history
from tricity.cooperation.models import Interest, InterestNote
from tricity.knowledge.actions import change_record
from tricity.knowledge.documents import documents
from tricity.knowledge.exports import export_records
from tricity.knowledge.models import Kind, Record
from tricity.knowledge.publication.disclosure import completeness, is_expired
from tricity.knowledge.publication.template import PARTS, PARTS_OF, Visibility, visibility_of
from tricity.knowledge.values import values_of
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
SECRET = "三億円まで"
DAY = dt.timedelta(days=1)


def parts(**values: str) -> dict[str, str]:
    """What a person sends from the form of the details."""
    return {f"details-{name}": value for name, value in values.items()}


def need(owner: Any, limit: str, **fields: Any) -> Record:
    """A public need whose ceiling not everybody reads."""
    details = {"budget_ceiling": SECRET, "funding_source": "一般会計"}
    visibility = {"budget_ceiling": limit} if limit != Visibility.PUBLIC else {}
    fields = {"details": details, "visibility": visibility, **fields}
    return draft(owner, publication_state=PublicationState.PUBLISHED, published_at=timezone.now(), **fields)


def contact(record: Record, asking: Any, *, answered_by: Any, status: str = "in-contact") -> Interest:
    interest = Interest.objects.create(
        kind="interested", organization=asking, record=record, language="en", status=status
    )
    interest.recipients.add(record.owner)
    InterestNote.objects.create(
        interest=interest, organization=answered_by, status="in-contact", language="en"
    )
    return interest


READERS = ("visitor", "stranger", "member", "in contact", "foreign curator", "owner", "curator", "operator")


@pytest.mark.parametrize(
    ("limit", "read_by"),
    [
        ("public", READERS),
        ("members", ("member", "in contact", "owner", "curator", "operator")),
        ("matched", ("in contact", "owner", "curator", "operator")),
        ("secretariat", ("owner", "curator", "operator")),
        ("nonsense", ("owner", "curator", "operator")),
    ],
)
@pytest.mark.parametrize("reader", READERS)
def test_each_part_is_read_by_those_it_is_for(
    client: Client, limit: str, read_by: tuple[str, ...], reader: str
) -> None:
    body, partner = body_of_a_city(), factories.organization("KR")
    record = need(body, limit)
    contact(record, partner, answered_by=body)
    people: dict[str, dict[str, Any]] = {
        "stranger": {},
        "member": {"organizations": [factories.organization("CN")]},
        "in contact": {"organizations": [partner]},
        "foreign curator": {"roles": ["curator:KR"]},
        "owner": {"organizations": [body]},
        "curator": {"roles": ["curator:JP"]},
        "operator": {"roles": ["operator"]},
    }
    if reader in people:
        client.force_login(factories.user(**people[reader]))

    page = client.get(record.get_absolute_url()).content.decode()

    assert (SECRET in page) == (reader in read_by)
    assert "一般会計" in page


@pytest.mark.parametrize(
    ("answered", "status"), [("by themselves", "in-contact"), ("by the owner", "dropped")]
)
def test_a_body_cannot_say_of_itself_that_it_is_in_contact(
    client: Client, answered: str, status: str
) -> None:
    body, partner = body_of_a_city(), factories.organization("KR")
    record = need(body, "matched")
    contact(record, partner, answered_by=body if answered == "by the owner" else partner, status=status)
    client.force_login(factories.user(organizations=[partner]))

    assert SECRET not in client.get(record.get_absolute_url()).content.decode()


def test_limited_parts_reach_neither_search_nor_exports_nor_versions(client: Client) -> None:
    record = need(body_of_a_city(), "secretariat")
    record = change_record(
        record,
        by=factories.user(roles=["curator:JP"]),
        values={**values_of(record), "title": "新しい題"},
        version=record.version,
    )
    out = io.BytesIO()
    export_records("records", "jsonl", out)
    client.force_login(factories.user(organizations=[factories.organization("CN")]))

    assert "新しい題" in out.getvalue().decode()
    assert SECRET not in out.getvalue().decode()
    assert SECRET not in repr(list(documents([record.pk])))
    assert client.get(f"/en/records/{record.code}/versions/").status_code == 403


@pytest.mark.parametrize("kind", Kind.values)
def test_every_part_of_every_kind_can_be_written(client: Client, kind: str) -> None:
    body = body_of_a_city()
    client.force_login(factories.user(organizations=[body]))
    samples = {"date": "2026-04-01", "link": "https://example.jp/tender", "state": "budgeted"}
    written = {part.name: samples.get(part.form.value, f"内容 {part.name}") for part in PARTS_OF[kind]}
    data = typed(city=body.city.code, **parts(**written)) | {
        f"{name}-{count}_FORMS": 0 for name in ("indicators", "deployments") for count in ("TOTAL", "INITIAL")
    }

    client.post(f"/en/records/new/?kind={kind}&for={body.code}", data)

    record = Record.objects.get()
    assert record.details == written
    assert completeness(record) == (len(written), len(written))
    page = client.get(record.get_absolute_url()).content.decode()
    assert all(text in page for name, text in written.items() if PARTS[name].form.value in ("text", "line"))


def test_who_reads_a_part_is_kept_and_shown_to_its_authors(client: Client) -> None:
    body = body_of_a_city()
    record = draft(body)
    client.force_login(factories.user(organizations=[body]))
    given = parts(budget_ceiling=SECRET, reads_budget_ceiling="matched", funding_source="一般会計")

    client.post(f"/en/records/{record.code}/edit/", typed(record, **given))

    record.refresh_from_db()
    assert record.visibility == {"budget_ceiling": "matched"}
    page = client.get(record.get_absolute_url()).content.decode()
    assert "Read by: Bodies in contact with us about this" in page
    assert "Of 9 optional fields 2 are written." in page
    form = client.get(f"/en/records/{record.code}/edit/").content.decode()
    assert '<option value="matched" selected>' in form


def test_parts_that_cannot_be_read_are_explained_and_kept(client: Client) -> None:
    body = body_of_a_city()
    record = draft(body)
    client.force_login(factories.user(organizations=[body]))
    given = parts(tender_link="javascript:alert(1)", stated_on="2026-05-01", valid_until="2026-04-01")

    response = client.post(f"/en/records/{record.code}/edit/", typed(record, **given))

    page = response.content.decode()
    assert response.status_code == 422
    assert "is not a web address" in page
    assert "The last day is before the first." in page


def test_a_changed_part_is_a_version_like_any_other(client: Client) -> None:
    body = body_of_a_city()
    person = factories.user(organizations=[body])
    record = draft(body, details={"budget_ceiling": "一億円"})
    change_record(
        record,
        by=person,
        values={**values_of(record), "budget_ceiling": "二億円", "visibility": {"budget_ceiling": "members"}},
        version=record.version,
    )
    client.force_login(person)

    response = client.get(f"/en/records/{record.code}/versions/")

    assert [each.field for each in response.context["differences"]] == ["budget_ceiling", "visibility"]
    assert "Budget ceiling: Members of a body here" in response.content.decode()


@pytest.mark.parametrize(
    ("person", "status"), [("owner", 302), ("curator", 302), ("stranger", 403), ("visitor", 302)]
)
def test_the_owner_reconfirms_a_need_without_waiting_for_review(
    client: Client, person: str, status: int
) -> None:
    body = body_of_a_city()
    record = need(body, "public")
    people: dict[str, dict[str, Any]] = {
        "owner": {"organizations": [body]},
        "curator": {"roles": ["curator:JP"]},
        "stranger": {"organizations": [body_of_a_city()]},
    }
    if person in people:
        client.force_login(factories.user(**people[person]))

    assert send(client, record, "reconfirm") == status

    record.refresh_from_db()
    done = person in ("owner", "curator")
    assert (record.details.get("reconfirmed_on") == timezone.localdate().isoformat()) == done
    assert record.details["budget_ceiling"] == SECRET
    if done:
        assert history(record)[0].verb == "record.reconfirmed"
        assert "Its owner reconfirmed it on" in client.get(record.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("days", "visibility", "expected"),
    [(-1, {}, True), (0, {}, False), (1, {}, False), (-1, {"valid_until": "members"}, False)],
)
def test_a_need_past_its_day_says_so_unless_the_day_is_limited(
    client: Client, days: int, visibility: dict[str, str], expected: bool
) -> None:
    day = (timezone.localdate() + days * DAY).isoformat()
    record = need(body_of_a_city(), "public", details={"valid_until": day}, visibility=visibility)

    assert is_expired(record) == expected
    page = client.get(record.get_absolute_url()).content.decode()
    assert ("The day until which this need is valid is past." in page) == expected


def test_a_visibility_nobody_knows_is_the_narrowest() -> None:
    assert visibility_of(Kind.NEED, {"budget_ceiling": "everyone?", "other": "members"}) == {
        "budget_ceiling": Visibility.SECRETARIAT
    }
