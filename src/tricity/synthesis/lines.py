"""What was found, as lines of JSON; matches and peers are worked out when they are read, a million need no memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol, TypeVar, cast, overload

import numpy as np
import orjson
from numpy.typing import NDArray

_OPTIONS: Final = orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS
_CHUNK: Final = 1 << 20
T = TypeVar("T")
Found = TypeVar("Found", covariant=True)


class Pairs(Protocol[Found]):
    """Pairs of records, in order, of which values are made."""

    def __len__(self) -> int: ...

    def made(self, first: int, last: int) -> Iterator[Found | None]:
        """Yield the value of each pair; None where nothing can be shown for it."""
        ...


def line(value: object) -> bytes:
    """Return a value as a line of JSON: its fields by name, an amount in figures, a day as 2026-03-31."""
    return orjson.dumps(value, _plain, _OPTIONS)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of some pairs: the file they stand in, and which of the pairs have one."""

    path: Path
    kept: NDArray[np.int64]


class Laid(Sequence[T]):
    """Values whose lines have been written already, each made anew when it is read."""

    def __init__(self, pairs: Callable[[], Pairs[T]], parts: Iterable[Part]) -> None:
        self._make, self._parts = pairs, list(parts)
        self.kept = np.concatenate([np.empty(0, np.int64), *(each.kept for each in self._parts)])

    @cached_property
    def pairs(self) -> Pairs[T]:
        """The pairs that values are made of; `kept` are the numbers of those that have one."""
        return self._make()

    def lines(self) -> Iterator[bytes]:
        """Yield the text of all lines, a piece at a time."""
        if not all(each.path.exists() for each in self._parts):
            yield from map(line, self)
            return
        for part in self._parts:
            with part.path.open("rb") as file:
                while piece := file.read(_CHUNK):
                    yield piece

    def __len__(self) -> int:
        return len(self.kept)

    def __iter__(self) -> Iterator[T]:
        return (each for each in self.pairs.made(0, len(self.pairs)) if each is not None)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        number = int(self.kept[place])
        return cast(T, next(self.pairs.made(number, number + 1)))
