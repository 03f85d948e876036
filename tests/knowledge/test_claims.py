from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.knowledge.test_publishing import typed

from tricity.activity.queries import history
from tricity.knowledge.actions import accept_claim, claim_record
from tricity.knowledge.errors import AlreadyClaimed, NotTheirs, NotWhatWasConfirmed
from tricity.knowledge.models import Claim, Kind, Participation, Record
from tricity.web.identity import PublicationState, Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> Record:
    return factories.record("JP", Kind.NEED, language="en", title="A need of a city")


@pytest.fixture
def body(record: Record) -> Any:
    return factories.organization("JP", type="city", city=record.city)


def claim_of(record: Record, body: Any, wish: str = "confirm") -> Claim:
    person = factories.user(organizations=[body])
    return claim_record(record, by=person, body=body, wish=wish, text="Please.", language="en")


def claim_page(record: Record) -> str:
    return f"/en/records/{record.code}/claim/"


def test_a_body_writes_about_what_is_said_of_its_city(client: Client, record: Record, body: Any) -> None:
    client.force_login(factories.user(organizations=[body]))
    assert "This record is about you" in client.get(record.get_absolute_url()).content.decode()

    response = client.post(claim_page(record), {"organization": body.code, "wish": "confirm"})

    assert response.status_code == 302
    claim = Claim.objects.get()
    assert (claim.record, claim.organization, claim.state) == (record, body, Claim.State.OPEN)
    assert [entry.verb for entry in history(record)] == ["record.claimed"]
    assert "A curator will answer." in client.get(record.get_absolute_url()).content.decode()


def test_a_participating_body_may_write_too(client: Client, record: Record) -> None:
    provider = factories.organization("KR")
    Participation.objects.create(record=record, organization=provider, name="회사", role="provider")
    client.force_login(factories.user(organizations=[provider]))

    assert client.get(claim_page(record)).status_code == 200


@pytest.mark.parametrize(
    ("person", "status"), [("visitor", 302), ("stranger", 403), ("member", 403), ("curator", 403)]
)
def test_nobody_else_speaks_for_the_body(
    client: Client, record: Record, body: Any, person: str, status: int
) -> None:
    if person == "stranger":
        client.force_login(factories.user(organizations=[factories.organization("JP")]))
    if person == "member":
        user = factories.user(organizations=[body])
        user.memberships.update(role="member")
        client.force_login(user)
    if person == "curator":
        client.force_login(factories.user(roles=["curator:JP"]))

    response = client.post(claim_page(record), {"organization": body.code, "wish": "confirm"})

    assert response.status_code == status
    assert not Claim.objects.exists()


def test_an_editor_cannot_claim_for_another_body(client: Client, record: Record, body: Any) -> None:
    mine = factories.organization("JP")
    Participation.objects.create(record=record, organization=mine, name="組織", role="partner")
    client.force_login(factories.user(organizations=[mine]))

    assert client.post(claim_page(record), {"organization": body.code, "wish": "confirm"}).status_code == 422


def test_a_correction_says_what_is_to_change(client: Client, record: Record, body: Any) -> None:
    client.force_login(factories.user(organizations=[body]))

    response = client.post(claim_page(record), {"organization": body.code, "wish": "correct", "text": " "})

    assert response.status_code == 422
    assert "Say what is to change" in response.content.decode()


def test_one_open_claim_per_body_and_only_on_public_records(record: Record, body: Any) -> None:
    claim_of(record, body)
    with pytest.raises(AlreadyClaimed):
        claim_of(record, body)
    draft = factories.record("JP", city=record.city, publication_state=PublicationState.DRAFT)
    with pytest.raises(NotTheirs):
        claim_of(draft, body)


def decide(client: Client, claim: Claim, decision: str, **data: str) -> int:
    return client.post(f"/en/claims/{claim.code}/", {"decision": decision, **data}).status_code


def test_an_accepted_confirmation_shows_its_date(client: Client, record: Record, body: Any) -> None:
    claim = claim_of(record, body)
    client.force_login(factories.user(roles=["curator:JP"]))
    assert "A need of a city" in client.get("/en/claims/").content.decode()

    assert decide(client, claim, "accept") == 302

    record.refresh_from_db()
    assert (record.standing, record.confirmed_on) == (Standing.CONFIRMED, timezone.localdate())
    assert record.version == 2
    assert "Confirmed by the body named on" in client.get(record.get_absolute_url()).content.decode()


def test_an_accepted_withdrawal_takes_the_record_from_the_public(
    client: Client, record: Record, body: Any
) -> None:
    claim = claim_of(record, body, "withdraw")
    client.force_login(factories.user(roles=["curator:JP"]))

    decide(client, claim, "accept")

    client.logout()
    assert client.get(record.get_absolute_url()).status_code == 404


def test_a_correction_is_accepted_by_making_it(client: Client, record: Record, body: Any) -> None:
    claim = claim_of(record, body, "correct")
    client.force_login(factories.user(roles=["curator:JP"]))
    assert decide(client, claim, "accept") == 302
    claim.refresh_from_db()
    assert claim.state == Claim.State.OPEN

    address = f"/en/records/{record.code}/edit/?claim={claim.code}"
    assert "Please." in client.get(address).content.decode()
    assert client.post(address, typed(record, title="Corrected", language="en")).status_code == 302

    claim.refresh_from_db()
    record.refresh_from_db()
    assert (claim.state, record.title) == (Claim.State.ACCEPTED, "Corrected")


def test_declining_needs_a_reason_which_the_body_reads(client: Client, record: Record, body: Any) -> None:
    claim = claim_of(record, body)
    client.force_login(factories.user(roles=["curator:JP"]))

    assert decide(client, claim, "decline") == 422
    assert decide(client, claim, "decline", text="The source says otherwise.") == 302

    client.force_login(claim.by)
    assert "The source says otherwise." in client.get("/en/claims/").content.decode()
    record.refresh_from_db()
    assert record.standing == Standing.COMPILED


@pytest.mark.parametrize(
    ("person", "status"), [("foreign curator", 403), ("claimant", 404), ("visitor", 302)]
)
def test_claims_are_decided_by_curators_of_the_country_alone(
    client: Client, record: Record, body: Any, person: str, status: int
) -> None:
    claim = claim_of(record, body)
    if person == "foreign curator":
        client.force_login(factories.user(roles=["curator:KR"]))
        assert "A need of a city" not in client.get("/en/claims/").content.decode()
    if person == "claimant":
        client.force_login(claim.by)

    assert decide(client, claim, "accept") == status

    record.refresh_from_db()
    assert record.standing == Standing.COMPILED


def test_a_record_that_changed_since_is_not_confirmed_by_mistake(record: Record, body: Any) -> None:
    claim = claim_of(record, body)
    Record.objects.filter(pk=record.pk).update(version=2)

    with pytest.raises(NotWhatWasConfirmed):
        accept_claim(claim, by=factories.user(roles=["curator:JP"]))
