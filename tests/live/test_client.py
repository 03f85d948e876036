from __future__ import annotations

import json
import socket
import time
from pathlib import Path

import pytest

from tricity.live import Event, announce, flash, names


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # a path of a Unix socket may not be long
    monkeypatch.setenv(names.SOCKET_VARIABLE, "hub")
    return tmp_path / "hub"


def test_hub_is_told_room_and_number(path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as hub:
        hub.bind("hub")
        hub.listen()

        announce("forum-2026", 12)

        with hub.accept()[0] as connection:
            assert json.loads(connection.recv(1000)) == {"room": "forum-2026", "seq": 12}


def test_hub_is_told_what_passes(path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as hub:
        hub.bind("hub")
        hub.listen()

        flash("forum-2026", Event(0, 1000, "caption", {"text": "안녕"}, language="ko"))

        with hub.accept()[0] as connection:
            told = json.loads(connection.recv(1000))
            assert (told["event"]["data"], told["event"]["language"]) == ({"text": "안녕"}, "ko")


def test_nothing_happens_without_a_hub(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    announce("forum-2026", 12)
    monkeypatch.delenv(names.SOCKET_VARIABLE)
    announce("forum-2026", 12)


def test_hub_that_takes_nothing_is_not_waited_for(path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as hub:
        hub.bind("hub")
        hub.listen(0)
        before = time.monotonic()

        for seq in range(3):
            announce("forum-2026", seq)

        assert time.monotonic() - before < 1
