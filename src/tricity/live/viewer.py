"""One viewer's connection: reads the request, then is only written to."""

from __future__ import annotations

import asyncio
import socket
from typing import Protocol, cast

from tricity.live import frames
from tricity.live.errors import Refused
from tricity.live.positions import Position
from tricity.live.requests import END, LONGEST_HEAD, Subscription, read_request, read_subscription
from tricity.live.wanted import Wanted

# The whole request must be here by then.
REQUEST_SECONDS = 5.0
# What may wait for a viewer, beside what the kernel holds; above it the viewer is let go and comes back.
MOST_WAITING_BYTES = 256 * 1024
KERNEL_BYTES = 64 * 1024
# A stream's reader has nothing more to say.
MOST_SAID_AFTERWARDS = 4096
# Without an answer of the other side's machine for so long, the connection is over.
SILENT_PEER_MS = 40_000


class Owner(Protocol):
    """The hub, as a viewer sees it."""

    def subscribe(self, viewer: Viewer, subscription: Subscription) -> None: ...

    def forget(self, viewer: Viewer) -> None: ...

    def too_slow(self, viewer: Viewer) -> None: ...


class Viewer(asyncio.Protocol):
    """See `keeper.Viewer` for what a room makes of it. `room` is empty until the request was understood."""

    __slots__ = (
        "_clock", "_head", "_owner", "_said", "address", "expiry", "has_position", "has_token", "position",
        "read_to", "room", "transport", "wanted",
    )  # fmt: skip

    def __init__(self, owner: Owner, address: str, begun: bytes = b"") -> None:
        # What came of the request; later what is to be sent first.
        self._owner, self._head, self.address = owner, begun, address
        self._clock: asyncio.TimerHandle | None = None
        self._said = 0
        self.expiry: asyncio.TimerHandle | None = None
        self.transport: asyncio.Transport | None = None
        self.room = ""
        self.wanted = Wanted()
        self.position, self.read_to, self.has_position, self.has_token = Position(0, 0), 0, False, False

    # --- The connection ---------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        _tune(self.transport.get_extra_info("socket"))
        self._clock = asyncio.get_running_loop().call_later(REQUEST_SECONDS, self.close)
        self._look_for_end()

    def data_received(self, data: bytes) -> None:
        if self._clock is None:
            self._said += len(data)
            if self._said > MOST_SAID_AFTERWARDS:
                self.close()
            return
        self._head += data
        self._look_for_end()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_clock()
        if self.expiry is not None:
            self.expiry.cancel()
            self.expiry = None
        self._owner.forget(self)

    def _look_for_end(self) -> None:
        head, end, _more = self._head.partition(END)
        if not end and len(self._head) <= LONGEST_HEAD:
            return
        self._head = b""
        self._stop_clock()
        try:
            self._owner.subscribe(self, read_subscription(read_request(head)))
        except Refused as refusal:
            self.refuse(refusal.status, refusal.reason)

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    # --- What a room does with it ----------------------------------------------------------------------------

    def accept(self) -> None:
        """What follows is a stream; its head goes out together with the first that is written."""
        self._head = frames.opening()

    def refuse(self, status: int, reason: str) -> None:
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(frames.refusal(status, reason))
            self.transport.close()

    def close(self) -> None:
        """End the connection at once; whoever still wants to watch comes back."""
        if self.transport is not None:
            self.transport.abort()

    def write(self, data: bytes) -> bool:
        transport = self.transport
        if transport is None or transport.is_closing():
            return False
        if transport.get_write_buffer_size() > MOST_WAITING_BYTES:
            self._owner.too_slow(self)
            transport.abort()
            return False
        if self._head:
            data, self._head = self._head + data, b""
        transport.write(data)
        return True

    def expire(self) -> None:
        """The token has ended: say so, so that the page gets another before it comes back."""
        if self.write(frames.TOKEN_EXPIRED) and self.transport is not None:
            self.transport.close()


def _tune(connection: socket.socket) -> None:
    """Bound what the kernel keeps for a slow reader, and notice one that has vanished."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
    if connection.family in (socket.AF_INET, socket.AF_INET6) and hasattr(socket, "TCP_USER_TIMEOUT"):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT_PEER_MS)
