"""The room of the demo's event as viewer, moderator and captioner: live by the stream, and by loading the page again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.chromium import PHONE
from tests.journeys.people import Browsing
from tests.journeys.site import Site
from tests.journeys.words import label

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


@pytest.fixture
def room(site: Site) -> str:
    code = site.one("SELECT code FROM events_event WHERE publication_state = 'published' ORDER BY id")
    return f"events/{code}/room/"


def test_korean_viewer_reads_a_japanese_question_and_votes(browse: Browsing, site: Site, room: str) -> None:
    code = site.one(
        "SELECT q.code FROM rooms_question q JOIN accounts_user u ON u.id = q.author_id"
        " WHERE q.language = 'ja' ORDER BY q.id"
    )
    viewer = browse("admin-ko", size=PHONE)
    viewer.goto(site.url(f"/ko/{room}"))
    question = viewer.locator(f"#question-{code}")

    expect(question.locator("p.pre-line").first).to_contain_text("스마트 주차 데이터")
    question.locator("summary").first.click()
    expect(question.locator("details p[lang=ja]")).to_contain_text("スマート駐車場")
    votes = question.locator("[data-votes]")
    before = int(votes.inner_text())
    question.locator("form[data-vote] button").click()
    expect(votes).to_have_text(str(before + 1))
    viewer.reload()
    expect(votes).to_have_text(str(before + 1))
    expect(question.locator("form[data-vote] button")).to_have_attribute("aria-pressed", "true")


def test_vote_works_without_scripts(browse: Browsing, site: Site, room: str) -> None:
    plain_viewer = browse("curator-zh", size=PHONE, scripts=False)
    plain_viewer.goto(site.url(f"/zh-hans/{room}"))
    question = plain_viewer.locator("li.question").first
    pressed = question.locator("form[data-vote] button").get_attribute("aria-pressed")

    question.locator("form[data-vote] button").click()

    expect(question.locator("form[data-vote] button")).to_have_attribute(
        "aria-pressed", "false" if pressed == "true" else "true"
    )


def test_question_is_asked_let_through_and_seen_without_loading_the_page(
    browse: Browsing, site: Site, room: str
) -> None:
    viewer, plain_viewer = browse(size=PHONE), browse("city-ja", size=PHONE, scripts=False)
    viewer.goto(site.url(f"/ja/{room}"))
    plain_viewer.goto(site.url(f"/ja/{room}"))
    plain_viewer.locator("details.ask summary").click()
    plain_viewer.locator("details.ask textarea").fill("次回の開催地はどこですか。")
    plain_viewer.locator("details.ask button").click()
    expect(plain_viewer.locator("main")).to_contain_text("次回の開催地はどこですか。")
    worker = browse("organizer")
    worker.goto(site.url(f"/en/{room}moderate/"))
    held = worker.locator("li.card", has_text=label("Let through", "en")).first
    expect(viewer.locator("main")).not_to_contain_text("次回の開催地")

    held.locator("[value=let-through]").click()

    expect(viewer.locator("main")).to_contain_text("次回の開催地はどこですか。")


def test_moderator_merges_a_proposed_pair(browse: Browsing, site: Site, room: str) -> None:
    worker, plain_viewer = browse("organizer"), browse(size=PHONE, scripts=False)
    worker.goto(site.url(f"/en/{room}moderate/"))
    pair = worker.locator("li.card", has=worker.locator(".pair")).first
    into, gone = (
        pair.locator("[name=into]").first.input_value(),
        pair.locator("[name=question]").first.input_value(),
    )
    expect(pair.locator(".reasons")).to_contain_text("=")

    pair.locator("button").first.click()

    plain_viewer.goto(site.url(f"/ko/{room}"))
    expect(plain_viewer.locator(f"#question-{into}")).to_be_visible()
    expect(plain_viewer.locator(f"#question-{gone}")).to_have_count(0)


def test_line_of_a_captioner_is_seen_and_corrected_live_and_by_loading_again(
    browse: Browsing, site: Site, room: str
) -> None:
    worker, viewer, plain_viewer = browse("organizer"), browse(size=PHONE), browse(size=PHONE, scripts=False)
    viewer.goto(site.url(f"/ja/{room}?captions=ja"))
    worker.goto(site.url(f"/en/{room}captions/?language=ja"))
    field = worker.locator("[name=text]").first
    expect(field).to_be_focused()

    field.fill("本日はお集まりいただきありがとうござます。")
    field.press("Enter")
    expect(viewer.locator("[data-captions]")).to_contain_text("ありがとうござます。")
    field.fill("二つ目の行です。")
    field.press("Enter")
    expect(viewer.locator("[data-captions]")).to_contain_text("二つ目の行です。")
    field.press("ArrowUp")
    field.fill("訂正した行です。")
    field.press("Enter")
    expect(viewer.locator("[data-captions]")).to_contain_text("訂正した行です。")
    expect(viewer.locator("[data-captions]")).not_to_contain_text("二つ目の行です。")

    plain_viewer.goto(site.url(f"/en/{room}?captions=ja"))
    expect(plain_viewer.locator("[data-captions]")).to_contain_text("訂正した行です。")


def test_lines_wait_while_the_connection_is_lost_and_none_is_lost_or_doubled(
    browse: Browsing, site: Site, room: str
) -> None:
    # Of a connection that is lost the browser complains itself.
    offline = browse("organizer", is_heard=False)
    offline.goto(site.url(f"/en/{room}captions/?language=ko"))
    field = offline.locator("[name=text]").first
    offline.route(
        "**/room/captions/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    for text in ("첫째 줄", "둘째 줄"):
        field.fill(text)
        field.press("Enter")
    expect(offline.locator("form [data-state]")).to_contain_text("2")
    offline.unroute("**/room/captions/")
    offline.reload()

    expect(offline.locator("[data-lines]")).to_contain_text("둘째 줄")
    rows = site.rows(
        "SELECT c.text FROM rooms_caption c JOIN events_event e ON e.id = c.event_id"
        " WHERE c.language = 'ko' AND e.code = ? ORDER BY c.seq",
        room.split("/")[1],
    )
    assert rows == [("첫째 줄",), ("둘째 줄",)]


def test_speaker_is_asked_to_slow_down_at_once(browse: Browsing, site: Site, room: str) -> None:
    worker, viewer = browse("organizer"), browse("operator", size=PHONE)
    viewer.goto(site.url(f"/en/{room}stage/"))
    expect(viewer.locator("[data-slow]")).to_be_hidden()
    worker.goto(site.url(f"/en/{room}"))

    worker.get_by_role("button", name=label("Ask the speaker to slow down", "en")).click()

    expect(viewer.locator("[data-slow]")).to_be_visible()
