"""What a process does that helps to read documents. Imports no model: it is imported before they are usable."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable


def help_parent(begin: Callable[[], None]) -> None:
    """Make the models usable by `begin`, and end with the process that is helped, even if that was killed."""
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    begin()


def _end_with_parent() -> None:
    """A helper whose parent is gone would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
