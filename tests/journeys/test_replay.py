"""The demo's replay in Chromium: sound and captions of different languages, lines that lead the player, and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.site import Site
from tests.media.clips import needs_ffmpeg

pytestmark = [pytest.mark.browser, needs_ffmpeg]
TIME = "() => document.querySelector('video').currentTime"


@pytest.fixture
def address(site: Site) -> str:
    found = site.rows(
        "SELECT e.code, r.state FROM events_event e JOIN replay_replay r ON r.event_id = e.id "
        "WHERE r.published_at IS NOT NULL AND r.number = 1"
    )
    code, state = found[0]
    if state != "ready":
        pytest.skip("no voice (espeak-ng) on this machine, so the demo has the transcript alone")
    return f"{site.address}/ko/events/{code}/replay/"


def ready(page: Page) -> None:
    page.wait_for_selector("[data-player][data-ready=hls]")
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")


def test_sound_and_captions_are_chosen_independently_and_remembered(page: Page, address: str) -> None:
    page.goto(address)
    ready(page)
    assert page.evaluate("() => replayEngine.audioTracks[replayEngine.audioTrack].lang") == "ko"

    page.locator("[data-player-sound]").select_option("ja")
    page.locator("[data-player-captions]").select_option("zh-hans")

    page.wait_for_function("() => replayEngine.audioTracks[replayEngine.audioTrack].lang === 'ja'")
    page.wait_for_function(
        "() => replayEngine.subtitleTracks[replayEngine.subtitleTrack]?.lang === 'zh-Hans'"
    )
    page.wait_for_function(
        "() => [...document.querySelector('video').textTracks].some((t) => t.mode === 'showing' && t.cues?.length)"
    )
    page.reload()
    ready(page)
    expect(page.locator("[data-player-sound]")).to_have_value("ja")
    expect(page.locator("[data-player-captions]")).to_have_value("zh-hans")
    page.wait_for_function("() => replayEngine.audioTracks[replayEngine.audioTrack]?.lang === 'ja'")


def test_a_line_of_any_language_leads_the_player_there(page: Page, address: str) -> None:
    page.goto(address)
    ready(page)

    page.locator("[data-transcript-language=ja]").click()
    line = page.locator("[data-lines] a[data-seek='24.000']")
    expect(line).to_contain_text("駐車場")
    line.click()

    page.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 24) < 2")
    expect(page.locator("[data-lines] [aria-current]")).to_contain_text("駐車場")
    expect(page.locator("[data-chapters] [aria-current]")).to_contain_text("주차")
    assert "t=24" in page.url


def test_a_link_with_a_time_starts_there_and_keys_go_on_from_it(page: Page, address: str) -> None:
    page.goto(f"{address}#t=0:48")
    ready(page)
    page.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 48) < 1")

    page.locator(".stage").focus()
    page.keyboard.press("j")
    page.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 38) < 1")
    page.keyboard.press("]")
    page.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 48) < 2")


def test_without_scripts_lines_are_links_and_sound_can_be_heard(
    browser: Browser, site: Site, address: str
) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)

    page.locator("[data-lines] [data-start] a").nth(2).click()

    expect(page.locator("#now")).to_contain_text("주차")
    assert "t=24" in page.url
    assert page.locator("audio").count() == 5
    expect(page.locator("[data-controls]")).to_be_hidden()
    context.close()
