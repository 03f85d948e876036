"""Handing a viewer's connection from a web process to the hub, as a file descriptor over a Unix socket.

The web process accepts on the site's one port, sees from the first bytes that a stream is asked for, and is rid of the
connection at once: ten thousand streams cost it nothing.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections import deque

from tricity.live.names import SOCKET_VARIABLE, STREAM_PREFIX

logger = logging.getLogger(__name__)

BEGINNING = b"GET " + STREAM_PREFIX.encode()
LONGEST_BEGINNING = 16 * 1024
# How long a viewer waits while the hub is busy with many at once.
PATIENCE_SECONDS = 10.0
PAUSE_SECONDS = 0.05
# A timer may ring a moment early.
CLOSE_ENOUGH_SECONDS = 0.01


class Handing:
    """One connection to the hub, made anew after the hub was."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._hub: socket.socket | None = None
        self._is_away = self._is_full = False
        self._waiting: deque[tuple[asyncio.Transport, bytes, float]] = deque()
        self._timer: asyncio.TimerHandle | None = None

    def hand_over(self, transport: asyncio.Transport, begun: bytes) -> None:
        """Give the connection away together with what was read from it.

        Without a hub the connection just ends: a browser then tries again, which it does not after an answer of
        503 (WHATWG HTML 9.2.3: fail the connection).
        """
        transport.pause_reading()
        deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        self._waiting.append((transport, begun[:LONGEST_BEGINNING], deadline))
        if not self._is_full:
            self._hand_all()

    def close(self) -> None:
        """Let go of the hub."""
        self._unwatch()
        if self._hub is not None:
            self._hub.close()
            self._hub = None

    def _hand_all(self) -> None:
        """Everybody who waits, in order, until the hub is busy; then again when it has taken some."""
        now = asyncio.get_running_loop().time() + CLOSE_ENOUGH_SECONDS
        while self._waiting:
            transport, begun, deadline = self._waiting[0]
            try:
                if not transport.is_closing():
                    self._send(transport.get_extra_info("socket").fileno(), begun)
            except BlockingIOError:
                if now < deadline:
                    self._unwatch()
                    self._watch(deadline)
                    return
                self._say("it takes no viewers")
            except OSError as error:
                self._say(str(error))
            else:
                self._is_away = False
            self._waiting.popleft()
            transport.abort()  # this process's hold on it; the hub has one of its own
        self._unwatch()

    def _watch(self, deadline: float) -> None:
        """Go on when the hub takes more, and at the latest when the first of those who wait has waited too long."""
        if self._is_full:
            return
        self._is_full = True
        loop = asyncio.get_running_loop()
        if self._hub is not None:
            loop.add_writer(self._hub, self._hand_all)
            self._timer = loop.call_at(deadline, self._hand_all)
        else:
            self._timer = loop.call_later(PAUSE_SECONDS, self._hand_all)

    def _unwatch(self) -> None:
        if self._is_full:
            if self._hub is not None:
                asyncio.get_running_loop().remove_writer(self._hub)
            if self._timer is not None:
                self._timer.cancel()
        self._is_full = False

    def _say(self, problem: str) -> None:
        """Once, not for each of ten thousand viewers."""
        if not self._is_away:
            logger.warning("the live hub is away: %s", problem)
        self._is_away = True

    def _send(self, number: int, begun: bytes) -> None:
        for is_last in (False, True):
            hub = self._hub = self._hub or self._connected()
            try:
                socket.send_fds(hub, [begun], [number])
                return
            except BlockingIOError:
                raise
            except OSError:
                self.close()
                if is_last:
                    raise

    def _connected(self) -> socket.socket:
        hub = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            hub.setblocking(False)
            hub.connect(self._path)
        except OSError:
            hub.close()
            raise
        return hub


def to_hub() -> Handing | None:
    """None where no hub runs."""
    path = os.environ.get(SOCKET_VARIABLE)
    return Handing(path) if path else None
