"""An empty site leads to one page, where whoever runs the machine sets it up, once."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from tests import factories
from tricity.accounts.models import RoleGrant, User
from tricity.accounts.rules import is_operator
from tricity.activity.models import Entry
from tricity.jobs.models import Job
from tricity.privacy.purposes import storage_place
from tricity.site import first_run
from tricity.site.first_run.actions import LOAD_SAMPLE, AlreadySetUp, Plan, set_up
from tricity.site.first_run.opening import code_file, current_code
from tricity.web import chosen
from tricity.web.models import Choices

PASSWORD = "smooth-granite-otter-71"
PAGES = ("/", "/ko/", "/ko/needs/", "/ko/sign-in/", "/ko/nowhere/", "/api/v1/records")


@pytest.fixture(autouse=True)
def _empty_site(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.FIRST_RUN, settings.DATA = True, tmp_path
    settings.SET_VARIABLES = frozenset()
    first_run.forget()
    chosen.forget()
    yield
    first_run.forget()
    chosen.forget()


@pytest.fixture
def visitor(db: None) -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="ko")


def answers(**changed: Any) -> dict[str, Any]:
    return {
        "code": current_code(),
        "site_name": "한중일 도시",
        "languages": ["ko", "ja", "zh-hans", "en"],
        "default_language": "ko",
        "country": "KR",
        "name": "관리자",
        "name_language": "ko",
        "username": "admin",
        "password": PASSWORD,
        "password_again": PASSWORD,
        "start": "empty",
        **changed,
    }


def plan(username: str = "admin") -> Plan:
    return Plan("Cities", ("en", "ko"), "ko", "KR", username, PASSWORD, "관리자", "ko", "ko")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_an_empty_site_leads_to_the_first_page(visitor: Client, page: str) -> None:
    answer = visitor.get(page)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/ko/setup/")
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("page", ["/health/live/", "/healthz", "/robots.txt"])
def test_monitors_are_answered_as_ever(visitor: Client, page: str) -> None:
    assert "Location" not in visitor.get(page).headers


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_the_first_page_is_there_in_every_language(visitor: Client, language: str) -> None:
    answer = visitor.get(f"/{language}/setup/")

    assert answer.status_code == 200
    assert current_code() not in answer.content.decode()


def test_a_demo_has_no_first_page(visitor: Client, settings: Any) -> None:
    settings.FIRST_RUN = False

    assert visitor.get("/ko/").status_code == 200
    assert visitor.get("/ko/setup/").status_code == 404


@pytest.mark.parametrize("role", ["member", "editor", "curator", "organizer", "operator"])
def test_where_somebody_has_an_account_nobody_finds_the_page(visitor: Client, role: str) -> None:
    person = factories.user(roles=[role] if role in RoleGrant.Role.values else [])
    visitor.force_login(person)

    assert visitor.get("/ko/setup/").status_code == 404
    assert visitor.post("/ko/setup/", answers()).status_code == 404
    assert Client().get("/ko/setup/").status_code == 404


def test_the_code_is_readable_by_the_site_alone_and_stays_the_same() -> None:
    first = current_code()

    assert stat.S_IMODE(code_file().stat().st_mode) == 0o600
    assert current_code() == first
    assert len(first) == len("ABCD-EFGH-JKLM")


def test_the_answers_make_the_operator_and_are_kept(visitor: Client) -> None:
    answer = visitor.post("/ko/setup/", answers())

    assert (answer.status_code, answer.headers["Location"]) == (302, "/ko/health/")
    operator = User.objects.get()
    assert is_operator(operator)
    assert operator.check_password(PASSWORD)
    assert (operator.native_name, operator.native_language, operator.language) == ("관리자", "ko", "ko")
    assert Choices.objects.get().country == "KR"
    assert Entry.objects.filter(verb="site.set-up", actor=operator).count() == 1
    assert not code_file().exists()
    page = visitor.get("/ko/health/")
    assert page.status_code == 200
    assert "한중일 도시" in page.content.decode()


def test_afterwards_the_page_is_gone_even_without_any_account(visitor: Client) -> None:
    visitor.post("/ko/setup/", answers())
    User.objects.all().delete()
    first_run.forget()

    assert visitor.get("/ko/setup/").status_code == 404
    assert visitor.get("/ko/").status_code == 200


def test_the_code_may_be_typed_as_it_is_heard(visitor: Client) -> None:
    spoken = current_code().lower().replace("-", " ")

    assert visitor.post("/ko/setup/", answers(code=spoken)).status_code == 302


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("code", {"code": "AAAA-AAAA-AAAA"}),
        ("code", {"code": ""}),
        ("site_name", {"site_name": " "}),
        ("languages", {"languages": []}),
        ("languages", {"languages": ["fr"]}),
        ("default_language", {"languages": ["en"], "default_language": "ko"}),
        ("country", {"country": "Korea"}),
        ("name", {"name": ""}),
        ("username", {"username": ""}),
        ("password", {"password": "short", "password_again": "short"}),
        ("password", {"password": "password123", "password_again": "password123"}),
        ("password_again", {"password_again": PASSWORD + "x"}),
        ("start", {"start": "everything"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(visitor: Client, field: str, changed: dict[str, Any]) -> None:
    answer = visitor.post("/en/setup/", answers(**changed))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not User.objects.exists()


def test_guessing_the_code_is_slowed_down(visitor: Client) -> None:
    for _try in range(32):
        visitor.post("/en/setup/", answers(code="AAAA-AAAA-AAAA"))

    answer = visitor.post("/en/setup/", answers())

    assert answer.status_code == 422
    assert "Too many attempts" in str(answer.context["form"].errors["code"])
    assert not User.objects.exists()


def test_the_environment_counts_more_than_the_page(visitor: Client, settings: Any) -> None:
    settings.SITE_NAME, settings.NODE_COUNTRY = "Named by hand", "JP"
    settings.SET_VARIABLES = frozenset({"SITE_NAME", "NODE_COUNTRY"})

    visitor.post("/en/setup/", answers(site_name="Named in the browser", country="KR"))

    assert chosen.site_name() == "Named by hand"
    assert chosen.node_country() == "JP"


def test_where_the_environment_is_silent_the_page_counts(visitor: Client) -> None:
    visitor.post("/en/setup/", answers(site_name="Cities of three seas", country="JP"))

    assert chosen.site_name() == "Cities of three seas"
    assert "Japan" in storage_place()


def test_a_language_that_is_not_offered_leads_to_the_sites_own(visitor: Client) -> None:
    visitor.post("/ko/setup/", answers(languages=["ko", "en"]))
    reader = Client(HTTP_ACCEPT_LANGUAGE="ja, en;q=0.4")

    assert reader.get("/").headers["Location"] == "/en/"
    assert reader.get("/ja/needs/?page=2").headers["Location"] == "/ko/needs/?page=2"
    assert Client(HTTP_ACCEPT_LANGUAGE="ja").get("/").headers["Location"] == "/ko/"
    assert "日本語" not in reader.get("/en/about/").content.decode()


@pytest.mark.parametrize(("start", "jobs"), [("empty", 0), ("sample", 1)])
def test_the_sample_is_loaded_by_the_worker_where_it_is_wanted(
    visitor: Client, start: str, jobs: int
) -> None:
    visitor.post("/en/setup/", answers(start=start))

    assert Job.objects.filter(name=LOAD_SAMPLE).count() == jobs


def test_a_test_message_is_offered_only_where_a_server_is_set(visitor: Client, settings: Any) -> None:
    settings.MAIL_CONFIGURED = False
    assert "mail_to" not in visitor.get("/en/setup/").content.decode()
    settings.MAIL_CONFIGURED = True
    assert "mail_to" in visitor.get("/en/setup/").content.decode()


def test_a_test_message_needs_the_code_and_nothing_else(visitor: Client, settings: Any) -> None:
    settings.MAIL_CONFIGURED = True
    wanted = {"test_mail": "1", "mail_to": "operator@example.org"}

    refused = visitor.post("/en/setup/", {**wanted, "code": "AAAA-AAAA-AAAA"})
    assert (refused.status_code, len(mail.outbox)) == (422, 0)

    sent = visitor.post("/en/setup/", {**wanted, "code": current_code()})
    assert (sent.status_code, [message.to for message in mail.outbox]) == (200, [["operator@example.org"]])
    assert not sent.context["form"].errors
    assert not User.objects.exists()


def test_a_mail_server_that_does_not_answer_is_said(visitor: Client, settings: Any) -> None:
    settings.MAIL_CONFIGURED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answer = visitor.post(
        "/en/setup/", {"code": current_code(), "test_mail": "1", "mail_to": "operator@example.org"}
    )

    assert "did not take the message" in answer.content.decode()


def test_test_messages_are_limited(visitor: Client, settings: Any) -> None:
    settings.MAIL_CONFIGURED = True
    wanted = {"code": current_code(), "test_mail": "1", "mail_to": "operator@example.org"}
    for _try in range(8):
        visitor.post("/en/setup/", wanted)

    assert visitor.post("/en/setup/", wanted).status_code == 429
    assert len(mail.outbox) == 8


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_becomes_operator() -> None:
    current_code()
    begin, refused = threading.Barrier(2), []

    def try_it(username: str) -> None:
        begin.wait()
        try:
            set_up(plan(username))
        except AlreadySetUp as error:
            refused.append(error.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it, args=(name,)) for name in ("first", "second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert User.objects.count() == Choices.objects.count() == RoleGrant.objects.count() == 1
