"""Agreeing to texts: at the form, anew when they change, and taking it back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from tests import factories

from tricity.accounts.models import User
from tricity.privacy import actions, queries
from tricity.privacy.errors import StillNeeded
from tricity.privacy.models import Consent, Edition
from tricity.privacy.purposes import purpose, purposes, shipped_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanako(client: Client) -> User:
    person = factories.user(username="hanako", native_name="山田花子", residence="JP", language="en")
    client.force_login(person)
    return person


def profile(**changes: str) -> dict[str, str]:
    return {
        "native_name": "山田花子",
        "native_language": "ja",
        "language": "en",
        "residence": "JP",
        **changes,
    }


def publish(name: str, residence: str, text: str, *, days: int = 0) -> Edition:
    operator = factories.user(roles=["operator"])
    day = timezone.localdate() + dt.timedelta(days=days)
    actions.save_draft(name, residence, {"en": text}, effective_from=day, by=operator)
    return actions.publish(name, residence, by=operator)


def test_a_profile_without_an_address_asks_for_no_agreement(client: Client, hanako: User) -> None:
    response = client.post("/en/my/profile/", profile())

    assert response.status_code == 302
    assert not Consent.objects.exists()


def test_an_address_is_kept_only_with_the_agreement(client: Client, hanako: User) -> None:
    refused = client.post("/en/my/profile/", profile(email="hanako@example.jp"))
    hanako.refresh_from_db()
    assert refused.status_code == 422
    assert "Tick this box to agree" in refused.content.decode()
    assert hanako.email == ""

    accepted = client.post("/en/my/profile/", profile(email="hanako@example.jp", agreed_email="on"))

    hanako.refresh_from_db()
    consent = Consent.objects.get()
    assert accepted.status_code == 302
    assert hanako.email == "hanako@example.jp"
    assert (consent.user, consent.purpose, consent.residence, consent.number) == (hanako, "email", "JP", 0)
    assert (consent.language, consent.text) == ("en", shipped_text(purpose("email"), "JP", "en"))  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "stands_as_original"), [("en", False), ("ko", True)])
def test_the_notice_is_an_original_only_in_another_language(
    client: Client, hanako: User, language: str, stands_as_original: bool
) -> None:
    publish("email", "JP", "We keep your address.")

    page = client.get(f"/{language}/my/profile/").content.decode()

    assert "We keep your address." in page
    assert ('<details class="original"' in page) == stands_as_original


def test_who_agreed_is_told_but_not_asked_again(client: Client, hanako: User) -> None:
    actions.agree(hanako, queries.told(["email"], "JP", "en"))

    page = client.get("/en/my/profile/").content.decode()

    assert "Your data: Your e-mail address" in page
    assert "agreed_email" not in page


def test_taking_the_agreement_back_deletes_the_address(client: Client, hanako: User) -> None:
    hanako.email = "hanako@example.jp"
    hanako.save()
    actions.agree(hanako, queries.told(["email"], "JP", "en"))

    client.post("/en/my/data/consents/email/withdraw/")

    hanako.refresh_from_db()
    assert hanako.email == ""
    assert Consent.objects.get().withdrawn_at is not None


def test_what_an_account_needs_cannot_be_taken_back(hanako: User) -> None:
    account = purpose("account")
    assert account is not None

    with pytest.raises(StillNeeded):
        actions.withdraw(hanako, account)


def test_nobody_takes_back_for_another(client: Client, hanako: User) -> None:
    other = factories.user()
    actions.agree(other, queries.told(["email"], "", "en"))

    client.post("/en/my/data/consents/email/withdraw/")

    assert Consent.objects.get().withdrawn_at is None


def test_data_kept_abroad_is_an_agreement_of_its_own(client: Client, hanako: User, settings: Any) -> None:
    settings.NODE_COUNTRY = "KR"

    refused = client.post("/en/my/profile/", profile(email="hanako@example.jp", agreed_email="on"))
    accepted = client.post(
        "/en/my/profile/", profile(email="hanako@example.jp", agreed_email="on", agreed_abroad="on")
    )

    assert refused.status_code == 422
    assert accepted.status_code == 302
    assert set(Consent.objects.values_list("purpose", flat=True)) == {"email", "abroad"}


def test_data_kept_at_home_asks_for_nothing_more(client: Client, hanako: User, settings: Any) -> None:
    settings.NODE_COUNTRY = "JP"

    page = client.get("/en/my/profile/").content.decode()

    assert "agreed_abroad" not in page
    assert "On the machine of this site, in this country: Japan." in page


def test_the_text_of_a_residence_comes_before_the_one_for_everybody() -> None:
    publish("email", "", "For everybody.")
    japanese = publish("email", "JP", "For people in Japan.")

    texts = {residence: queries.told(["email"], residence, "en")[0] for residence in ("JP", "KR", "")}

    assert {residence: told.text.text for residence, told in texts.items()} == {
        "JP": "For people in Japan.",
        "KR": "For everybody.",
        "": "For everybody.",
    }
    assert texts["JP"].number == japanese.number == 2


def test_a_text_holds_from_its_day_on() -> None:
    publish("email", "", "From next week on.", days=7)

    assert queries.told(["email"], "", "en")[0].is_shipped


def test_a_changed_text_is_asked_once_after_the_next_sign_in(client: Client, hanako: User) -> None:
    actions.agree(hanako, queries.told(["email"], "JP", "en"))
    publish("email", "JP", "We now also send a digest.")
    assert client.get("/en/my/").status_code == 200  # this session has begun before

    client.force_login(hanako)
    led = client.get("/en/my/")
    asked = client.get("/en/my/data/asked/")
    client.post("/en/my/data/asked/", {"deed": "agree:email"})

    assert led.status_code == 302
    assert "We now also send a digest." in asked.content.decode()
    assert client.get("/en/my/").status_code == 200
    assert queries.open_consents(hanako)["email"].number == 1


def test_it_can_be_put_off_and_is_asked_again_next_time(client: Client, hanako: User) -> None:
    actions.agree(hanako, queries.told(["email"], "JP", "en"))
    publish("email", "JP", "Changed.")
    client.force_login(hanako)

    client.post("/en/my/data/asked/", {"deed": "later"})
    put_off = client.get("/en/my/").status_code
    client.force_login(hanako)

    assert put_off == 200
    assert client.get("/en/my/").status_code == 302


@pytest.mark.parametrize("path", ["/en/my/data/", "/en/my/data/deletion/", "/en/personal-data/"])
def test_the_question_never_stands_before_ones_data_and_its_deletion(
    client: Client, hanako: User, path: str
) -> None:
    actions.agree(hanako, queries.told(["email"], "JP", "en"))
    publish("email", "JP", "Changed.")
    client.force_login(hanako)

    page = client.get(path)
    archive = client.post("/en/my/data/archive/")
    taken = b"".join(archive)

    assert page.status_code == 200
    assert taken.startswith(b"PK")


def test_saying_no_to_a_changed_text_takes_the_agreement_back(client: Client, hanako: User) -> None:
    actions.agree(hanako, queries.told(["email"], "JP", "en"))
    publish("email", "JP", "Changed.")
    client.force_login(hanako)

    client.post("/en/my/data/asked/", {"deed": "end:email"})

    assert queries.open_consents(hanako) == {}
    assert client.get("/en/my/").status_code == 200


def test_the_question_leads_nowhere_but_this_site(client: Client, hanako: User) -> None:
    response = client.post("/en/my/data/asked/", {"deed": "later", "next": "https://example.org/"})

    assert response.headers["Location"] == "/en/my/"


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_every_purpose_has_a_shipped_text_that_names_the_law_of_the_residence(language: str) -> None:
    with translation.override(language):
        law = translation.gettext("the Personal Information Protection Law of China (PIPL)")

    assert all(law in shipped_text(each, "CN", language) for each in purposes())
    assert all(law not in shipped_text(each, "JP", language) for each in purposes())


def test_who_must_add_a_second_factor_is_led_to_it_and_not_round_in_circles(
    client: Client, hanako: User, settings: Any
) -> None:
    settings.REQUIRE_SECOND_FACTOR = frozenset(["everyone"])
    actions.agree(hanako, queries.told(["email"], "JP", "en"))
    publish("email", "JP", "Changed.")
    client.force_login(hanako)

    page = client.get("/en/my/", follow=True)

    assert page.status_code == 200
    assert page.redirect_chain[-1][0] == "/en/my/security/"
