"""Handing a viewer's connection from a web process to the hub, as a file descriptor over a Unix socket.

The web process accepts on the site's one port, sees from the first bytes that a stream is asked for, and is rid of the
connection at once: ten thousand streams cost it nothing.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket

from tricity.live.names import SOCKET_VARIABLE, STREAM_PREFIX

logger = logging.getLogger(__name__)

BEGINNING = b"GET " + STREAM_PREFIX.encode()
LONGEST_BEGINNING = 16 * 1024
# While the hub is busy with many at once.
PAUSE_SECONDS = 0.005
PATIENCE_SECONDS = 5.0


class Handing:
    """One connection to the hub, made anew after the hub was."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._hub: socket.socket | None = None
        self._is_away = False

    def hand_over(self, transport: asyncio.Transport, begun: bytes) -> None:
        """Give the connection away together with what was read from it.

        Without a hub the connection just ends: a browser then tries again, which it does not after an answer of
        503 (WHATWG HTML 9.2.3: fail the connection).
        """
        transport.pause_reading()
        deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        self._try(transport, begun[:LONGEST_BEGINNING], deadline)

    def _try(self, transport: asyncio.Transport, begun: bytes, deadline: float) -> None:
        if transport.is_closing():
            return
        loop = asyncio.get_running_loop()
        try:
            self._send(transport.get_extra_info("socket").fileno(), begun)
        except BlockingIOError:
            if loop.time() < deadline:
                loop.call_later(PAUSE_SECONDS, self._try, transport, begun, deadline)
                return
            self._say("it takes no viewers")
        except OSError as error:
            self._say(str(error))
        else:
            self._is_away = False
        transport.abort()  # this process's hold on it; the hub has one of its own

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
                hub.close()
                self._hub = None
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
