"""So many at a time, in the order they came: a queue before the work of one process.

Python runs one thread at a time. Where two hundred requests run at once each of them takes two hundred times as long,
and with it the write lock of whoever holds it: the others then wait for a lock instead of for their turn.
"""

from __future__ import annotations

import asyncio
from collections import deque
from types import TracebackType
from typing import Self


class Turns:
    """At most `most` inside at once. Where nobody has left for `patience` seconds, one more is let in: those inside wait
    for something else, such as another server. Used from one event loop alone.
    """

    def __init__(self, most: int, patience: float = 1.0) -> None:
        self._most, self._patience = most, patience
        self._inside = self._lent = 0
        self._moved_at = 0.0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._watch: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    async def __aenter__(self) -> Self:
        if self._inside < self._most + self._lent and not self._waiting:
            self._let_in()
            return self
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        self._look_later()
        try:
            await turn
        except asyncio.CancelledError:
            # Who went away while waiting gives the turn to the next.
            if turn.done() and not turn.cancelled():
                self._leave()
            elif turn in self._waiting:
                self._waiting.remove(turn)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _let_in(self) -> None:
        self._inside += 1
        self._moved_at = asyncio.get_running_loop().time()

    def _leave(self) -> None:
        self._inside -= 1
        self._moved_at = asyncio.get_running_loop().time()
        # What was lent is given back one by one, as soon as they leave again.
        self._lent = min(self._lent, max(0, self._inside - self._most + 1))
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and self._inside < self._most + self._lent:
            turn = self._waiting.popleft()
            if not turn.done():
                self._let_in()
                turn.set_result(None)

    def _look_later(self) -> None:
        if self._watch is None and self._waiting:
            self._watch = asyncio.get_running_loop().call_later(self._patience, self._look)

    def _look(self) -> None:
        self._watch = None
        if asyncio.get_running_loop().time() - self._moved_at >= self._patience * 0.99:
            self._lent += 1
            self._go_on()
        self._look_later()
