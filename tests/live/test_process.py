"""The real hub as a process, killed and started again, before a site that is a list of rows."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.live.fronts import Browser, Front
from tests.live.streams import Rows, caption
from tests.site.processes import ROOT, environment, wait_for
from tricity.live import announce, names, tokens

KEY = "ab" * 32


class Place:
    """A site with its hub, `rows` being what the site stores."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "hub"
        self.rows = Rows([])
        self.browsers: list[Browser] = []
        self.front = Front(self.rows, self.path, bytes.fromhex(KEY))
        self._environment = environment(
            folder,
            **{
                names.SOCKET_VARIABLE: str(self.path),
                names.KEY_VARIABLE: KEY,
                names.SITE_VARIABLE: f"127.0.0.1:{self.front.port}",
                names.NOTE_VARIABLE: str(folder / "live.json"),
                names.PER_ADDRESS_VARIABLE: "3",
            },
        )
        self.hub = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        self.path.unlink(missing_ok=True)
        command = [sys.executable, "-m", "tricity.site.child", "live"]
        self.hub = subprocess.Popen(command, env=self._environment, cwd=ROOT)
        wait_for(lambda: self.path.exists())
        return self.hub

    def happen(self, number: int) -> None:
        """The next rows are stored and announced."""
        for _each in range(number):
            self.rows.events.append(caption(self.rows.head + 1))
        announce("forum-2026", self.rows.head)

    def browser(self, path: str = "/live/forum-2026") -> Browser:
        self.browsers.append(Browser(self.front.port, path))
        return self.browsers[-1]


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    with TemporaryDirectory(prefix="hub-") as name:  # a path of a Unix socket may not be long
        found = Place(Path(name))
        monkeypatch.setenv(names.SOCKET_VARIABLE, str(found.path))
        monkeypatch.setenv(names.KEY_VARIABLE, KEY)
        yield found
        for browser in found.browsers:
            browser.close()
        found.hub.kill()
        found.hub.wait()
        found.front.close()


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
