"""What every engine can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class TermPair:
    """A word of the source and the word the termbase wants for it in the target."""

    source: str
    target: str


class Engine(Protocol):
    """`name` is shown to readers beside every text the engine made."""

    name: str

    def render(
        self, texts: Sequence[str], *, source: str, target: str, terms: Sequence[TermPair]
    ) -> list[str]:
        """A rendering of each text, in order. Languages are our codes. Raises EngineFailed.

        Engines that take instructions are given the terms; of the others the result is only checked for them.
        """
        ...
