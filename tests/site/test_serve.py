from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.processes import ROOT, environment, run, wait_for
from tricity.site import worker
from tricity.site.serve import serve

LIVE = "/health/live/"
SEARCH = "/ja/search/?kind=initiative&q=%E9%A7%90%E8%BB%8A%E5%A0%B4"
PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
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


ROLES = ["analysis", "web", "web", "worker"]


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


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    run(folder, PREPARE)
    return folder


@pytest.fixture
def supervisor(data: Path) -> Iterator[tuple[subprocess.Popen[str], int, Path]]:
    port = free_port()
    program = f"import django; django.setup()\nfrom tricity.site.serve import serve\nraise SystemExit(serve('127.0.0.1', {port}))"
    process = subprocess.Popen([sys.executable, "-c", program], env=environment(data), cwd=ROOT, text=True)
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
