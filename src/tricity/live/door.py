"""The Unix socket of the hub: messages of web processes come in, some with a viewer's connection in their hands.

SOCK_SEQPACKET: a message arrives whole or not at all, and each process knows when the other has died.
"""

from __future__ import annotations

import asyncio
import os
import socket
from pathlib import Path

from tricity.live.hub import Hub

LONGEST_MESSAGE = 64 * 1024
# Messages read before others get their turn.
AT_A_TIME = 64


class Door:
    def __init__(self, path: Path, hub: Hub) -> None:
        path.unlink(missing_ok=True)  # of one that was killed
        self._hub, self._loop = hub, asyncio.get_running_loop()
        self._guests: set[socket.socket] = set()
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._listener.bind(str(path))
        self._listener.listen(1024)
        self._listener.setblocking(False)
        self._loop.add_reader(self._listener, self._open)

    def close(self) -> None:
        for each in (self._listener, *self._guests):
            self._loop.remove_reader(each)
            each.close()

    def _open(self) -> None:
        for _each in range(AT_A_TIME):
            try:
                guest, _address = self._listener.accept()
            except OSError:
                return
            guest.setblocking(False)
            self._guests.add(guest)
            self._loop.add_reader(guest, self._read, guest)

    def _read(self, guest: socket.socket) -> None:
        for _each in range(AT_A_TIME):
            try:
                message, handed, flags, _address = socket.recv_fds(guest, LONGEST_MESSAGE, 1)
            except BlockingIOError:
                return
            except OSError:
                message, handed, flags = b"", [], 0
            if not message:
                self._loop.remove_reader(guest)
                self._guests.discard(guest)
                guest.close()
                return
            self._hear(message, handed, cut=bool(flags & socket.MSG_TRUNC))

    def _hear(self, message: bytes, handed: list[int], *, cut: bool) -> None:
        if handed and not cut:
            self._hub.enter(socket.socket(fileno=handed[0]), message)
            return
        for number in handed:
            os.close(number)
        if not cut and message.startswith(b"{"):
            self._hub.told(message)
