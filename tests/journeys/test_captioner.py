"""The captioner's story, in each language: lines and a correction, and what a viewer with a telephone sees of them."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.journeys.chromium import PHONE
from tests.journeys.people import Accounts, Browsing
from tests.journeys.reading import unreadable
from tests.journeys.site import Site
from tests.journeys.sweep import TAGS
from tests.journeys.webinar import OFFICERS, make_webinar, name_for_room
from tests.journeys.words import every_language, label, said

pytestmark = pytest.mark.browser
# A line, a line with a slip, and the slip mended.
LINES = {
    "en": ("Good afternoon.", "We begin with parkng.", "We begin with parking."),
    "ja": ("皆さん、こんにちは。", "駐車上から始めます。", "駐車場から始めます。"),
    "ko": ("안녕하십니까.", "주챠부터 시작하겠습니다.", "주차부터 시작하겠습니다."),
    "zh-hans": ("大家下午好。", "我们先谈挺车。", "我们先谈停车。"),
}


@every_language
def test_captioner_writes_and_mends_a_line_that_viewers_see(
    language: str, browse: Browsing, accounts: Accounts, site: Site
) -> None:
    first, slip, mended = LINES[language]
    webinar = make_webinar(site, accounts["organizer"], language, begins_in=dt.timedelta(minutes=-10))
    name_for_room(accounts["organizer"], webinar, OFFICERS[language], "captioner")
    viewer, captioner = browse(size=PHONE), browse(OFFICERS[language])

    viewer.goto(f"/{language}{webinar.page}")
    viewer.get_by_role("link", name=said("Enter the room", language)).click()
    expect(viewer.locator("[data-silent]")).to_contain_text(
        label("No captions in the last minute in:", language)
    )
    captioner.goto(f"/{language}{webinar.page}room/")
    captioner.get_by_role("link", name=said("Write captions", language)).click()
    expect(captioner.locator("select[name=language]")).to_have_value(language)
    field = captioner.get_by_label(label("Caption", language), exact=True)
    expect(field).to_be_focused()

    shown = viewer.locator("[data-captions]")
    for line in (first, slip):
        field.fill(line)
        field.press("Enter")
        expect(shown).to_contain_text(line)
    expect(captioner.locator("[data-state]")).to_have_text(label("Everything is sent.", language))
    expect(captioner.locator("[data-lines]")).to_contain_text(slip)
    field.press("ArrowUp")
    expect(captioner.locator("[data-state]")).to_have_text(
        label("You correct your last line. Escape leaves it as it is.", language)
    )
    field.fill(mended)
    field.press("Enter")

    expect(shown).to_contain_text(mended)
    expect(shown).not_to_contain_text(slip)
    expect(shown).to_contain_text(first)
    expect(shown).to_have_attribute("lang", TAGS[language])
    assert list(unreadable(viewer, TAGS[language])) == []
    kept = site.rows(
        "SELECT c.text FROM rooms_caption c JOIN events_event e ON e.id = c.event_id WHERE e.code = ? ORDER BY c.seq",
        webinar.code,
    )
    assert kept == [(first,), (slip,), (mended,)]
