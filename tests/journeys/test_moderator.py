"""The moderator's story, in each language: questions of several languages, one answer, a poll."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.chromium import PHONE
from tests.journeys.people import Accounts, Browsing
from tests.journeys.site import Site
from tests.journeys.webinar import OFFICERS, OTHERS, Webinar, ask, make_webinar, name_for_room
from tests.journeys.words import begins, every_language, label, said

pytestmark = pytest.mark.browser
# The same question in each language, as people of two countries would ask it.
ASKED = {
    "en": "How is smart parking data published?",
    "ja": "スマート駐車場のデータはどのように公開していますか。",
    "ko": "스마트 주차 데이터는 어떻게 공개합니까?",
    "zh-hans": "智慧停车数据是如何公开的？",
}
ANSWERED = {
    "en": "As open data, every five minutes.",
    "ja": "オープンデータとして五分ごとに公開しています。",
    "ko": "오픈 데이터로 오 분마다 공개합니다.",
    "zh-hans": "以开放数据形式，每五分钟公开一次。",
}
CHOICES = {
    "en": ("Parking", "Rivers"),
    "ja": ("駐車場", "河川"),
    "ko": ("주차", "하천"),
    "zh-hans": ("停车", "河流"),
}


@every_language
def test_moderator_merges_questions_answers_and_polls(
    language: str, browse: Browsing, accounts: Accounts, site: Site
) -> None:
    other = OTHERS[language]
    webinar = make_webinar(site, accounts["organizer"], language, begins_in=dt.timedelta(minutes=-10))
    name_for_room(accounts["organizer"], webinar, OFFICERS[language], "moderator")
    ask(accounts["curator-ko"], webinar.page, ASKED[language], language)
    ask(accounts[OFFICERS[other]], webinar.page, ASKED[other], other)
    wait_for_pairs(site, webinar)
    moderator, viewer = browse(OFFICERS[language]), browse(OFFICERS[other], size=PHONE)
    viewer.goto(f"/{other}{webinar.page}room/")

    moderator.goto(f"/{language}{webinar.page}room/")
    moderator.get_by_role("link", name=said("Moderate", language, "a room")).click()
    let_both_through(moderator, language)
    merge_the_pair(moderator, language)
    answer_in_writing(moderator, language)
    expect(viewer.locator("li.question")).to_have_count(1)
    open_a_poll(moderator, language)
    viewer_answers(viewer, other)
    close_the_poll(moderator, language)

    viewer.reload()
    expect(viewer.locator(".poll-results tbody tr").first).to_contain_text("1")
    expect(viewer.locator("li.question .tag-good").first).to_have_text(label("Answered in writing", other))


def wait_for_pairs(site: Site, webinar: Webinar) -> None:
    """The worker compares new questions; for the first it loads the language engine."""
    query = (
        "SELECT COUNT(*) FROM rooms_questionpair p JOIN events_event e ON e.id = p.event_id WHERE e.code = ?"
    )
    site.wait(lambda: site.one(query, webinar.code) == 1, "the two questions are not proposed as a pair", 90)


def let_both_through(page: Page, language: str) -> None:
    waiting = page.locator("section[aria-labelledby=waiting] li.card")
    for left in (1, 0):
        waiting.first.get_by_role("button", name=begins("Let through", language)).click()
        expect(waiting).to_have_count(left)
    expect(page.locator("section[aria-labelledby=waiting]")).to_contain_text(
        label("No question waits.", language)
    )


def merge_the_pair(page: Page, language: str) -> None:
    pair = page.locator("section[aria-labelledby=pairs] li.card")
    expect(pair.locator(".reasons li").first).to_be_visible()
    pair.get_by_role("button", name=begins("Merge into the first", language)).click()
    expect(page.locator("[role=status]").first).to_contain_text(
        label("Merged. Everybody who voted for either counts once.", language)
    )
    expect(page.locator("section[aria-labelledby=shown] li.card")).to_have_count(1)


def answer_in_writing(page: Page, language: str) -> None:
    shown = page.locator("section[aria-labelledby=shown] li.card")
    shown.get_by_role("link", name=begins("Answer, hide, merge …", language)).click()
    expect(page.locator("section[aria-labelledby=also] li.card")).to_have_count(1)
    form = page.locator("section[aria-labelledby=answer]")
    form.get_by_label(label("Answer in writing", language)).fill(ANSWERED[language])
    form.get_by_role("button", name=said("Answer", language, "verb")).click()
    expect(shown.locator(".tag-good")).to_have_text(label("Answered in writing", language))


def open_a_poll(page: Page, language: str) -> None:
    page.get_by_role("link", name=said("New poll", language)).click()
    page.locator(f"[name=texts_{language}]").fill(ASKED[language])
    page.locator("[name=kind]").select_option("single")
    for number, choice in enumerate(CHOICES[language]):
        page.locator(f"[name=options-{number}-texts_{language}]").fill(choice)
    page.get_by_role("button", name=said("Save", language)).click()
    polls = page.locator("section[aria-labelledby=poll-list] article")
    polls.get_by_role("button", name=begins("Open", language, "verb")).click()
    expect(polls.locator(".tag-good")).to_have_text(label("Open", language, "poll"))


def viewer_answers(page: Page, language: str) -> None:
    """The poll comes by itself."""
    poll = page.locator("article.poll")
    poll.get_by_role("radio").first.check()
    poll.get_by_role("button", name=said("Send my answer", language)).click()
    expect(poll.get_by_role("button", name=said("Change my answer", language))).to_be_visible()


def close_the_poll(page: Page, language: str) -> None:
    polls = page.locator("section[aria-labelledby=poll-list] article")
    polls.get_by_role("button", name=begins("Close", language, "poll")).click()
    polls.get_by_role("button", name=begins("Show the results", language)).click()
    expect(polls.get_by_role("button", name=begins("Hide the results", language))).to_be_visible()
