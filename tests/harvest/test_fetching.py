"""Other servers are asked carefully: public addresses only, within limits, as robots.txt wants."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from contextlib import suppress
from typing import Any

import pytest

from tests.harvest.server import Answer, Catalogue, packed, serving
from tricity.harvest.fetching import Client, Limits
from tricity.harvest.fetching.addresses import is_public, target
from tricity.harvest.fetching.client import agent_name
from tricity.harvest.problems import Problem

MEGABYTE = 1024 * 1024


@pytest.fixture
def server() -> Any:
    with serving(Catalogue()) as running:
        yield running


def client(server: Catalogue, **options: Any) -> Client:
    return Client("Tricity (test)", [server.host], **options)


def code_of(work: Any, *arguments: Any) -> str:
    with pytest.raises(Problem) as raised:
        work(*arguments)
    return raised.value.code


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "240.0.0.1", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"],
)  # fmt: skip
def test_addresses_of_private_networks_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["203.104.209.7", "8.8.8.8", "2001:4860:4860::8888"])
def test_addresses_of_the_open_internet_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://user:secret@example.org/",
        "https://",
        "http://[::1",
        "x",
    ],
)
def test_only_plain_web_addresses_are_taken(url: str) -> None:
    assert code_of(target, url) == "address"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/"]
)
def test_loopback_is_refused_however_it_is_written(url: str) -> None:
    assert code_of(target, url) == "private"


def test_one_private_address_among_public_ones_refuses_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)

    assert code_of(target, "http://catalogue.example/") == "private"


def test_connection_goes_to_the_address_that_was_checked(
    server: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.file("/a", "words", "text/plain")
    real, port, answers = socket.getaddrinfo, int(server.host.partition(":")[2]), iter(["127.0.0.1"])

    def rebound(host: str, *arguments: Any, **options: Any) -> Any:
        """The name answers once with our server, then would answer with another address."""
        if host == "rebinding.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]
        return real(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    asking = Client("Tricity", [f"rebinding.example:{port}"], respects_robots=False)

    page = asking.get(f"http://rebinding.example:{port}/a")

    assert page.content == b"words"
    assert server.headers[0]["Host"] == f"rebinding.example:{port}"


def test_redirect_to_a_private_address_is_refused(server: Catalogue) -> None:
    server.routes["/a"] = lambda _q, _h: Answer(
        status=302, headers={"Location": "http://169.254.169.254/latest/"}
    )

    assert code_of(client(server).get, server.address + "/a") == "private"


def test_redirects_are_followed_and_end(server: Catalogue) -> None:
    server.routes["/a"] = lambda _q, _h: Answer(status=301, headers={"Location": "/b"})
    server.file("/b", "words", "text/plain")
    server.routes["/round"] = lambda _q, _h: Answer(status=302, headers={"Location": "/round"})

    assert client(server).get(server.address + "/a").content == b"words"
    assert code_of(client(server).get, server.address + "/round") == "redirects"


def test_large_answer_stops(server: Catalogue) -> None:
    server.file("/a", b"x" * (3 * MEGABYTE), "text/plain")

    assert (
        code_of(client(server, limits=Limits(body_bytes=2 * MEGABYTE)).get, server.address + "/a") == "large"
    )


def test_small_answer_that_unpacks_into_a_huge_one_stops(server: Catalogue) -> None:
    body = packed(200 * MEGABYTE)
    server.routes["/a"] = lambda _q, _h: Answer(body, headers={"Content-Encoding": "gzip"})

    assert len(body) < MEGABYTE
    assert (
        code_of(client(server, limits=Limits(body_bytes=2 * MEGABYTE)).get, server.address + "/a") == "large"
    )


def test_packed_answer_is_unpacked(server: Catalogue) -> None:
    server.routes["/a"] = lambda _q, _h: Answer(packed(1000), headers={"Content-Encoding": "gzip"})

    assert client(server).get(server.address + "/a").content == b" " * 1000


def test_slow_answer_is_given_up(server: Catalogue) -> None:
    server.routes["/a"] = lambda _q, _h: Answer(b"late", pause_s=1.0)

    assert code_of(client(server, limits=Limits(seconds=0.3)).get, server.address + "/a") == "slow"


def test_conditional_request_learns_that_nothing_changed(server: Catalogue) -> None:
    url = server.file("/a", "words", "text/plain", etag='"1"')
    first = client(server).get(url)

    assert client(server).get(url, etag=first.etag).is_unchanged


@pytest.mark.parametrize(
    ("said", "seconds"), [("7", 7.0), ("999999999", 86400.0), ("-1", 1.0), ("soon", None), ("nan", None)]
)
def test_server_says_when_to_come_back(server: Catalogue, said: str, seconds: float | None) -> None:
    server.routes["/a"] = lambda _q, _h: Answer(status=429, headers={"Retry-After": said})

    with pytest.raises(Problem) as raised:
        client(server).get(server.address + "/a")

    assert (raised.value.code, raised.value.is_passing, raised.value.after_s) == ("later", True, seconds)


def test_robots_txt_is_obeyed_unless_switched_off(server: Catalogue) -> None:
    server.file("/robots.txt", "User-agent: *\nDisallow: /closed\nCrawl-delay: 3\n", "text/plain")
    url = server.file("/closed/a", "words", "text/plain")
    asking = client(server)

    assert code_of(asking.get, url) == "robots"
    assert asking.delay_of(url) == 3.0
    assert client(server, respects_robots=False).get(url).content == b"words"
    assert server.asked == ["/closed/a"]


def test_agent_has_the_name_of_the_site_in_letters_http_can_carry() -> None:
    assert agent_name("三国平台\r\nX: y", "https://tricity.example") == (
        "Tricity (%E4%B8%89%E5%9B%BD%E5%B9%B3%E5%8F%B0%0D%0AX: y; +https://tricity.example)"
    )


@pytest.mark.parametrize(
    "start", [b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"]
)  # fmt: skip
def test_server_that_sends_a_byte_now_and_then_is_left_in_time(start: bytes) -> None:
    over = threading.Event()

    def drip(listener: socket.socket) -> None:
        connection, _address = listener.accept()
        with connection, suppress(OSError):
            connection.recv(4096)
            connection.sendall(start)
            while not over.wait(0.05):
                connection.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=drip, args=(listener,), daemon=True).start()
        host = f"127.0.0.1:{listener.getsockname()[1]}"
        asking = Client("Tricity", [host], Limits(seconds=0.5), respects_robots=False)
        begun = time.monotonic()
        threading.Timer(4.0, over.set).start()

        code = code_of(asking.get, f"http://{host}/")
        took = time.monotonic() - begun
        over.set()

    assert code == "slow"
    assert took < 3.0
