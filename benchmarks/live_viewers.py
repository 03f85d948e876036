"""Viewers for `live.py`: ten thousand event streams in one process, read with epoll; they come back by themselves.

Told on standard input, a line each: `measure` begins anew to count, `report` prints a line of JSON, the end of input
ends it. A line of JSON is printed whenever all viewers are connected.
"""

from __future__ import annotations

import heapq
import json
import os
import re
import select
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import Any

WAITING, CONNECTING, OPENING, READING = range(4)
CONNECTS_AT_A_TIME = 100
FIELDS = re.compile(rb'"seq":(\d+|null).*?"t":(\d+)', re.DOTALL)
ID = re.compile(rb"^id: (\S+)", re.MULTILINE)
RETRY = re.compile(rb"^retry: (\d+)", re.MULTILINE)


@dataclass(slots=True)
class Viewer:
    state: int = WAITING
    socket: socket.socket | None = None
    rest: bytes = b""
    last_id: bytes = b""
    retry: float = 2.0
    seq: int = 0


@dataclass
class Tally:
    """Times in microseconds; `missed` and `doubled` are events."""

    delays: list[int] = field(default_factory=list)
    missed: int = 0
    doubled: int = 0
    resets: int = 0
    drops: int = 0

    def report(self) -> dict[str, Any]:
        found = sorted(self.delays)
        at = {
            f"p{part}_ms": round(found[min(len(found) - 1, len(found) * part // 100)] / 1000, 1)
            for part in (50, 95, 99)
            if found
        }
        return {
            "events": len(found), **at, "max_ms": round(found[-1] / 1000, 1) if found else None,
            "missed": self.missed, "doubled": self.doubled, "resets": self.resets, "drops": self.drops,
        }  # fmt: skip


class Crowd:
    def __init__(self, port: int, path: str, number: int) -> None:
        self._address, self._path = ("127.0.0.1", port), path
        self._viewers = [Viewer() for _each in range(number)]
        self._by_socket: dict[int, Viewer] = {}
        self._due = [(0.0, index) for index in range(number)]
        self._index = {id(viewer): index for index, viewer in enumerate(self._viewers)}
        self._epoll = select.epoll()
        self._reading, self._began = 0, time.monotonic()
        self.tally = Tally()

    def run(self) -> None:
        self._epoll.register(sys.stdin.fileno(), select.EPOLLIN)
        while True:
            self._connect_due()
            for number, _events in self._epoll.poll(0.01 if self._due else 0.2, 2048):
                if number == sys.stdin.fileno():
                    if not self._obey():
                        return
                elif number in self._by_socket:
                    self._step(number, self._by_socket[number])

    def _obey(self) -> bool:
        told = os.read(sys.stdin.fileno(), 100).decode()
        for line in told.split():
            if line == "measure":
                self.tally = Tally()
            elif line == "report":
                print(json.dumps({**self.tally.report(), "reading": self._reading}), flush=True)
        return bool(told)

    def _connect_due(self) -> None:
        now = time.monotonic()
        for _each in range(CONNECTS_AT_A_TIME):
            if not self._due or self._due[0][0] > now:
                return
            viewer = self._viewers[heapq.heappop(self._due)[1]]
            viewer.socket = socket.socket()
            viewer.socket.setblocking(False)
            viewer.socket.connect_ex(self._address)
            viewer.state, viewer.rest = CONNECTING, b""
            self._by_socket[viewer.socket.fileno()] = viewer
            self._epoll.register(viewer.socket.fileno(), select.EPOLLOUT)

    def _step(self, number: int, viewer: Viewer) -> None:
        try:
            if viewer.state == CONNECTING:
                last = b"Last-Event-ID: %s\r\n" % viewer.last_id if viewer.last_id else b""
                os.write(number, b"GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n" % (self._path.encode(), last))
                viewer.state = OPENING
                self._epoll.modify(number, select.EPOLLIN)
                return
            data = os.read(number, 65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lose(number, viewer)
            return
        self._take(viewer, data)

    def _take(self, viewer: Viewer, data: bytes) -> None:
        now = time.time_ns() // 1000
        *blocks, viewer.rest = (viewer.rest + data).split(b"\n\n")
        if viewer.state == OPENING and blocks:
            assert blocks[0].startswith(b"HTTP/1.1 200"), blocks[0]
            viewer.state = READING
            self._reading += 1
            if self._reading == len(self._viewers):
                print(json.dumps({"all_there_s": round(time.monotonic() - self._began, 2)}), flush=True)
        for block in blocks:
            self._note(viewer, block, now)

    def _note(self, viewer: Viewer, block: bytes, now: int) -> None:
        if found := ID.search(block):
            viewer.last_id = found[1]
        if found := FIELDS.search(block):
            if found[1] != b"null":
                self._count(viewer, int(found[1]))
            self.tally.delays.append(now - int(found[2]))
        elif b"event: reset" in block:
            self.tally.resets += 1
        elif found := RETRY.search(block):
            viewer.retry = int(found[1]) / 1000

    def _count(self, viewer: Viewer, seq: int) -> None:
        if viewer.seq and seq > viewer.seq + 1:
            self.tally.missed += seq - viewer.seq - 1
        elif seq <= viewer.seq:
            self.tally.doubled += 1
        viewer.seq = max(seq, viewer.seq)

    def _lose(self, number: int, viewer: Viewer) -> None:
        if self._reading == len(self._viewers):
            self._began = time.monotonic()
        self._reading -= viewer.state == READING
        self.tally.drops += 1
        self._epoll.unregister(number)
        del self._by_socket[number]
        assert viewer.socket is not None
        viewer.socket.close()
        viewer.state = WAITING
        heapq.heappush(self._due, (time.monotonic() + viewer.retry, self._index[id(viewer)]))


if __name__ == "__main__":
    Crowd(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])).run()
