"""Having an account deleted: when, what stays, and that no name is left."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone, translation
from tests import factories

from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.cooperation.actions import express
from tricity.cooperation.actions.interests import Message, add_note
from tricity.directory.models import Membership
from tricity.documents.actions import bring_document
from tricity.jobs.models import Job
from tricity.jobs.worker import run_all
from tricity.privacy import actions, queries
from tricity.privacy.models import Consent, Deletion

pytestmark = pytest.mark.django_db
NAME, ROMANIZED, EMAIL, PASSWORD = "許田結衣", "Kyoda Yui", "yui.kyoda@example.jp", "a-long-password"


@pytest.fixture
def yui(countries: dict[str, object]) -> User:
    """A person who has left traces everywhere."""
    body = factories.organization("JP")
    person = factories.user(
        username="yui",
        organizations=[body],
        native_name=NAME,
        native_language="ja",
        romanized_name=ROMANIZED,
        email=EMAIL,
        residence="JP",
        password=PASSWORD,
        roles=["translator"],
    )
    person.saved_searches.create(question=f"parking {NAME}", language="ja")
    interest = express(
        factories.record("KR", "need"),
        Message("question", f"{NAME}と申します。{EMAIL} までどうぞ。", "ja"),
        organization=body,
        by=person,
    )
    add_note(interest, by=person, text=f"Regards, {ROMANIZED}", language="en", organization=body)
    actions.agree(person, queries.told(["email"], "JP", "ja"))
    bring_document(ContentFile(b"text", name=f"{NAME}.txt"), by=person, owner=body, kind="need")
    return person


def whole_database() -> str:
    """Every value of every table, as one text."""
    return "\n".join(
        repr(row)
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values_list()
    )


def leave(person: User) -> None:
    actions.ask_deletion(person)
    Deletion.objects.update(due_at=timezone.now())
    actions.erase_due(person.pk)


def test_no_name_and_no_address_is_left_anywhere(yui: User) -> None:
    assert all(trace in whole_database() for trace in (NAME, ROMANIZED, EMAIL, "yui"))

    leave(yui)

    left = whole_database()
    assert [trace for trace in (NAME, ROMANIZED, EMAIL, "yui") if trace in left] == []


def test_what_was_said_between_bodies_stays_without_the_name(yui: User) -> None:
    leave(yui)

    texts = list(apps.get_model("cooperation.Interest").objects.values_list("message", flat=True))
    assert texts == ["[…]と申します。[…] までどうぞ。"]


def test_the_audit_trail_stays_with_an_actor_nobody_knows(yui: User) -> None:
    before = Entry.objects.filter(actor=yui).count()

    leave(yui)

    entries = Entry.objects.filter(actor=yui)
    assert before > 0
    assert entries.count() == before + 1  # the wish itself
    assert {entry.actor.display_name for entry in entries.select_related("actor")} == {"a former member"}


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_a_former_member_is_named_in_the_readers_language(yui: User, language: str) -> None:
    leave(yui)
    yui.refresh_from_db()

    with translation.override(language):
        assert yui.display_name == translation.gettext("a former member")


def test_rights_sessions_and_searches_go(yui: User, client: Client) -> None:
    client.login(username="yui", password=PASSWORD)
    assert Session.objects.count() == 1

    leave(yui)

    yui.refresh_from_db()
    assert Session.objects.count() == 0
    assert not yui.is_active
    assert not yui.has_usable_password()
    assert not Membership.objects.filter(user=yui).exists()
    assert not yui.role_grants.exists()
    assert not yui.saved_searches.exists()


def test_what_was_agreed_is_taken_back_and_kept_for_its_time(yui: User) -> None:
    leave(yui)

    consent = Consent.objects.get(user=yui)
    assert consent.withdrawn_at is not None


def test_it_asks_for_the_password_and_waits_for_the_days_of_grace(
    yui: User, client: Client, settings: Any
) -> None:
    settings.DELETION_DAYS = 7
    client.force_login(yui)

    refused = client.post("/en/my/data/deletion/", {"proof": "wrong"})
    accepted = client.post("/en/my/data/deletion/", {"proof": PASSWORD})

    assert refused.status_code == 422
    assert "This is not your password." in refused.content.decode()
    assert accepted.headers["Location"] == "/en/my/data/goodbye/"
    job = Job.objects.get(name="privacy.erase")
    assert job.due_at - timezone.now() > dt.timedelta(days=6, hours=23)
    assert client.get("/en/my/").status_code == 302
    run_all()
    yui.refresh_from_db()
    assert yui.native_name == NAME


def test_signing_in_meanwhile_leads_to_keeping_the_account(yui: User, client: Client) -> None:
    actions.ask_deletion(yui)
    client.force_login(yui)

    led = client.get("/en/my/")
    page = client.get(led.headers["Location"])
    kept = client.post("/en/my/data/asked/", {"deed": "keep", "next": "/en/my/"})

    assert led.headers["Location"] == "/en/my/data/asked/?next=%2Fen%2Fmy%2F"
    assert "Keep my account" in page.content.decode()
    assert kept.headers["Location"] == "/en/my/"
    assert client.get("/en/my/").status_code == 200
    actions.erase_due(yui.pk)
    yui.refresh_from_db()
    assert yui.native_name == NAME


def test_without_grace_nobody_signs_in_and_the_worker_deletes_at_once(
    yui: User, client: Client, settings: Any
) -> None:
    settings.DELETION_DAYS = 0
    client.force_login(yui)

    client.post("/en/my/data/deletion/", {"proof": PASSWORD})

    yui.refresh_from_db()
    assert not yui.is_active
    run_all()
    yui.refresh_from_db()
    assert yui.erased_at is not None
    assert yui.native_name == ""


def test_erasing_twice_changes_nothing(yui: User) -> None:
    leave(yui)
    entries = Entry.objects.count()

    actions.erase_due(yui.pk)

    assert Entry.objects.count() == entries


def test_the_only_operator_cannot_leave(client: Client) -> None:
    operator = factories.user(roles=["operator"], password=PASSWORD)
    client.force_login(operator)

    response = client.post("/en/my/data/deletion/", {"proof": PASSWORD})

    assert response.status_code == 422
    assert "You are the only operator of this site." in response.content.decode()
    assert not Deletion.objects.exists()


def test_one_of_two_operators_may_leave() -> None:
    operator, _other = factories.user(roles=["operator"]), factories.user(roles=["operator"])

    actions.ask_deletion(operator)

    assert Deletion.objects.get().user == operator


def test_too_many_wrong_passwords_are_refused_for_a_while(yui: User, client: Client) -> None:
    client.force_login(yui)
    for _attempt in range(8):
        client.post("/en/my/data/deletion/", {"proof": "wrong"})

    response = client.post("/en/my/data/deletion/", {"proof": PASSWORD})

    assert response.status_code == 422
    assert "Too many attempts." in response.content.decode()


def test_who_has_no_password_names_the_account(client: Client) -> None:
    person = factories.user(username="passkey-only")
    person.set_unusable_password()
    person.save()
    client.force_login(person)

    refused = client.post("/en/my/data/deletion/", {"proof": "somebody"})
    accepted = client.post("/en/my/data/deletion/", {"proof": "passkey-only"})

    assert refused.status_code == 422
    assert accepted.status_code == 302


def test_who_has_a_factor_but_no_password_confirms_before_the_account_goes(client: Client) -> None:
    person = factories.user(username="haneul")
    person.set_unusable_password()
    person.save()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "A" * 32})
    client.force_login(person)

    answer = client.post("/en/my/data/deletion/", {"proof": "haneul"})

    assert answer.headers["Location"].startswith("/en/my/security/confirm/")
    assert not Deletion.objects.exists()
