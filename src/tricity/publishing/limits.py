from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may hold. Far above a day's programme; a whole database belongs into an export."""

    characters: int = 2_000_000
    blocks: int = 20_000
    cells: int = 50_000
    figures: int = 100
    figure_bytes: int = 1 * MEGABYTE


LIMITS: Final = Limits()
