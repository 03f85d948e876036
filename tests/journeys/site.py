"""A real site for journeys: the demo, in a folder of its own, served by the real command."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TRICITY = Path(sys.executable).parent / "tricity"
LANGUAGES = ("en", "ja", "ko", "zh-hans")
PASSWORD = "tricity-demo"


@dataclass(frozen=True)
class Site:
    address: str
    data: Path

    def url(self, path: str) -> str:
        return self.address + path

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the site's database answers; it is opened for reading only."""
        with closing(
            sqlite3.connect(f"file:{self.data / 'tricity.sqlite3'}?mode=ro", uri=True, timeout=20)
        ) as database:
            return database.execute(query, values).fetchall()

    def one(self, query: str, *values: object) -> Any:
        """The first column of the first row; an AssertionError where there is none."""
        rows = self.rows(query, *values)
        assert rows, f"nothing found: {query} {values}"
        return rows[0][0]

    def run(self, *arguments: str) -> str:
        """What `tricity …` prints, beside the server that runs meanwhile."""
        port = int(self.address.rpartition(":")[2])
        done = subprocess.run(
            [TRICITY, *arguments],
            env=environment(self.data, port),
            cwd=self.data,
            text=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def wait_for_index(self, seconds: float = 30) -> None:
        """Return once the indexer has followed everything that was written."""
        self.wait(
            lambda: not self.one("SELECT COUNT(*) FROM search_outbox"), "the index does not follow", seconds
        )

    def wait(self, is_done: Callable[[], bool], complaint: str, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not is_done():
            assert time.monotonic() < end, complaint
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRICITY_", "DJANGO_"))}
    return {
        **kept,
        "TRICITY_DATA": str(data),
        "TRICITY_DEMO": "yes",
        "TRICITY_PORT": str(port),
        "TRICITY_LOG_LEVEL": "WARNING",
        "LANG": "en",
    }


def wait_until_ready(address: str, seconds: float = 60) -> None:
    """Return once the site and its index are ready; raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/health/ready/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError(f"{address} is not ready after {seconds} s")


def prepared(shared: Path) -> Path:
    """The demo as it is set up, in a folder all processes of a run share: the first that comes does it, the others wait."""
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data, done = shared / "demo", shared / "demo.done"
        if not done.exists():
            data.mkdir()
            subprocess.run(
                [TRICITY, "demo", "--no-serve"], env=environment(data, free_port()), check=True, cwd=data
            )
            done.touch()
    return data


@contextmanager
def served(data: Path) -> Iterator[Site]:
    """The demo in `data`, served until the block ends."""
    port = free_port()
    variables = environment(data, port)
    log = (data / "serve.log").open("wb")
    process = subprocess.Popen([TRICITY, "serve"], env=variables, cwd=data, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_ready(address)
        # The first question waits for the dictionaries, some seconds on a busy machine: not what the journeys are about.
        with urllib.request.urlopen(f"{address}/en/search/?q=parking", timeout=120):
            pass
        yield Site(address, data)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        log.close()
