"""The organizer's story, in each language: from a date that suits several countries to the papers for the day."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.chromium import PHONE, problems_of_an_answer
from tests.journeys.people import Browsing
from tests.journeys.reading import unreadable
from tests.journeys.site import Site
from tests.journeys.sweep import TAGS
from tests.journeys.webinar import OTHERS, TITLES
from tests.journeys.words import begins, every_language, label, said
from tricity.publishing import without_engine

pytestmark = pytest.mark.browser
MINUTES = 60


@every_language
def test_organizer_finds_a_date_prepares_the_webinar_and_announces_it(
    language: str, browse: Browsing, site: Site
) -> None:
    page = browse("organizer")

    take_a_time_that_fits(page, site, language)
    starts = make_the_draft(page, language)
    event = urlsplit(page.url).path
    add_a_session_with_a_speaker(page, starts, language)
    leave_one_interpreter_alone(page, language)
    page.goto(event)
    invitation = invite_a_guest(page, language)
    page.goto(event)
    open_the_registration(page, language)
    page.goto(event)
    announce(page, language)
    guest_is_told_in_their_language(browse(size=PHONE), invitation, OTHERS[language])
    print_the_papers(page, language)


def take_a_time_that_fits(page: Page, site: Site, language: str) -> None:
    """The planner leaves out the countries whose holidays are not known so far ahead."""
    page.goto(f"/{language}/events/")
    page.get_by_role("link", name=said("Find a time", language)).click()
    last = page.locator("[name=last]").input_value()
    unknown = site.rows("SELECT c.country FROM calendars_calendarcoverage c WHERE c.known_until < ?", last)
    for (country,) in unknown:
        page.locator(f"[name=countries][value={country}]").uncheck()
    page.locator("[name=minutes]").fill(str(MINUTES))
    page.get_by_role("button", name=said("Find a time", language)).click()
    proposed = page.locator("ol.plan-days > li").first
    expect(proposed.locator(".plan-clocks li").first).to_be_visible()
    assert list(unreadable(page, TAGS[language])) == []
    proposed.get_by_role("link", name=begins("Take this time", language)).first.click()


def make_the_draft(page: Page, language: str) -> str:
    """When it begins, as the planner has it."""
    expect(page.get_by_role("heading", level=1)).to_have_text(label("New event", language))
    starts = page.locator("[name=starts]").input_value()
    for written in (language, OTHERS[language]):
        page.locator(f"[name=titles_{written}]").fill(TITLES[written])
    page.locator("[name=interpretation]").select_option("simultaneous")
    page.get_by_role("button", name=said("Save as a draft", language)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[language])
    expect(page.locator(".page-head .tag-warn")).to_have_text(label("Draft", language))
    return starts


def add_a_session_with_a_speaker(page: Page, starts: str, language: str) -> None:
    page.get_by_role("link", name=said("Add a session", language)).click()
    page.locator("[name=kind]").select_option("panel")
    for written in (language, OTHERS[language]):
        page.locator(f"[name=titles_{written}]").fill(TITLES[written])
    page.locator("[name=starts]").fill(starts)
    page.locator("[name=duration_minutes]").fill(str(MINUTES))
    page.get_by_role("button", name=said("Save", language)).click()
    session = page.locator("ol.sessions > li")
    session.get_by_role("link", name=begins("Add a speaker", language)).click()
    page.locator("[name=speaker_name]").fill("KIM Haneul")
    page.locator("[name=native_name]").fill("김하늘")
    page.locator("[name=native_language]").select_option("ko")
    page.get_by_label(label("The speaker has given the native name", language)).check()
    page.locator("[name=organization]").fill("수원시")
    page.get_by_role("button", name=said("Save", language)).click()
    expect(session.locator(".speaker-name")).to_contain_text("KIM Haneul")


def leave_one_interpreter_alone(page: Page, language: str) -> None:
    """An hour without relief is more than an interpreter should work: the page of preparation says so."""
    page.get_by_role("link", name=said("Prepare: checks, people, rooms", language)).click()
    page.get_by_role("link", name=begins("Add a moderator or interpreter", language)).click()
    page.locator("[name=role]").select_option(label=label("Interpreter", language))
    page.locator("[name=native_name]").fill("山田花子")
    page.locator("[name=native_language]").select_option("ja")
    page.locator("[name=romanized_name]").fill("YAMADA Hanako")
    page.locator("[name=from_language]").select_option("ja")
    page.locator("[name=to_language]").select_option("ko")
    page.get_by_role("button", name=said("Save", language)).click()
    warnings = page.locator("section[aria-labelledby=to-look-at]")
    values = {"name": "YAMADA Hanako", "minutes": MINUTES, "limit": 30}
    sentence = label("%(name)s interprets %(minutes)s minutes without relief (at most %(limit)s)", language)
    expect(warnings).to_contain_text(sentence % values)
    expect(page.locator("section[aria-labelledby=people]")).to_contain_text("山田花子")
    assert list(unreadable(page, TAGS[language])) == []


def invite_a_guest(page: Page, language: str) -> str:
    """Somebody of another language, from a list; the address the printed sheet shows."""
    page.get_by_role("link", name=said("Invitations", language)).click()
    expect(page.locator("main")).to_contain_text(label("Nobody is invited yet.", language))
    page.get_by_role("link", name=said("Invite from a list", language)).click()
    rows = f"name,organization,language\r\nPark Jiwoo,LG CNS,{OTHERS[language]}\r\n"
    page.locator("[name=upload]").set_input_files(
        {"name": "guests.csv", "mimeType": "text/csv", "buffer": rows.encode("utf-8-sig")}
    )
    page.get_by_role("button", name=said("Look at the preview", language)).click()
    expect(page.locator("tbody tr")).to_contain_text("Park Jiwoo")
    assert problems_of_an_answer(page, language) == []
    page.get_by_role("button", name=said("Invite", language)).click()
    sheet = page.locator("section.sheet")
    expect(sheet).to_have_attribute("lang", TAGS[OTHERS[language]])
    assert problems_of_an_answer(page, language) == []
    return sheet.locator("code.handout").inner_text()


def open_the_registration(page: Page, language: str) -> None:
    page.get_by_role("link", name=said("Participants", language, "people")).click()
    page.get_by_role("link", name=said("How people register", language)).click()
    page.get_by_label(label("Registration is open", language)).check()
    page.locator("[name=online_places]").fill("50")
    page.get_by_role("button", name=said("Save", language)).click()
    expect(page.locator("[role=status]").first).to_be_visible()


def announce(page: Page, language: str) -> None:
    page.get_by_role("button", name=said("Publish", language)).click()
    expect(page.get_by_role("button", name=said("Withdraw", language))).to_be_visible()
    expect(page.get_by_role("link", name=said("Register", language, "event"))).to_be_visible()


def guest_is_told_in_their_language(guest: Page, address: str, language: str) -> None:
    guest.goto(urlsplit(address).path)
    expect(guest.locator("html")).to_have_attribute("lang", TAGS[language])
    expect(guest.get_by_role("heading", level=1)).to_have_text(TITLES[language])
    guest.get_by_text(label("I cannot come", language)).click()
    guest.get_by_role("button", name=said("Tell the organizers", language)).click()
    expect(guest.locator("main")).to_contain_text(
        label("You have said that you cannot come. You may still register.", language)
    )
    assert list(unreadable(guest, TAGS[language])) == []


def print_the_papers(page: Page, language: str) -> None:
    page.get_by_role("link", name=said("Papers", language)).click()
    brief = page.locator("section[aria-labelledby=paper-interpreters-brief]")
    expect(brief.get_by_role("heading")).to_have_text(label("Interpreters’ brief", language))
    if not without_engine():
        with page.expect_download() as downloading:
            brief.locator("a[href*='.pdf']").click()
        assert Path(downloading.value.path()).read_bytes().startswith(b"%PDF-")
    shown = page.locator("section[aria-labelledby=paper-run-of-show]")
    shown.get_by_role("link", name=begins("Open the page", language)).click()
    expect(page.locator("article.paper")).to_contain_text(label("Run of show", language))
    expect(page.locator("article.paper")).to_contain_text("KIM Haneul")
    assert list(unreadable(page, TAGS[language])) == []
