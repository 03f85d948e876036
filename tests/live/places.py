"""A site that is a list of rows, with the real hub beside it as a process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.live.fronts import Browser, Front
from tests.live.streams import Rows, caption
from tests.site.processes import ROOT, environment, wait_for
from tricity.live import announce, names

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
