"""The stream as a real browser understands it."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.live.places import Place

pytestmark = pytest.mark.browser

WATCH = """
(path) => {
  window.seen = [];
  const stream = new EventSource(path);
  stream.onopen = () => { window.opened = (window.opened ?? 0) + 1; };
  stream.addEventListener("caption", event => window.seen.push(JSON.parse(event.data).seq));
}
"""


@pytest.fixture
def page(place: Place, browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{place.front.port}/")
    yield page
    page.close()


def test_event_source_comes_back_and_misses_nothing(place: Place, page: Page) -> None:
    page.evaluate(WATCH, "/live/forum-2026?captions=ko")
    page.wait_for_function("window.opened === 1")
    place.happen(3)
    page.wait_for_function("window.seen.length === 3")

    place.hub.send_signal(signal.SIGKILL)
    place.hub.wait()
    place.happen(2)
    place.start()
    page.wait_for_function("window.seen.length >= 5")
    place.happen(1)
    page.wait_for_function("window.seen.length >= 6")

    assert page.evaluate("window.seen") == [1, 2, 3, 4, 5, 6]


def test_position_without_an_event_is_remembered(place: Place, page: Page) -> None:
    """A viewer who saw nothing yet comes back to where the stream began, not to where it is by then."""
    place.happen(7)
    page.evaluate(WATCH, "/live/forum-2026")
    page.wait_for_function("window.opened === 1")

    place.hub.send_signal(signal.SIGKILL)
    place.hub.wait()
    place.happen(2)
    place.start()
    page.wait_for_function("window.opened === 2 && window.seen.length === 2")

    assert page.evaluate("window.seen") == [8, 9]
