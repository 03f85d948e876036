"""Many rows in batches, each of which takes a moment to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")
BATCH = 500


def batches(values: Iterable[Value]) -> Iterator[tuple[Value, ...]]:
    """Yield the values by at most 500, in their order."""
    rest = iter(values)
    while batch := tuple(islice(rest, BATCH)):
        yield batch
