"""The viewer's story, in each language: in the room of an event that is on, and afterwards before the replay."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.chromium import PHONE
from tests.journeys.people import Accounts, Browsing
from tests.journeys.reading import unreadable
from tests.journeys.site import Site
from tests.journeys.sweep import TAGS
from tests.journeys.visitor import Visitor
from tests.journeys.webinar import OFFICERS, OTHERS, Webinar, ask, make_webinar, sent
from tests.journeys.words import every_language, label, said
from tests.media.clips import needs_ffmpeg

pytestmark = pytest.mark.browser
OWN = {
    "en": "When is the next meeting?",
    "ja": "次回の会合はいつですか。",
    "ko": "다음 모임은 언제입니까?",
    "zh-hans": "下一次会议是什么时候？",
}
CAPTIONS = {
    "en": "Welcome to all of you.",
    "ja": "ようこそお越しくださいました。",
    "ko": "여러분을 환영합니다.",
    "zh-hans": "欢迎各位。",
}
# What one looks for in the replay, and the line of the example that answers in its own language.
SOUGHT = {
    "en": ("parking", "An example sentence about parking"),
    "ja": ("駐車場", "駐車場についての例文"),
    "ko": ("주차", "주차에 관한 예문"),
    "zh-hans": ("停车", "关于停车的例句"),
}
PARKING_S, RIVERS_S = 24, 48
# It plays on from there, and a busy machine looks late: the next line sought is 24 s away.
TIME_IS = "to => { const at = document.querySelector('video').currentTime - to; return -1 < at && at < 20; }"


@every_language
def test_viewer_asks_votes_answers_and_reads(
    language: str, browse: Browsing, accounts: Accounts, site: Site
) -> None:
    organizer, other = accounts["organizer"], OTHERS[language]
    webinar = make_webinar(site, organizer, language, begins_in=dt.timedelta(minutes=-10))
    ask(accounts["admin-ko"], webinar.page, OWN[other], other)
    let_everything_through(organizer, site, webinar)
    open_a_poll(organizer, site, webinar, language)
    page = browse(OFFICERS[language], size=PHONE)

    page.goto(f"/{language}{webinar.page}")
    page.get_by_role("link", name=said("Enter the room", language)).click()
    expect(page.locator(".room-now")).to_be_visible()
    assert list(unreadable(page, TAGS[language])) == []
    page.locator("select[name=captions]").select_option(language)
    page.wait_for_url(f"**/room/?captions={language}")
    say(organizer, webinar, CAPTIONS[language], language)
    expect(page.locator("[data-captions]")).to_contain_text(CAPTIONS[language])
    answer_the_poll(page, language)
    vote(page, language)
    ask_in_own_language(page, language)
    let_everything_through(organizer, site, webinar)

    page.goto(f"/{language}{webinar.page}room/mine/")
    expect(page.locator("li.card .tag").first).to_have_text(label("Shown", language, "question"))
    page.goto(f"/{language}{webinar.page}room/")
    expect(page.locator("li.question", has_text=OWN[language])).to_be_visible()
    assert list(unreadable(page, TAGS[language])) == []


def let_everything_through(organizer: Visitor, site: Site, webinar: Webinar) -> None:
    waiting = site.rows(
        "SELECT q.code FROM rooms_question q JOIN events_event e ON e.id = q.event_id"
        " WHERE e.code = ? AND q.state = 'waiting'",
        webinar.code,
    )
    assert waiting
    for (code,) in waiting:
        page = f"/en{webinar.page}room/moderate/questions/{code}/"
        sent(organizer, page, {"deed": "let-through"}, at=page)


def open_a_poll(organizer: Visitor, site: Site, webinar: Webinar, language: str) -> None:
    desk = f"/en{webinar.page}room/moderate/"
    texts = {f"texts_{language}": OWN[language], "kind": "single"}
    options = {f"options-{number}-texts_{language}": str(2027 + number) for number in range(2)}
    sent(organizer, f"{desk}polls/new/", {**texts, **options})
    poll = site.one(
        "SELECT p.code FROM rooms_poll p JOIN events_event e ON e.id = p.event_id WHERE e.code = ?",
        webinar.code,
    )
    sent(organizer, desk, {"deed": "open"}, at=f"{desk}polls/{poll}/state/")


def say(organizer: Visitor, webinar: Webinar, line: str, language: str) -> None:
    sent(organizer, f"/en{webinar.page}room/captions/?language={language}", {"text": line})


def answer_the_poll(page: Page, language: str) -> None:
    poll = page.locator("article.poll")
    poll.get_by_label("2028").check()
    poll.get_by_role("button", name=said("Send my answer", language)).click()
    expect(page.locator("[role=status]").first).to_contain_text(
        label("Your answer is kept. You may change it while the poll is open.", language)
    )
    expect(poll.get_by_label("2028")).to_be_checked()


def vote(page: Page, language: str) -> None:
    """For a question of somebody else, in another language."""
    question = page.locator("li.question")
    button = question.locator("form[data-vote] button")
    expect(button).to_contain_text(label("I want to know this too", language))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(question.locator("[data-votes]")).to_have_text("1")


def ask_in_own_language(page: Page, language: str) -> None:
    page.locator("details.ask summary").click()
    page.get_by_role("textbox", name=label("Your question", language)).fill(OWN[language])
    page.get_by_role("button", name=said("Ask", language)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(label("What I have asked", language))
    expect(page.locator("li.card .tag-warn")).to_have_text(
        label("Waits for a moderator", language, "question")
    )


@needs_ffmpeg
@every_language
def test_viewer_finds_the_second_in_the_replay(language: str, browse: Browsing, site: Site) -> None:
    code, state = site.rows(
        "SELECT e.code, r.state FROM events_event e JOIN replay_replay r ON r.event_id = e.id"
        " WHERE r.published_at IS NOT NULL AND r.number = 1"
    )[0]
    if state != "ready":
        pytest.skip("no voice (espeak-ng) on this machine, so the demo has the transcript alone")
    other, (word, line) = OTHERS[language], SOUGHT[language]
    page = browse(size=PHONE)

    page.goto(f"/{language}/events/{code}/")
    # By its name, where the event has more than one.
    page.locator(f"a[href='/{language}/events/{code}/replay/']").first.click()
    page.wait_for_selector("[data-player][data-ready=hls]")
    choose_sound_and_captions(page, language, other)
    page.locator(f"[data-lines] a[data-seek='{RIVERS_S}.000']").click()
    page.wait_for_function(TIME_IS, arg=RIVERS_S)

    page.locator("#replay-q").fill(word)
    page.get_by_role("button", name=said("Search", language)).last.click()
    found = page.locator(".results")
    expect(found.get_by_role("heading", name=label("These very words", language))).to_be_visible()
    found.locator("a[data-seek]").filter(has_text=line).first.click()
    page.wait_for_selector("[data-player][data-ready=hls]")
    page.wait_for_function(TIME_IS, arg=PARKING_S)
    expect(page.locator("[data-player-sound]")).to_have_value(other)
    expect(page.locator("[data-lines] [data-start][aria-current]")).to_contain_text(line)


def choose_sound_and_captions(page: Page, language: str, other: str) -> None:
    """The sound of one language, the captions of another."""
    page.get_by_label(label("Sound", language), exact=True).select_option(other)
    page.get_by_label(label("Captions", language), exact=True).select_option(language)
    page.wait_for_function(
        "lang => replayEngine.audioTracks[replayEngine.audioTrack]?.lang === lang", arg=TAGS[other]
    )
    page.wait_for_function(
        "lang => replayEngine.subtitleTracks[replayEngine.subtitleTrack]?.lang === lang", arg=TAGS[language]
    )
