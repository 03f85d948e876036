"""The participant's story, in each language: a guest without an account, with a code, until the registration is cancelled."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.chromium import PHONE, problems_of_an_answer
from tests.journeys.people import Accounts, Browsing
from tests.journeys.reading import unreadable
from tests.journeys.site import Site
from tests.journeys.sweep import TAGS
from tests.journeys.visitor import Visitor
from tests.journeys.webinar import Webinar, make_webinar, open_registration, sent
from tests.journeys.words import every_language, label, said

pytestmark = pytest.mark.browser
NAMES = {"en": "Alex Kim", "ja": "高橋 一郎", "ko": "최민수", "zh-hans": "赵明"}
SHOWN, LATER = "Platform A", "Platform B"


@every_language
def test_guest_registers_joins_and_cancels(
    language: str, browse: Browsing, accounts: Accounts, site: Site
) -> None:
    organizer = accounts["organizer"]
    webinar = make_webinar(site, organizer, language, begins_in=dt.timedelta(minutes=30))
    open_registration(organizer, webinar, language)
    say_where_it_is_joined(organizer, webinar)
    page = browse(size=PHONE)

    page.goto(f"/{language}{webinar.page}")
    expect(page.locator("main")).not_to_contain_text(SHOWN)
    page.get_by_role("link", name=said("Register", language, "event")).click()
    forget_to_agree(page, language)
    own_page = register(page, language)
    page.goto(own_page)
    expect(page.locator("main")).to_contain_text(label("You are expected. Thank you.", language))
    joined = page.locator("section[aria-labelledby=join]")
    expect(joined.get_by_role("heading", level=2)).to_have_text(label("Where to join", language))
    expect(joined.locator("a")).to_have_count(1)
    expect(joined.locator("a")).to_contain_text(SHOWN)
    assert list(unreadable(page, TAGS[language])) == []

    page.get_by_role("button", name=said("Cancel the registration", language)).click()
    expect(page.locator("main")).to_contain_text(label("This registration is cancelled.", language))
    expect(page.locator("main")).not_to_contain_text(SHOWN)


def say_where_it_is_joined(organizer: Visitor, webinar: Webinar) -> None:
    """One link is shown by now, the other only later."""
    now = dt.datetime.now(dt.UTC)
    for platform, shown in ((SHOWN, now - dt.timedelta(hours=1)), (LATER, now + dt.timedelta(hours=1))):
        values = {
            "platform": platform,
            "url": "https://meet.example.org/room",
            "shown": f"{shown:%Y-%m-%dT%H:%M}",
        }
        sent(organizer, f"/en{webinar.page}sessions/{webinar.session}/links/new/", values)


def forget_to_agree(page: Page, language: str) -> None:
    """What was typed stays, and the form says what is missing."""
    page.locator("[name=name]").fill(NAMES[language])
    page.locator("[name=organization_named]").fill("수원시")
    page.locator("[name=role]").select_option("city")
    page.get_by_label("B", exact=True).check()
    page.get_by_role("button", name=said("Register", language, "event")).click()
    expect(page.get_by_role("alert").first).to_contain_text(
        label("Tick this box to agree, or leave the form without sending it.", language)
    )
    assert problems_of_an_answer(page, language) == []
    expect(page.locator("[name=name]")).to_have_value(NAMES[language])
    expect(page.get_by_label("B", exact=True)).to_be_checked()


def register(page: Page, language: str) -> str:
    """The path of one's own page, by the code that is shown once."""
    page.locator("[name=agreed_event_registration]").check()
    page.get_by_role("button", name=said("Register", language, "event")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(label("Confirmed", language, "registration"))
    code = page.locator("section[aria-labelledby=code] code").first.inner_text()
    address = urlsplit(page.locator("section[aria-labelledby=code] a").inner_text()).path
    assert address == f"/{language}/registrations/{code}/"
    assert list(unreadable(page, TAGS[language])) == []
    assert problems_of_an_answer(page, language) == []
    return address
