from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.members.conftest import member

from tricity.accounts.desk import Reader
from tricity.accounts.models import User
from tricity.accounts.waiting import desk_of
from tricity.activity.models import Entry
from tricity.directory.models import Organization
from tricity.members import actions
from tricity.members.actions.asking import Wish
from tricity.members.errors import AlreadyDecided
from tricity.members.models import AccountRequest, Invitation
from tricity.members.queries import requests_for

pytestmark = pytest.mark.django_db
ASK, STATE = "/en/account-requests/new/", "/en/account-requests/state/"
WORDS = {
    "name": "김하늘",
    "organization": "City of Yokohama",
    "country": "",
    "reason": "도시 교통을 맡고 있습니다.",
    "language": "ko",
    "contact": "",
}


def _asked(body: Organization | None = None, **fields: Any) -> tuple[AccountRequest, str]:
    wish = {"name": "김하늘", "organization": body, "organization_named": "새 협회", "country": None,
            "reason": "일", "language": "ko"}  # fmt: skip
    return actions.ask(Wish(**{**wish, **fields}))


def _code(page: bytes) -> str:
    found = re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){3}", page.decode())
    assert found is not None
    return found[0]


def test_a_visitor_asks_and_looks_up_the_answer(client: Client, body: Organization) -> None:
    answer = client.post(ASK, WORDS)

    asked = AccountRequest.objects.get()
    code = _code(answer.content)
    assert (asked.organization, asked.country_id, asked.organization_named) == (body, "JP", "")
    assert code not in str(vars(asked))
    assert "Nobody has decided yet" in client.post(STATE, {"code": code.lower()}).content.decode()
    assert Entry.objects.get().details == {}


def test_an_organization_that_is_not_in_the_directory_is_named(client: Client, body: Organization) -> None:
    client.post(ASK, {**WORDS, "organization": "새로운 협회", "country": "JP"})

    asked = AccountRequest.objects.get()
    assert (asked.organization, asked.organization_named, asked.country_id) == (None, "새로운 협회", "JP")


@pytest.mark.parametrize("choice", ["first", "none"])
def test_a_name_that_fits_several_is_asked_back_about(
    client: Client, countries: dict[str, Any], choice: str
) -> None:
    first = factories.organization("JP", names={"ja": "横浜港湾局", "en": "Yokohama Port"})
    factories.organization("JP", names={"ja": "横浜水道局", "en": "Yokohama Water"})
    words = {**WORDS, "organization": "Yokohama"}

    answer = client.post(ASK, words)
    assert answer.status_code == 422
    assert "Yokohama Water" in answer.content.decode()
    client.post(ASK, {**words, "chosen": first.code if choice == "first" else "none"})

    assert AccountRequest.objects.get().organization == (first if choice == "first" else None)


def test_an_organization_that_was_not_offered_cannot_be_chosen(
    client: Client, body: Organization, other: Organization
) -> None:
    answer = client.post(ASK, {**WORDS, "organization": "Yoko", "chosen": other.code})

    assert answer.status_code == 422
    assert not AccountRequest.objects.exists()


def test_the_page_of_an_organization_fills_it_in(client: Client, body: Organization) -> None:
    page = client.get(f"/en/organizations/{body.code}/").content.decode()

    assert f"{ASK}?organization={body.code}" in page
    assert f'value="{body.code}"' in client.get(f"{ASK}?organization={body.code}").content.decode()


def test_many_requests_from_one_address_are_stopped(client: Client, body: Organization) -> None:
    for _ in range(8):
        assert client.post(ASK, WORDS).status_code == 200

    assert client.post(ASK, WORDS).status_code == 429
    assert client.post(ASK, WORDS, REMOTE_ADDR="192.0.2.7").status_code == 200
    assert AccountRequest.objects.count() == 9


def test_trying_codes_is_stopped(client: Client, body: Organization) -> None:
    _request, code = _asked(body)
    for _ in range(8):
        assert client.post(STATE, {"code": "AAAA-AAAA-AAAA-AAAA"}).status_code == 422

    assert client.post(STATE, {"code": code}).status_code == 429


# --- Who decides -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "with_administrator", "without"),
    [
        ("member", False, False),
        ("editor", False, False),
        ("administrator", True, True),
        ("curator:JP", False, True),
        ("curator:KR", False, False),
        ("curator", False, True),
        ("organizer", False, False),
        ("operator", True, True),
    ],
)
def test_administrators_decide_else_curators_of_the_country_else_operators(
    client: Client, body: Organization, role: str, with_administrator: bool, without: bool
) -> None:
    joins = role in ("member", "editor", "administrator")
    person = member(body, role) if joins else factories.user(roles=[role])
    asked, _code = _asked(body)

    assert requests_for(person).filter(pk=asked.pk).exists() is without

    member(body, "administrator")
    client.force_login(person)
    assert requests_for(person).filter(pk=asked.pk).exists() is with_administrator
    status = client.get(f"/en/account-requests/{asked.code}/").status_code
    assert status == (200 if with_administrator else 404)
    posted = client.post(f"/en/account-requests/{asked.code}/", {"deed": "decline", "answer": "x"})
    assert posted.status_code == (302 if with_administrator else 404)


def test_a_deactivated_administrator_leaves_requests_to_the_curators(body: Organization) -> None:
    member(body, "administrator", is_active=False)
    _asked(body)

    assert requests_for(factories.user(roles=["curator:JP"])).count() == 1


def test_an_administrator_elsewhere_sees_nothing(
    client: Client, body: Organization, other: Organization
) -> None:
    asked, _code = _asked(body)
    client.force_login(member(other, "administrator"))

    assert client.get(f"/en/account-requests/{asked.code}/").status_code == 404
    assert "김하늘" not in client.get("/en/account-requests/").content.decode()


def test_desk_shows_operators_what_is_left_to_them(body: Organization, administrator: User) -> None:
    _asked(body)
    operator = factories.user(roles=["operator"])

    def remarks(person: User) -> list[str]:
        items = desk_of(Reader(person, "en")).items
        return [each.remark for each in items if each.section == "members.requests"]

    assert remarks(administrator) == ["City of Yokohama"]
    assert remarks(operator) == []
    _asked()
    assert remarks(operator) == ["not in the directory"]


def test_visitors_are_asked_to_sign_in(client: Client, body: Organization) -> None:
    asked, _code = _asked(body)

    assert client.get("/en/account-requests/").status_code == 302
    assert client.get(f"/en/account-requests/{asked.code}/").status_code == 302


# --- Decisions ---------------------------------------------------------------------------------------------------


def test_approving_gives_a_link_to_hand_over(client: Client, body: Organization, administrator: User) -> None:
    asked, code = _asked(body)
    client.force_login(administrator)

    answer = client.post(f"/en/account-requests/{asked.code}/", {"deed": "approve", "role": "editor"})

    found = re.search(r"/ko/join/([A-Z0-9-]+)/", answer.content.decode())
    assert found is not None
    invitation = Invitation.objects.get()
    assert (invitation.organization, invitation.role, invitation.name) == (body, "editor", "김하늘")
    client.logout()
    assert client.get(f"/ko/join/{found[1]}/").status_code == 200
    shown = client.post(STATE, {"code": code}).content.decode()
    assert "has been approved" in shown
    assert "/join/" not in shown


def test_declining_says_why(client: Client, body: Organization, administrator: User) -> None:
    asked, code = _asked(body)
    client.force_login(administrator)

    refused = client.post(f"/en/account-requests/{asked.code}/", {"deed": "decline", "answer": ""})
    client.post(f"/en/account-requests/{asked.code}/", {"deed": "decline", "answer": "담당자가 아닙니다."})

    assert refused.status_code == 422
    assert "담당자가 아닙니다." in client.post(STATE, {"code": code}).content.decode()
    with pytest.raises(AlreadyDecided):
        actions.approve(asked, body, by=administrator, role="editor")


def test_a_curator_gives_an_organization_of_the_own_country_only(
    client: Client, body: Organization, other: Organization
) -> None:
    asked, _code = _asked(country=body.country)
    client.force_login(factories.user(roles=["curator:JP"]))
    address = f"/en/account-requests/{asked.code}/"

    none = client.post(address, {"deed": "approve", "role": "member", "organization": ""})
    foreign = client.post(address, {"deed": "approve", "role": "member", "organization": other.code})
    own = client.post(address, {"deed": "approve", "role": "member", "organization": body.code})

    assert (none.status_code, foreign.status_code, own.status_code) == (422, 422, 200)
    assert Invitation.objects.get().organization == body


def test_the_person_takes_the_request_back(client: Client, body: Organization) -> None:
    _request, code = _asked(body)

    client.post(STATE, {"code": code, "deed": "take-back"})

    assert not AccountRequest.objects.exists()


def test_decided_requests_and_old_invitations_are_deleted_after_the_period(
    body: Organization, administrator: User, settings: Any
) -> None:
    settings.ACCOUNT_REQUEST_DAYS = 30
    waiting, declined, approved = (_asked(body)[0] for _ in range(3))
    actions.decline(declined, "no", by=administrator)
    actions.approve(approved, body, by=administrator, role="member")
    AccountRequest.objects.filter(pk=declined.pk).update(decided_at=timezone.now() - dt.timedelta(days=31))
    long_ago = timezone.now() - dt.timedelta(days=31)
    AccountRequest.objects.filter(pk=waiting.pk).update(created_at=long_ago)
    old, _secret = actions.invite(actions.inviting.Guest("x", "ja"), body, by=None, role="member")
    Invitation.objects.filter(pk=old.pk).update(expires_at=long_ago)

    actions.sweep()

    assert set(AccountRequest.objects.all()) == {waiting, approved}
    assert not Invitation.objects.filter(pk=old.pk).exists()
    assert Invitation.objects.count() == 1
