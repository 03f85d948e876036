from __future__ import annotations

import asyncio
import json
import socket
from typing import Any

import pytest

from tests.live.streams import caption
from tricity.live import Tail, names, sources
from tricity.live.asking import password
from tricity.site.live_events import answering_the_hub
from tricity.site.live_hub import live_environment

KEY = "ab" * 32
PASSWORD = f"Bearer {password(bytes.fromhex(KEY))}"


@pytest.fixture(autouse=True)
def _room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(names.KEY_VARIABLE, KEY)

    def read(room: str, after: int, limit: int) -> Tail | None:
        if room == "broken":
            raise ValueError("broken")
        events = [caption(number) for number in range(after + 1, 4)]
        return Tail(3, events[:limit], is_public=True) if room == "forum-2026" else None

    # Those of the apps read the database.
    monkeypatch.setattr(sources, "_SOURCES", {"test": read})


async def _site(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def answer(path: str, query: str = "", authorization: str = PASSWORD) -> tuple[int, bytes]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"authorization", authorization.encode())]
    scope = {"type": "http", "path": path, "query_string": query.encode(), "headers": headers}
    asyncio.run(answering_the_hub(_site)(scope, None, send))
    return sent[0]["status"], sent[1]["body"]


def test_hub_gets_the_rows_after_a_number() -> None:
    status, body = answer("/live-events/forum-2026", "after=1&limit=1")

    first, second = map(json.loads, body.splitlines())
    assert (status, first) == (200, {"head": 3, "is_public": True})
    assert (second["seq"], second["audience"], second["language"]) == (2, "all", None)


@pytest.mark.parametrize("authorization", ["", "Bearer wrong", PASSWORD + "x"])
def test_nobody_else_does(authorization: str) -> None:
    assert answer("/live-events/forum-2026", "after=0&limit=9", authorization) == (404, b"")


@pytest.mark.parametrize("path", ["/live-events/", "/live-events/unknown", "/live-events/a/b"])
def test_what_is_no_room_is_not_there(path: str) -> None:
    assert answer(path, "after=0&limit=9") == (404, b"")


def test_numbers_that_are_none_count_as_nought() -> None:
    assert answer("/live-events/forum-2026", "after=x&limit=-1")[1].count(b"\n") == 0


def test_source_that_fails_is_told_from_a_room_that_is_not_there(caplog: pytest.LogCaptureFixture) -> None:
    assert answer("/live-events/broken")[0] == 500
    assert caplog.messages == ["the events of a room cannot be read"]


def test_everything_else_is_for_the_site() -> None:
    assert answer("/ja/")[0] == 418


def test_without_a_hub_nobody_knows_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(names.KEY_VARIABLE)

    assert answer("/live-events/forum-2026")[0] == 404


@pytest.mark.parametrize(
    ("bound", "asked"), [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "[::1]")]
)
def test_hub_asks_on_this_machine(bound: str, asked: str, tmp_path: Any, settings: Any) -> None:
    settings.DATA = tmp_path
    try:
        listener = socket.create_server(
            (bound, 0), family=socket.AF_INET6 if ":" in bound else socket.AF_INET
        )
    except OSError:
        pytest.skip("this machine has no such address")
    with listener:
        said = live_environment(listener, tmp_path)

        assert said[names.SITE_VARIABLE] == f"{asked}:{listener.getsockname()[1]}"


def test_secret_of_the_hub_outlives_a_restart_and_is_not_the_sites_own(tmp_path: Any, settings: Any) -> None:
    settings.DATA = tmp_path
    with socket.create_server(("127.0.0.1", 0)) as listener:
        first, second = (live_environment(listener, tmp_path)[names.KEY_VARIABLE] for _each in range(2))

    assert first == second
    assert settings.SECRET_KEY not in first
