"""A real HTTP server on loopback that behaves like a CKAN catalogue, and badly on demand."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause_s: float = 0.0


Route = Callable[[dict[str, str], Any], Answer]


@dataclass
class Catalogue:
    """`packages` are served by package_search, `rows` a page; `routes` answer other paths; `once` one request, then go."""

    packages: list[dict[str, Any]] = field(default_factory=list)
    routes: dict[str, Route] = field(default_factory=dict)
    once: dict[str, list[Answer]] = field(default_factory=dict)
    broken_starts: set[int] = field(default_factory=set)
    rows: int = 2
    asked: list[str] = field(default_factory=list)
    headers: list[Any] = field(default_factory=list)
    address: str = ""

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://")

    def file(self, path: str, text: str | bytes, media_type: str, *, etag: str = "") -> str:
        """Serve a file with conditional GET; returns its address."""
        body = text.encode() if isinstance(text, str) else text

        def route(_query: dict[str, str], headers: Any) -> Answer:
            if etag and headers.get("If-None-Match") == etag:
                return Answer(status=304)
            return Answer(body, headers={"Content-Type": media_type, **({"ETag": etag} if etag else {})})

        self.routes[path] = route
        return self.address + path

    def answer(self, path: str, headers: Any) -> Answer:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path != "/robots.txt":
            self.asked.append(path)
            self.headers.append(headers)
        if self.once.get(parts.path):
            return self.once[parts.path].pop(0)
        if parts.path in self.routes:
            return self.routes[parts.path](query, headers)
        if parts.path == "/api/3/action/package_search":
            return self._search(query)
        return Answer(b"nothing here", 404)

    def _search(self, query: dict[str, str]) -> Answer:
        start, rows = int(query.get("start", 0)), min(self.rows, int(query.get("rows", 10)))
        if start in self.broken_starts:
            return Answer(
                b'{"success": true, "result": {"count": ', headers={"Content-Type": "application/json"}
            )
        found = sorted(self.packages, key=lambda each: each["id"])
        if "metadata_modified:[" in query.get("fq", ""):
            since = query["fq"].partition("metadata_modified:[")[2].partition(" TO")[0].rstrip("Z")
            found = [each for each in found if each["metadata_modified"] >= since]
        result = {"count": len(found), "results": found[start : start + rows]}
        return Answer(
            json.dumps({"success": True, "result": result}).encode(),
            headers={"Content-Type": "application/json"},
        )


def package(number: int, title: str, notes: str = "", **fields: Any) -> dict[str, Any]:
    return {
        "id": f"id-{number:03d}", "name": f"data-{number}", "title": title, "notes": notes,
        "metadata_modified": f"2026-01-{number:02d}T00:00:00.000000", "license_title": "CC BY 4.0",
        "resources": [{"name": "表", "url": "https://data.example.jp/t.csv", "format": "CSV"}], **fields,
    }  # fmt: skip


def packed(size: int) -> bytes:
    """A small body that unpacks into a large one."""
    return gzip.compress(b" " * size)


@contextmanager
def serving(catalogue: Catalogue) -> Iterator[Catalogue]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            given = catalogue.answer(self.path, self.headers)
            time.sleep(given.pause_s)
            try:
                self.send_response(given.status)
                for name, value in given.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(given.body)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(given.body)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client has seen enough

        def log_message(self, *_arguments: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    catalogue.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield catalogue
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
