"""Work done by processes beside this one, on what is in memory already: they are forked, so nothing is sent to them."""

import ctypes
import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from tricity.synthesis.errors import EngineUnavailable

T = TypeVar("T")


class Asides:
    """Gives work to processes beside this one, or does it itself, where there are not to be any, when it is asked for.

    The rest of the synthesis spawns its processes, because a fork copies locks that other threads hold. What is forked
    here is numbers and lists, in a process that has ended its own workers before.
    """

    def __init__(self, most: int = 1) -> None:
        """`most` is how many processes may work at a time, this one among them."""
        self.most = most if sys.platform == "linux" else 1
        self._begun: list[_Process[Any]] = []

    def begin(self, work: Callable[[], T]) -> Callable[[], T]:
        """Begin the work; return what waits for its result, and raises what it raised."""
        if self.most < 2:
            return _Once(work)
        give_back()
        process = _Process(work)
        self._begun.append(process)
        return process

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in self._begun:
            each.end()


class _Once(Generic[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        self._work, self._found = work, list[T]()

    def __call__(self) -> T:
        if not self._found:
            self._found.append(self._work())
        return self._found[0]


class _Process(Generic[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(work, sender), daemon=True)
        self._process.start()
        sender.close()
        self._found: list[T] = []

    def __call__(self) -> T:
        if not self._found:
            try:
                found, error = self._receiver.recv()
            except EOFError:
                self._process.join()
                raise EngineUnavailable(
                    "processes",
                    f"one of them ended with code {self._process.exitcode}, perhaps for want of memory",
                ) from None
            self._process.join()
            if error is not None:
                raise error
            self._found.append(found)
        return self._found[0]

    def end(self) -> None:
        """End the process, if it has not ended."""
        self._receiver.close()
        self._process.kill()
        self._process.join()


def give_back() -> None:
    """Give the memory that is free back to the system: the C library keeps what lies between things in use."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library than GNU's
            ctypes.CDLL("libc.so.6").malloc_trim(0)


def _work(work: Callable[[], object], sender: Connection) -> None:
    # Ctrl-C is for the parent, which ends its processes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A collection would write to every object, and so copy the memory of the parent.
    gc.disable()
    try:
        sender.send((work(), None))
    except Exception as error:  # noqa: BLE001 - raised again where it is waited for
        sender.send((None, error))
    sender.close()
