"""The speaker's story, in each language: a link, a page of one's own, and the programme everybody reads."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation
from playwright.sync_api import Page, expect

from tests.journeys.chromium import PHONE
from tests.journeys.people import Accounts, Browsing
from tests.journeys.reading import unreadable
from tests.journeys.site import Site
from tests.journeys.sweep import TAGS
from tests.journeys.visitor import Visitor
from tests.journeys.webinar import OTHERS, SLIDES, TITLES, Webinar, make_webinar, secret_in, sent
from tests.journeys.words import every_language, label, said
from tricity.events.models import SpeakerConsent
from tricity.invitations.consents import WORDS

pytestmark = pytest.mark.browser
Use = SpeakerConsent.Use
# Native name, how it is read, in Latin letters.
NAMES = {
    "en": ("Park Jiwoo", "", "PARK Jiwoo"),
    "ja": ("佐藤未来", "さとう みらい", "SATO Mirai"),
    "ko": ("김하늘", "김하늘", "KIM Haneul"),
    "zh-hans": ("李晓城", "Lǐ Xiǎochéng", "LI Xiaocheng"),
}
WORDS_OF_SPEAKERS = {
    "en": ("Streets that sleep", "I have planned streets for twenty years."),
    "ja": ("眠る街路", "二十年間、街路を計画してきました。"),
    "ko": ("잠드는 거리", "이십 년 동안 거리를 설계했습니다."),
    "zh-hans": ("安睡的街道", "我规划街道已有二十年。"),
}


@every_language
def test_speaker_writes_about_the_talk_and_sees_it_on_the_programme(
    language: str, browse: Browsing, accounts: Accounts, site: Site
) -> None:
    organizer = accounts["organizer"]
    webinar = make_webinar(site, organizer, language, begins_in=dt.timedelta(days=9), published=False)
    address = f"/{language}/speaking/{give_link(organizer, site, webinar, language)}/"
    page = browse(size=PHONE)

    page.goto(address)
    assert list(unreadable(page, TAGS[language])) == []
    write_name_and_talk(page, language)
    hand_in_slides(page)
    for use in Use:
        answer(page, use, language, agrees=use != Use.PHOTOGRAPH)
    page.get_by_role("button", name=said("Save", language)).click()
    expect(page.locator("[role=status]").first).to_contain_text(
        label("Saved. You may come back until the day named above.", language)
    )
    expect(page.locator("main")).to_contain_text(label("Slides", language))

    organizer_looks_and_announces(browse("organizer"), webinar, OTHERS[language])
    speaker_is_on_the_programme(page, webinar, language)
    slides_can_be_taken_back(page, address, webinar, language)


def give_link(organizer: Visitor, site: Site, webinar: Webinar, language: str) -> str:
    page = f"/en{webinar.page}"
    sent(organizer, f"{page}sessions/{webinar.session}/talks/new/", {"speaker_name": "Somebody"})
    talk = site.one("SELECT id FROM events_talk WHERE session_id = ?", webinar.session)
    closes = dt.datetime.now(dt.UTC) + dt.timedelta(days=5)
    answer = organizer.send(
        f"{page}speakers/talk/{talk}/", {"language": language, "closes_at": f"{closes:%Y-%m-%dT%H:%M}"}
    )
    return secret_in(answer, "speaking")


def write_name_and_talk(page: Page, language: str) -> None:
    native, reading, latin = NAMES[language]
    title, biography = WORDS_OF_SPEAKERS[language]
    for name, text in (
        ("native_name", native),
        ("reading", reading),
        ("romanized_name", latin),
        ("role", title),
        ("title", title),
        ("abstract", biography),
        ("biography", biography),
    ):
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=native_language]").select_option(language)
    page.locator(f"[name=spoken_languages][value={language}]").check()


def hand_in_slides(page: Page) -> None:
    page.locator("[name=slides]").set_input_files(
        {"name": "slides.pdf", "mimeType": "application/pdf", "buffer": SLIDES}
    )
    page.locator("[name=licence]").select_option("CC BY 4.0")


def answer(page: Page, use: Use, language: str, *, agrees: bool) -> None:
    """Under the very words that are agreed to."""
    with translation.override(language):
        words = str(WORDS[use])
    chosen = label("I agree" if agrees else "I do not agree", language)
    page.get_by_role("group", name=words, exact=True).get_by_label(chosen, exact=True).check()


def organizer_looks_and_announces(page: Page, webinar: Webinar, language: str) -> None:
    """Who reads another language sees what the speaker answered, and nothing that is missing."""
    page.goto(f"/{language}{webinar.page}speakers/")
    page.locator("tbody th a").click()
    expect(page.locator("section[aria-labelledby=missing]")).to_contain_text(label("Nothing.", language))
    expect(page.locator("section[aria-labelledby=answers] > ol > li")).to_have_count(len(Use))
    expect(page.get_by_text(label("Not agreed", language), exact=True)).to_have_count(1)
    assert list(unreadable(page, TAGS[language])) == []
    page.goto(f"/{language}{webinar.page}")
    page.get_by_role("button", name=said("Publish", language)).click()
    expect(page.get_by_role("button", name=said("Withdraw", language))).to_be_visible()


def speaker_is_on_the_programme(page: Page, webinar: Webinar, language: str) -> None:
    native, _reading, latin = NAMES[language]
    title, biography = WORDS_OF_SPEAKERS[language]
    page.goto(f"/{language}{webinar.page}")
    session = page.locator("ol.sessions > li")
    expect(session.locator(".speaker-name")).to_contain_text(native)
    expect(session.locator(".speaker-name")).to_contain_text(latin)
    expect(session).to_contain_text(title)
    session.get_by_text(label("More about this talk", language)).click()
    expect(session.get_by_text(biography).first).to_be_visible()
    slides = session.locator("ul.resources a[download]")
    expect(session.locator("ul.resources")).to_contain_text("CC BY 4.0")
    address = slides.get_attribute("href")
    assert address is not None
    assert page.request.get(address).body() == SLIDES
    assert list(unreadable(page, TAGS[language])) == []


def slides_can_be_taken_back(page: Page, address: str, webinar: Webinar, language: str) -> None:
    page.goto(address)
    answer(page, Use.SLIDES, language, agrees=False)
    page.get_by_role("button", name=said("Save", language)).click()
    page.goto(f"/{language}{webinar.page}")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[language])
    expect(page.locator("ul.resources a[download]")).to_have_count(0)
