"""The page that offers briefings, the briefing as a page, and its files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.briefings import made
from tests.briefings.made import Small
from tricity.activity.models import Entry
from tricity.briefings import actions, views
from tricity.briefings.models import PrintedBriefing
from tricity.jobs.models import Job
from tricity.publishing import CannotPrint, Document
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ja", "ko", "zh-hans")
State = PrintedBriefing.State


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a PDF holds is tested elsewhere; here it is the words of the document."""
    monkeypatch.setattr(views, "without_engine", tuple)
    monkeypatch.setattr(actions.publishing, "pdf", lambda document: b"%PDF-" + repr(document).encode())


def work() -> None:
    """The worker does what waits."""
    for job in Job.objects.filter(name=actions.PRINT, state=Job.State.QUEUED):
        actions.print_briefing(**job.arguments)
        job.delete()


def ask(client: Client, extent: str = "short", language: str = "en") -> Any:
    return client.post(f"/en/briefing/{extent}/pdf/", {"language": language})


def add_secret(world: Small) -> None:
    secret = factories.concept("secret", names=dict.fromkeys(LANGUAGES, "Secret topic"))
    draft = {"publication_state": PublicationState.DRAFT, "published_at": None, "countries": ["JP", "KR"]}
    made.candidate(secret, [made.spoken("need", world.korean_need)], **draft)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_offers_both_lengths_in_every_format(world: Small, client: Client, language: str) -> None:
    page = client.get(f"/{language}/briefing/").content.decode()

    for extent in ("short", "long"):
        for suffix in ("html", "docx", "hwpx"):
            assert f"/{language}/briefing/{extent}.{suffix}?language={language}" in page
        assert f'action="/{language}/briefing/{extent}/pdf/"' in page


def test_page_takes_few_queries(
    world: Small, client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client.force_login(factories.user(roles=["curator:JP"]))
    ask(client)
    client.get("/en/briefing/")

    with django_assert_max_num_queries(12):
        client.get("/en/briefing/")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("extent", ["short", "long"])
def test_briefing_is_a_page_in_any_language(world: Small, client: Client, extent: str, language: str) -> None:
    page = client.get(f"/en/briefing/{extent}.html?language={language}").content.decode()

    tag = {"zh-hans": "zh-Hans"}.get(language, language)
    assert f'<article class="paper" lang="{tag}"' in page
    assert world.korean_need.code in page


@pytest.mark.parametrize("suffix", ["docx", "hwpx"])
def test_office_files_come_at_once(world: Small, client: Client, suffix: str) -> None:
    answer = client.get(f"/en/briefing/short.{suffix}?language=ko")

    assert answer.content.startswith(b"PK")
    assert answer["Content-Disposition"] == f'attachment; filename="briefing-short-ko.{suffix}"'


def test_pdf_is_made_once_in_the_background_and_then_comes_at_once(world: Small, client: Client) -> None:
    asked = ask(client, language="ja")
    ask(client, language="ja")

    assert asked.headers["Location"] == "/en/briefing/?language=ja"
    assert Job.objects.filter(name=actions.PRINT).count() == 1
    waiting = client.get("/en/briefing/?language=ja").content.decode()
    assert "Waiting to be made" in waiting
    assert 'hx-trigger="every 2s"' in waiting

    work()

    assert 'hx-trigger="every 2s"' not in client.get("/en/briefing/?language=ja").content.decode()
    again = ask(client, language="ja")
    assert again.headers["Location"] == "/en/briefing/short.pdf?language=ja"
    answer = client.get(again.headers["Location"])
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert "駐車場".encode() in answer.content
    assert Job.objects.filter(name=actions.PRINT).count() == 0
    assert Entry.objects.filter(verb="briefing.wanted").count() == 2


def test_pdf_of_what_is_said_no_more_is_not_given_out(world: Small, client: Client) -> None:
    ask(client)
    work()
    world.japanese_need.publication_state = PublicationState.ARCHIVED
    world.japanese_need.save()

    answer = client.get("/en/briefing/short.pdf", follow=True)

    assert answer.redirect_chain == [("/en/briefing/?language=en", 302)]
    assert "There is no PDF of what the briefing says now." in answer.content.decode()
    ask(client)
    work()
    assert world.japanese_need.code.encode() not in client.get("/en/briefing/short.pdf").content


def test_what_a_curator_had_printed_is_not_for_others(world: Small, client: Client) -> None:
    add_secret(world)
    curator, stranger = Client(), Client()
    curator.force_login(factories.user(roles=["curator:JP"]))
    stranger.force_login(factories.user(roles=["curator:CN"]))
    ask(curator)
    work()

    assert b"Secret topic" in curator.get("/en/briefing/short.pdf").content
    for other in (client, stranger):
        assert other.get("/en/briefing/short.pdf").status_code == 302
        assert "Secret topic" not in other.get("/en/briefing/short.html").content.decode()
        ask(other)
        work()
        assert b"Secret topic" not in other.get("/en/briefing/short.pdf").content


@pytest.mark.parametrize(
    ("role", "is_there"),
    [
        ("organizer", True),
        ("operator", True),
        ("curator", True),
        ("curator:CN", False),
        ("translator", False),
    ],
)
def test_who_sees_candidates_that_are_not_published(
    world: Small, client: Client, role: str, is_there: bool
) -> None:
    add_secret(world)
    client.force_login(factories.user(roles=[role]))

    assert ("Secret topic" in client.get("/en/briefing/long.html").content.decode()) == is_there
    assert ("do not pass them on" in client.get("/en/briefing/").content.decode()) == (role != "translator")


def test_unpublished_candidates_are_not_named_by_their_address(world: Small, client: Client) -> None:
    add_secret(world)
    client.force_login(factories.user(roles=["organizer"]))

    assert "/opportunities/" not in client.get("/en/briefing/long.html").content.decode().split("<article")[1]


def test_failure_says_why_and_what_works(
    world: Small, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: Document) -> bytes:
        raise CannotPrint("too-slow")

    monkeypatch.setattr(actions.publishing, "pdf", fail)
    ask(client)
    work()

    page = client.get("/en/briefing/").content.decode()
    assert "Could not be made" in page
    assert "The PDF took too long to make." in page


def test_printer_that_is_busy_is_tried_again(
    world: Small, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: Document) -> bytes:
        raise CannotPrint("busy")

    monkeypatch.setattr(actions.publishing, "pdf", fail)
    ask(client)

    with pytest.raises(CannotPrint):
        work()

    assert PrintedBriefing.objects.get().is_under_way


def test_without_the_means_the_button_gives_way_to_the_reason(
    world: Small, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "without_engine", lambda: ("libpango-1.0-0",))

    page = client.get("/en/briefing/").content.decode()

    assert "/pdf/" not in page
    assert "This site cannot make PDF files" in page


def test_what_cannot_be_asked_for_is_explained(world: Small, client: Client) -> None:
    for address in ("/en/briefing/?language=fr", "/en/briefing/short.html?language=fr"):
        answer = client.get(address)
        assert answer.status_code == 422
        assert "“fr” is not one of: en, ja, ko, zh-hans." in answer.content.decode()


@pytest.mark.parametrize("address", ["medium.html", "short.exe", "short.rtf"])
def test_unknown_lengths_and_formats_are_not_there(world: Small, client: Client, address: str) -> None:
    assert client.get(f"/en/briefing/{address}").status_code == 404


def test_without_an_analysis_there_is_nothing_to_take(countries: Any, client: Client) -> None:
    page = client.get("/en/briefing/").content.decode()

    assert "No analysis has been made yet" in page
    assert ".docx" not in page


@pytest.mark.parametrize("address", ["/en/overlaps/", "/en/opportunities/"])
def test_it_is_found_where_overlaps_and_candidates_are(world: Small, client: Client, address: str) -> None:
    assert 'href="/en/briefing/"' in client.get(address).content.decode()
