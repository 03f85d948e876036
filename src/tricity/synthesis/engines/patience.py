"""Waiting for what may never come."""

import queue
import threading
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

T = TypeVar("T")
SECONDS: Final = 600.0
"""A row takes seconds; a cluster that is busy may let it wait."""


def patiently(items: Iterable[T], seconds: float = SECONDS) -> Iterator[T]:
    """Yield the items as they come. Raises TimeoutError where none came for so long, and what the items raise.

    Daft waits for ever for a row whose worker dies each time it reads it.
    """
    came: queue.SimpleQueue[tuple[bool, T | BaseException | None]] = queue.SimpleQueue()
    threading.Thread(target=_take, args=(items, came), name="rows", daemon=True).start()
    while True:
        try:
            more, item = came.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError(f"no answer for {seconds:.0f} seconds") from None
        if isinstance(item, BaseException):
            raise item
        if not more:
            return
        yield item  # type: ignore[misc]


def _take(items: Iterable[T], came: "queue.SimpleQueue[tuple[bool, T | BaseException | None]]") -> None:
    try:
        for item in items:
            came.put((True, item))
    except BaseException as error:  # noqa: BLE001 - raised again where they are waited for
        came.put((False, error))
    else:
        came.put((False, None))
