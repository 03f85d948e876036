"""What was found, as lines of JSON; matches and peers are worked out when they are read, a million need no memory."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self, TypeVar, cast, overload

import numpy as np
import orjson
from numpy.typing import NDArray

from tricity.synthesis.asides import Asides

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
class _Part:
    """The lines of some pairs: the file they stand in, and which of the pairs have one."""

    path: Path
    kept: NDArray[np.int64]


class Laid(Sequence[T]):
    """Values whose lines have been written already, each made anew when it is read."""

    def __init__(self, pairs: Callable[[], Pairs[T]], parts: Iterable[_Part]) -> None:
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


class Workshop:
    """Where a synthesis is worked out: in this process and in memory, until told otherwise."""

    def __init__(self) -> None:
        self.asides = Asides()

    def lay(self, pairs: Callable[[], Pairs[T]], shares: int = 1) -> Callable[[], Sequence[T]]:
        """Begin to make the values; return what waits for them."""

        def made() -> Sequence[T]:
            found = pairs()
            return tuple(each for each in found.made(0, len(found)) if each is not None)

        return self.asides.begin(made)


class Folder(Workshop):
    """A place for files: values are written as they are made, by so many processes, and not kept."""

    def __init__(self, folder: Path, processes: int) -> None:
        super().__init__()
        self.asides = Asides(processes)
        self._stack, self._folder, self._count = ExitStack(), folder, 0

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._stack.enter_context(tempfile.TemporaryDirectory(prefix=".", dir=self._folder))
        self._folder = Path(path)
        self._stack.enter_context(self.asides)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def lay(self, pairs: Callable[[], Pairs[T]], shares: int = 1) -> Callable[[], Sequence[T]]:
        shares = max(1, min(shares, self.asides.most))
        paths = [self._folder / f"{self._count + share}.jsonl" for share in range(shares)]
        self._count += shares
        works = [partial(_written, path, pairs, share, shares) for share, path in enumerate(paths)]
        begun: list[Callable[[], _Part]]
        if shares == 1:
            begun = [self.asides.begin(works[0])]
        else:
            # Each process comes to copy most of what it reads, by counting who refers to it: the last is this one.
            begun = [*map(self.asides.begin, works[:-1]), works[-1]]
        return lambda: Laid(pairs, [each() for each in reversed(begun)][::-1])


def _written(path: Path, make: Callable[[], Pairs[object]], share: int, shares: int) -> _Part:
    pairs = make()
    first, last = (len(pairs) * each // shares for each in (share, share + 1))
    kept = []
    with path.open("wb") as file:
        for number, value in enumerate(pairs.made(first, last), first):
            if value is not None:
                file.write(line(value))
                kept.append(number)
    return _Part(path, np.array(kept, np.int64))
