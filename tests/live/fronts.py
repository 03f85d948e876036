"""The web process of a hub, as small as can be: hands viewers over, answers for rows, on one port."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.live.streams import EventSource, Rows
from tricity.live.asking import password
from tricity.live.events import tail_lines


class Front:
    """`hub` is the path of the hub's socket; `key` the secret both know."""

    def __init__(self, rows: Rows, hub: Path, key: bytes) -> None:
        self._rows, self._hub, self._password = rows, hub, password(key)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _work(self) -> None:
        while True:
            try:
                guest, _address = self._listener.accept()
            except OSError:
                return
            with guest, contextlib.suppress(OSError):
                self._answer(guest, guest.recv(8192))

    def _answer(self, guest: socket.socket, request: bytes) -> None:
        if request.startswith(b"GET /live/"):
            with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as hub:
                hub.connect(str(self._hub))
                socket.send_fds(hub, [request], [guest.fileno()])
            return
        if request.startswith(b"GET / "):
            page = b"<!doctype html><title>room</title>"
            guest.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page) + page
            )
            return
        if not request.startswith(b"GET /live-events/"):
            guest.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            return
        assert f"Authorization: Bearer {self._password}\r\n".encode() in request
        target = urlsplit(request.split(b" ")[1].decode())
        after, limit = (int(parse_qs(target.query)[name][0]) for name in ("after", "limit"))
        body = b"\n".join(tail_lines(self._rows.read(after, limit)))
        guest.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


class Browser:
    """An EventSource over a real socket, which comes back by itself."""

    def __init__(self, port: int, path: str, source: EventSource | None = None) -> None:
        self._port, self._path = port, path
        self.source = source or EventSource()
        self.connections, self.status = 0, 0
        self._socket: socket.socket | None = None

    def look(self) -> None:
        """Read what there is; connect where there is no connection."""
        try:
            if self._socket is None:
                self._connect()
            assert self._socket is not None
            data = self._socket.recv(65536)
        except TimeoutError:
            return
        except OSError:
            data = b""
        if data:
            self.source.feed(data)
        else:
            self.close()
            self.source.connection_lost()

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _connect(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=0.05)
        head = f"GET {self._path} HTTP/1.1\r\nHost: localhost\r\n"
        if self.source.last_id:
            head += f"Last-Event-ID: {self.source.last_id}\r\n"
        self._socket.sendall(head.encode() + b"\r\n")
        self._socket.settimeout(2.0)
        answer = b""
        while b"\r\n\r\n" not in answer:
            part = self._socket.recv(4096)
            if not part:
                raise ConnectionError
            answer += part
        self._socket.settimeout(0.05)
        head_bytes, _empty, rest = answer.partition(b"\r\n\r\n")
        self.status = int(head_bytes.split(b" ")[1])
        self.connections += 1
        if self.status == 200:
            self.source.feed(rest)
