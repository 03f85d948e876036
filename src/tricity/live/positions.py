"""How far a viewer has got: what the browser sends back as `Last-Event-ID`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_POSITION = re.compile(r"(\d{1,18})(?:\.(\d{1,18}))?\Z", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Every event up to `seq` was delivered, and the state of every counter as it was at `counters` (never above `seq`).

    There are two numbers because counters wait for their next second while other events go out at once.
    """

    seq: int
    counters: int

    @classmethod
    def read(cls, text: str) -> Position | None:
        """`12.10`, or `12` for both; None for anything else, which is then as good as no position."""
        found = _POSITION.match(text.strip())
        if found is None:
            return None
        seq = int(found[1])
        return cls(seq, min(seq, int(found[2])) if found[2] else seq)

    def __str__(self) -> str:
        return f"{self.seq}.{self.counters}"
