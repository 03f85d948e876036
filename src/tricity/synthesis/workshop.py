"""Where a synthesis is worked out: in memory, or in a folder by several processes."""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import numpy as np

from tricity.synthesis.asides import Asides
from tricity.synthesis.lines import Laid, Pairs, Part, line

T = TypeVar("T")


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
        begun: list[Callable[[], Part]]
        if shares == 1:
            begun = [self.asides.begin(works[0])]
        else:
            # Each process comes to copy most of what it reads, by counting who refers to it: the last is this one.
            begun = [*map(self.asides.begin, works[:-1]), works[-1]]
        return lambda: Laid(pairs, [each() for each in reversed(begun)][::-1])


def _written(path: Path, make: Callable[[], Pairs[object]], share: int, shares: int) -> Part:
    pairs = make()
    first, last = (len(pairs) * each // shares for each in (share, share + 1))
    kept = []
    with path.open("wb") as file:
        for number, value in enumerate(pairs.made(first, last), first):
            if value is not None:
                file.write(line(value))
                kept.append(number)
    return Part(path, np.array(kept, np.int64))
