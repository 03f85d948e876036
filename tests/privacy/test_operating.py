"""What operators do: texts in versions, rules for keeping."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests import factories

from tricity.activity.models import Entry
from tricity.api.models import Token
from tricity.jobs.models import Job
from tricity.jobs.worker import run_all
from tricity.privacy import actions, queries
from tricity.privacy.errors import NothingToPublish
from tricity.privacy.models import Consent, Edition, RetentionRule, RetentionRun
from tricity.privacy.registry import holdings

pytestmark = pytest.mark.django_db
OPERATING = ("texts/", "texts/email/JP/", "retention/")


@pytest.fixture
def operator(client: Client) -> Any:
    person = factories.user(roles=["operator"])
    client.force_login(person)
    return person


def draft(**changes: str) -> dict[str, str]:
    return {
        "effective_from": str(timezone.localdate()),
        "text_en": "New.",
        "text_ja": "新しい文面。",
        **changes,
    }


@pytest.mark.parametrize("path", OPERATING)
@pytest.mark.parametrize(
    ("roles", "status"),
    [(["operator"], 200), (["curator"], 403), (["organizer"], 403), ([], 403), (None, 302)],
)
def test_operators_alone_edit_texts_and_rules(
    client: Client, path: str, roles: list[str] | None, status: int
) -> None:
    if roles is not None:
        client.force_login(factories.user(roles=roles))

    assert client.get(f"/en/personal-data/{path}").status_code == status
    assert client.post(f"/en/personal-data/{path}").status_code in {status, 405, 422, 302}


def test_a_curator_publishes_and_sets_nothing(client: Client) -> None:
    client.force_login(factories.user(roles=["curator"]))

    refused = [
        client.post("/en/personal-data/texts/email/JP/", draft()),
        client.post("/en/personal-data/texts/email/JP/preview/"),
        client.post("/en/personal-data/retention/", {"tokens": "1"}),
    ]

    assert [response.status_code for response in refused] == [403, 403, 403]
    assert not Edition.objects.exists()
    assert not RetentionRule.objects.exists()


def test_a_draft_is_looked_at_and_then_published_as_the_next_version(client: Client, operator: Any) -> None:
    saved = client.post("/en/personal-data/texts/email/JP/", draft())
    preview = client.get(saved.headers["Location"])
    before = queries.told(["email"], "JP", "ja")[0]
    client.post(saved.headers["Location"])

    after = queries.told(["email"], "JP", "ja")[0]
    assert "新しい文面。" in preview.content.decode()
    assert [code for code, _name in preview.context["missing"]] == ["zh-hans", "ko"]
    assert before.is_shipped
    assert (after.number, after.text.text) == (1, "新しい文面。")
    assert Entry.objects.filter(verb="privacy-text.published", actor=operator).exists()


def test_earlier_versions_stay_readable_for_everybody(operator: Any) -> None:
    for text in ("First.", "Second."):
        actions.save_draft("email", "", {"en": text}, effective_from=timezone.localdate(), by=operator)
        actions.publish("email", "", by=operator)

    first = Client().get("/en/personal-data/editions/email/all/1/")

    assert "First." in first.content.decode()
    assert "Version 2" in first.content.decode()


def test_a_draft_is_nobodys_business_yet(operator: Any) -> None:
    actions.save_draft("email", "", {"en": "Secret."}, effective_from=timezone.localdate(), by=operator)

    assert "Secret." not in Client().get("/en/personal-data/").content.decode()


def test_publishing_twice_is_refused(client: Client, operator: Any) -> None:
    actions.save_draft("email", "", {"en": "Text."}, effective_from=timezone.localdate(), by=operator)
    actions.publish("email", "", by=operator)

    with pytest.raises(NothingToPublish):
        actions.publish("email", "", by=operator)
    assert client.post("/en/personal-data/texts/email/all/preview/").status_code == 409


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"effective_from": "2020-01-01"}, "A text cannot hold from a day in the past."),
        ({"text_en": "", "text_ja": " "}, "Write the text in at least one language."),
    ],
)
def test_a_text_that_cannot_hold_is_refused(
    client: Client, operator: Any, changes: dict[str, str], said: str
) -> None:
    response = client.post("/en/personal-data/texts/email/all/", draft(**changes))

    assert response.status_code == 422
    assert said in response.content.decode()


@pytest.mark.parametrize("path", ["texts/email/XX/", "texts/nothing/JP/", "texts/email/JP/preview/"])
def test_unknown_texts_are_not_there(client: Client, operator: Any, path: str) -> None:
    assert client.get(f"/en/personal-data/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", *OPERATING])
def test_pages_keep_to_few_queries(
    client: Client, operator: Any, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actions.save_draft("email", "JP", {"en": "Text."}, effective_from=timezone.localdate(), by=operator)
    actions.publish("email", "JP", by=operator)

    with django_assert_max_num_queries(12):
        response = client.get(f"/en/personal-data/{path}")

    assert response.status_code == 200


def test_everybody_reads_what_is_asked_and_kept() -> None:
    page = Client().get("/en/personal-data/?residence=KR").content.decode()

    assert "Korea&#x27;s Personal Information Protection Act (PIPA)" in page
    assert [str(each.label) for each in holdings() if str(each.label) not in page] == []


def old_token(days: int) -> Token:
    now = timezone.now()
    return Token.objects.create(
        user=factories.user(),
        name="old",
        start="tri_",
        digest=f"{days:064d}",
        expires_at=now - dt.timedelta(days=days),
    )


def test_the_worker_deletes_what_is_older_than_its_rule_once_a_day() -> None:
    old, young = old_token(91), old_token(89)

    started = actions.retain_daily()
    run_all()

    assert started == 1
    assert list(Token.objects.all()) == [young]
    assert old not in Token.objects.all()
    assert RetentionRun.objects.get().counts == {"tokens": 1}
    assert actions.retain_daily() == 0
    assert actions.retain_daily(timezone.now() + dt.timedelta(hours=25)) == 1
    assert Job.objects.filter(name="privacy.retain", state="queued").count() == 1


def test_the_operators_rule_comes_before_the_shipped_one(client: Client, operator: Any) -> None:
    old_token(91)
    form = {each.name: queries.days_kept(each, {}) for each in holdings() if each.expire is not None}
    wished = {name: "" if days is None else days for name, days in form.items()} | {"tokens": ""}

    response = client.post("/en/personal-data/retention/", wished)
    actions.retain()

    assert response.status_code == 302
    assert {rule.holding: rule.days for rule in RetentionRule.objects.all()} == {"tokens": None}
    assert Token.objects.count() == 1


@pytest.mark.parametrize("days", ["-1", "soon", "99999999"])
def test_a_rule_that_is_no_number_of_days_is_refused(client: Client, operator: Any, days: str) -> None:
    response = client.post("/en/personal-data/retention/", {"tokens": days})

    assert response.status_code == 422
    assert not RetentionRule.objects.exists()


def test_what_was_agreed_goes_three_years_after_it_was_taken_back() -> None:
    person = factories.user()
    actions.agree(person, queries.told(["email", "contact"], "", "en"))
    Consent.objects.filter(purpose="email").update(withdrawn_at=timezone.now() - dt.timedelta(days=1096))

    actions.retain()

    assert [consent.purpose for consent in Consent.objects.all()] == ["contact"]
