"""GET of one address: redirects checked one by one, bounded in bytes (unpacked), seconds and hops, conditional."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit

import urllib3
from urllib3.exceptions import DecodeError, HTTPError, ReadTimeoutError, SSLError, TimeoutError

from tricity.harvest.fetching import robots
from tricity.harvest.fetching.addresses import Target, target
from tricity.harvest.problems import Problem

MEGABYTE: Final = 1024 * 1024
ACCEPT: Final = ", ".join(
    (
        "application/ld+json", "text/turtle", "application/rdf+xml", "application/atom+xml", "application/rss+xml",
        "application/json", "application/xml;q=0.9", "*/*;q=0.5",
    )
)  # fmt: skip
LONGEST_WAIT_S: Final = 24 * 3600.0
_CHUNK: Final = 64 * 1024
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_LATER: Final = (429, 503)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one answer may be, after unpacking, how long it may take in all, and how often it may lead elsewhere."""

    body_bytes: int = 20 * MEGABYTE
    seconds: float = 60.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Page:
    """An answer. `is_unchanged`: the server said 304, and there is no content."""

    url: str
    content: bytes = b""
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False


@dataclass(slots=True)
class Client:
    """Asks in the site's name. `allowed` are the private hosts the operator lets be asked (TRICITY_HARVEST_HOSTS).

    `rules` are the robots.txt read so far, by site; keep them to ask for each only once.
    """

    agent: str
    allowed: Collection[str] = ()
    limits: Limits = Limits()
    respects_robots: bool = True
    rules: dict[str, str] = field(default_factory=dict)

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Page:
        """The answer at the address, after redirects. Raises Problem."""
        ends = time.monotonic() + self.limits.seconds
        for _hop in range(self.limits.redirects + 1):
            where = target(url, self.allowed)
            if self.respects_robots and not robots.allows(self._rules_of(where, ends), where):
                raise Problem("robots", address=url)
            answer = self._ask(where, url, ends, {"If-None-Match": etag, "If-Modified-Since": last_modified})
            if isinstance(answer, Page):
                return answer
            url = urljoin(url, answer)
        raise Problem("redirects", most=self.limits.redirects)

    def delay_of(self, url: str) -> float:
        """Seconds the robots.txt of the address's site asks for between requests."""
        parts = urlsplit(url)
        return robots.delay_of(self.rules.get(f"{parts.scheme}://{parts.netloc}", ""))

    def _rules_of(self, where: Target, ends: float) -> str:
        if where.site not in self.rules:
            self.rules[where.site] = self._read_rules(where, ends)
        return self.rules[where.site]

    def _read_rules(self, where: Target, ends: float) -> str:
        """The text of robots.txt. Missing or refused (4xx): everything is allowed. RFC 9309, section 2.3.1."""
        url = f"{where.site}/robots.txt"
        for _hop in range(self.limits.redirects):
            try:
                answer = self._ask(target(url, self.allowed), url, ends, {})
            except Problem as problem:
                if problem.code == "status" and 400 <= problem.values["status"] < 500:
                    return ""
                raise
            if isinstance(answer, Page):
                return answer.content.decode("utf-8", "replace")[: robots.MOST_CHARACTERS]
            url = urljoin(url, answer)
        return ""

    def _ask(self, where: Target, url: str, ends: float, conditions: dict[str, str]) -> Page | str:
        """One request: a page, or the address it redirects to."""
        left = ends - time.monotonic()
        if left <= 0:
            raise Problem("slow", is_passing=True, seconds=round(self.limits.seconds))
        headers = {
            "Host": where.host_header,
            "User-Agent": self.agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            **{name: value for name, value in conditions.items() if value},
        }
        pool = _pool(where, min(left, 30.0))
        try:
            with _cut_off_after(left, pool):
                response = pool.urlopen(
                    "GET", _ascii(where.path), headers=headers, redirect=False, retries=False,
                    preload_content=False, decode_content=False, assert_same_host=False,
                )  # fmt: skip
                try:
                    return self._answer(response, url, ends)
                finally:
                    response.close()
        except (SSLError, ssl.SSLError):
            raise Problem("certificate", host=where.host) from None
        except (ReadTimeoutError, TimeoutError):
            raise Problem("slow", is_passing=True, seconds=round(self.limits.seconds)) from None
        except DecodeError:
            raise Problem("packed", address=url) from None
        except (HTTPError, OSError, ValueError):
            if time.monotonic() >= ends:
                raise Problem("slow", is_passing=True, seconds=round(self.limits.seconds)) from None
            raise Problem("unreachable", is_passing=True, host=where.host) from None
        finally:
            pool.close()

    def _answer(self, response: urllib3.BaseHTTPResponse, url: str, ends: float) -> Page | str:
        status, headers = response.status, response.headers
        if status in _REDIRECTS and headers.get("Location"):
            return str(headers["Location"])
        if status == 304:
            return Page(url, is_unchanged=True)
        if status in _LATER:
            raise Problem(
                "later", after_s=_seconds(headers.get("Retry-After", "")), is_passing=True, status=status
            )
        if status != 200:
            raise Problem("status", is_passing=status >= 500, status=status, address=url)
        media_type, _semicolon, rest = str(headers.get("Content-Type", "")).partition(";")
        return Page(
            url,
            self._content(response, ends),
            media_type.strip().lower(),
            rest.partition("charset=")[2].strip(" \"'").lower(),
            str(headers.get("ETag", ""))[:200],
            str(headers.get("Last-Modified", ""))[:100],
        )

    def _content(self, response: urllib3.BaseHTTPResponse, ends: float) -> bytes:
        """All of the body, unpacked piece by piece, so that a small answer that unpacks into a huge one stops early."""
        parts: list[bytes] = []
        size = 0
        while part := response.read(_CHUNK, decode_content=True):
            size += len(part)
            if size > self.limits.body_bytes:
                raise Problem("large", most=self.limits.body_bytes // MEGABYTE)
            parts.append(part)
            if time.monotonic() >= ends:
                break
        # What was cut off may look like an answer that ended.
        if time.monotonic() >= ends:
            raise Problem("slow", is_passing=True, seconds=round(self.limits.seconds))
        return b"".join(parts)


def agent_name(site: str, address: str) -> str:
    """The user agent in the name of this site; what HTTP cannot carry is percent-encoded."""
    return f"Tricity ({_ascii(site)}; +{_ascii(address)})"


def _pool(where: Target, seconds: float) -> urllib3.HTTPConnectionPool:
    """Connections to the address that was checked, whatever the name says by now; the certificate is the name's."""
    timeout = urllib3.Timeout(connect=min(seconds, 10.0), read=seconds)
    if where.scheme == "http":
        return urllib3.HTTPConnectionPool(where.ip, where.port, timeout=timeout, maxsize=1)
    return urllib3.HTTPSConnectionPool(
        where.ip, where.port, timeout=timeout, maxsize=1, ssl_context=ssl.create_default_context(),
        server_hostname=where.host, assert_hostname=where.host,
    )  # fmt: skip


@contextmanager
def _cut_off_after(seconds: float, pool: urllib3.HTTPConnectionPool) -> Iterator[None]:
    """Shut the connections of the pool when the time is over: a server that sends a byte now and then meets no timeout."""
    make: Any = pool.ConnectionCls
    opened: list[socket.socket] = []

    def remembered(**options: Any) -> Any:
        connection = make(**options)
        connect = connection.connect

        def noting() -> None:
            connect()
            # Kept here: the connection lets go of it where the answer ends with it.
            opened.append(connection.sock)

        connection.connect = noting
        return connection

    def cut() -> None:
        for each in opened:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    pool.ConnectionCls = remembered  # type: ignore[assignment]
    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _ascii(text: str) -> str:
    return quote(text, safe="/?&=+%:;,@!$'()*[]~#-._ ").replace("\r", "").replace("\n", "").replace("\t", "")


def _seconds(value: str) -> float | None:
    """Retry-After in either form, between a second and a day; None where it cannot be read."""
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(value) - dt.datetime.now(dt.UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return min(LONGEST_WAIT_S, max(1.0, seconds)) if seconds == seconds else None
