from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.live.fronts import Browser
from tests.live.streams import EventSource, caption
from tests.migrated import prepare
from tests.site.processes import ROOT, environment, run, wait_for
from tricity.live.events import to_line
from tricity.site import worker
from tricity.site.serve import serve

LIVE = "/health/live/"
SEARCH = "/ja/search/?kind=initiative&q=%E9%A7%90%E8%BB%8A%E5%A0%B4"
PUBLISH = """
from tests import factories
from tricity.search.actions import touch
touch(factories.record(title="駐車場"))
"""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def answer(port: int, path: str) -> str:
    """What the site answers; empty while it does not, or with an error."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as response:
            return str(response.read().decode())
    except OSError:
        return ""


ROLES = ["analysis", "live", "web", "web", "worker"]


def children(pid: int) -> list[tuple[str, int]]:
    """(role, process id) of the children of `tricity serve`."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().decode().split("\0")
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        if parent == pid and "tricity.site.child" in words:
            found.append((words[words.index("tricity.site.child") + 1], int(entry.name)))
    return sorted(found)


def roles(pid: int) -> list[str]:
    return [role for role, _pid in children(pid)]


def kill(pid: int, role: str) -> None:
    """Kill those children of `tricity serve` that do this work."""
    for found, child in children(pid):
        if found == role:
            os.kill(child, signal.SIGKILL)


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    prepare(folder)
    return folder


@pytest.fixture
def supervisor(
    data: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[subprocess.Popen[str], int, Path]]:
    port = free_port()
    program = f"import django; django.setup()\nfrom tricity.site.serve import serve\nraise SystemExit(serve('127.0.0.1', {port}))"
    settings = getattr(request, "param", "tricity.site.settings_test")
    environment_ = environment(data, DJANGO_SETTINGS_MODULE=settings)
    process = subprocess.Popen([sys.executable, "-c", program], env=environment_, cwd=ROOT, text=True)
    try:
        wait_for(lambda: answer(port, LIVE) and roles(process.pid) == ROLES)
        yield process, port, data
    finally:
        left = [pid for _role, pid in children(process.pid)]
        process.kill()
        process.wait()
        for pid in left:
            wait_for(lambda pid=pid: not is_alive(pid))


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks processes up in /proc")
def test_serve_restarts_what_dies_follows_changes_and_stops_cleanly(
    supervisor: tuple[subprocess.Popen[str], int, Path],
) -> None:
    process, port, data = supervisor
    first = children(process.pid)

    for _role, pid in first:
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: roles(process.pid) == ROLES and set(first).isdisjoint(children(process.pid)))
    wait_for(lambda: answer(port, LIVE))
    second = children(process.pid)

    run(data, PUBLISH)
    wait_for(lambda: '<ol class="hits">' in answer(port, SEARCH))
    assert answer(port, "/health/ready/")

    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    assert not any(is_alive(pid) for _role, pid in second)
    assert not answer(port, LIVE)


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks processes up in /proc")
def test_children_end_when_the_supervisor_is_killed(
    supervisor: tuple[subprocess.Popen[str], int, Path],
) -> None:
    process, _port, _data = supervisor
    left = children(process.pid)

    process.kill()

    wait_for(lambda: not any(is_alive(pid) for _role, pid in left))


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks processes up in /proc")
def test_while_one_web_process_is_dead_the_other_answers(
    supervisor: tuple[subprocess.Popen[str], int, Path],
) -> None:
    process, port, _data = supervisor
    one, other = (pid for role, pid in children(process.pid) if role == "web")
    os.kill(other, signal.SIGKILL)

    answers = [answer(port, LIVE) for _number in range(5)]

    assert all(answers)
    assert is_alive(one)
    wait_for(lambda: roles(process.pid) == ROLES)


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks processes up in /proc")
@pytest.mark.parametrize("supervisor", ["tests.site.settings_live"], indirect=True)
def test_streams_come_from_the_one_port_and_outlive_every_process(
    supervisor: tuple[subprocess.Popen[str], int, Path],
) -> None:
    process, port, data = supervisor
    browser = Browser(port, "/live/forum-2026?captions=ko")

    def reads(condition: Callable[[EventSource], object]) -> None:
        def is_there() -> object:
            browser.look()
            return condition(browser.source)

        wait_for(is_there)

    def happen(seq: int, language: str = "ko") -> None:
        with (data / "rows.jsonl").open("ab") as rows:
            rows.write(to_line(caption(seq, language)) + b"\n")

    try:
        reads(lambda source: source.last_id == "0.0")
        happen(1)
        happen(2, "ja")
        reads(lambda source: source.numbers == [1])

        kill(process.pid, "web")
        happen(3)
        reads(lambda source: source.numbers == [1, 3])
        assert browser.connections == 1

        kill(process.pid, "live")
        happen(4)
        reads(lambda source: source.numbers == [1, 3, 4])
    finally:
        browser.close()
    assert answer(port, LIVE)
    assert not answer(port, "/live-events/forum-2026")


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks processes up in /proc")
@pytest.mark.parametrize("supervisor", ["tests.site.settings_live"], indirect=True)
def test_proxy_may_ask_for_a_stream_on_a_connection_it_kept(
    supervisor: tuple[subprocess.Popen[str], int, Path],
) -> None:
    _process, port, _data = supervisor

    with socket.create_connection(("127.0.0.1", port), timeout=20) as kept:
        page = http.client.HTTPConnection("127.0.0.1", port)
        page.sock = kept
        page.request("GET", LIVE)
        assert page.getresponse().read() == b'{"status": "live"}'
        kept.sendall(b"GET /li")
        kept.sendall(b"ve/forum-2026 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert kept.recv(15) == b"HTTP/1.1 200 OK"


def test_serve_says_which_port_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert serve("127.0.0.1", port) == 1

    assert f"port {port} cannot be used" in capsys.readouterr().err


def test_worker_goes_on_after_an_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop, calls = threading.Event(), []
    monkeypatch.setattr(worker, "PAUSE_AFTER_ERROR_SECONDS", 0.0)
    monkeypatch.setattr(worker, "INDEX_SECONDS", 0.0)

    def step() -> int:
        calls.append(1)
        if len(calls) == 3:
            stop.set()
        raise OSError("disk full")

    monkeypatch.setattr(worker, "_index_once", step)
    worker._follow_index(stop)

    assert len(calls) == 3
    assert caplog.messages == ["the worker met an error and goes on"] * 3
