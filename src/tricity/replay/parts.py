"""Which replay of an event an address means: `replay` is the first, `replay-2` the second."""

from __future__ import annotations

from typing import Final

MOST: Final = 50


class ReplayPart:
    """The part of an address, as a number that counts from 1."""

    regex = r"replay(?:-(?:[2-9]|[1-9][0-9]))?"

    def to_python(self, value: str) -> int:
        return int(value.partition("-")[2] or 1)

    def to_url(self, value: int) -> str:
        return "replay" if value == 1 else f"replay-{value}"
