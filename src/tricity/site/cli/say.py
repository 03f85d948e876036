"""How the command talks: results to stdout, everything else to stderr, JSON for machines, bars for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from tqdm import tqdm

Progress = Callable[[int, int], None]


def result(value: str | dict[str, Any] | list[Any]) -> None:
    """A line for people, or a JSON value for machines, on stdout."""
    print(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2, default=str))  # noqa: T201


def note(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201


class Bar:
    """A progress bar on a terminal; a plain line where nobody watches. Call it with (done, total)."""

    def __init__(self, title: str, *, quiet: bool = False) -> None:
        self._title = title
        self._bar: tqdm[Any] | None = (
            None if quiet else tqdm(desc=title, unit="", file=sys.stderr, disable=None, leave=True)
        )
        if not quiet and not sys.stderr.isatty():
            note(f"{title} …")

    def __call__(self, done: int, total: int) -> None:
        if self._bar is not None:
            self._bar.total = total
            self._bar.update(done - self._bar.n)

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
