"""The real hub as a process, killed and started again, before a site that is a list of rows."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.live.fronts import Browser
from tests.live.places import Place
from tests.site.processes import ROOT, wait_for
from tricity.live import tokens


def reads(browser: Browser, condition: Callable[[], object]) -> None:
    def is_there() -> object:
        browser.look()
        return condition()

    wait_for(is_there)


def test_killed_hub_costs_no_viewer_an_event(place: Place) -> None:
    browser = place.browser()
    reads(browser, lambda: browser.source.last_id)
    place.happen(3)
    reads(browser, lambda: browser.source.numbers == [1, 2, 3])

    place.hub.send_signal(signal.SIGKILL)
    place.hub.wait()
    place.happen(4)
    place.start()
    place.happen(2)
    reads(browser, lambda: len(browser.source.numbers) >= 9)

    place.happen(1)
    reads(browser, lambda: browser.source.numbers[-1] == 10)
    assert browser.source.numbers == list(range(1, 11))
    assert browser.connections >= 2


def test_hub_stops_when_told_to(place: Place) -> None:
    browser = place.browser()
    reads(browser, lambda: browser.source.last_id)

    place.hub.terminate()

    assert place.hub.wait(10) == 0


def test_token_opens_a_closed_room_until_it_ends(place: Place) -> None:
    place.rows.is_public = False
    until = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=3)
    token = tokens.make("forum-2026", ["moderators"], [], until)
    stranger, guest = place.browser(), place.browser(f"/live/forum-2026?token={token}")

    reads(stranger, lambda: stranger.status)
    reads(guest, lambda: guest.source.shown)

    assert (stranger.status, guest.status) == (403, 200)
    assert [each.type for each in guest.source.shown] == ["token-expired"]
    reads(guest, lambda: guest.status == 403)


def test_one_address_opens_no_more_than_its_share(place: Place) -> None:
    browsers = [place.browser() for _each in range(3)]
    for browser in browsers:
        reads(browser, lambda browser=browser: browser.source.last_id)

    fourth = place.browser()
    reads(fourth, lambda: fourth.status)
    assert fourth.status == 503

    browsers[0].close()
    fourth.close()
    reads(fourth, lambda: fourth.status == 200)


def test_hub_is_small(place: Place) -> None:
    browser = place.browser()
    reads(browser, lambda: browser.source.last_id)

    status = Path(f"/proc/{place.hub.pid}/status")
    if not status.exists():
        pytest.skip("memory is looked up in /proc")
    fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
    assert int(fields["VmRSS"].split()[0]) < 60_000


def test_hub_does_not_load_django() -> None:
    program = (
        "import sys, tricity.live.process, tricity.site.child; raise SystemExit('django' in sys.modules)"
    )
    environment_ = {**os.environ, "PYTHONPATH": str(ROOT / "src")}

    assert subprocess.run([sys.executable, "-c", program], env=environment_, check=False).returncode == 0
