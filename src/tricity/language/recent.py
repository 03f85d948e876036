"""Stores of what was worked out: bounded, or as long as what it was worked out of is kept."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Keeps what was put or got most recently: at least `least` entries, at most twice as many.

    Two dictionaries, the older of which is dropped whole: cheaper than noting the order of every use. Threads may
    share it; at worst one works something out again.
    """

    def __init__(self, least: int) -> None:
        self._least = least
        self._new: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}

    def get(self, key: Key) -> Value | None:
        """Return what is kept for the key, or None."""
        found = self._new.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.put(key, found)
        return found

    def put(self, key: Key, value: Value) -> None:
        """Keep the value."""
        if len(self._new) >= self._least:
            self._old, self._new = self._new, {}
        self._new[key] = value

    def __len__(self) -> int:
        return len(self._new.keys() | self._old.keys())


def kept_beside(make: Callable[[Key], Value]) -> Callable[[Key], Value]:
    """Return `make`, each result of which is kept as long as its object is, and no longer."""
    known: WeakKeyDictionary[Key, Value] = WeakKeyDictionary()

    def made(given: Key) -> Value:
        found = known.get(given)
        if found is None:
            found = known[given] = make(given)
        return found

    return made
