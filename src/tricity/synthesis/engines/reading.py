"""What a worker does, wherever it runs: read batches of records that come and go as bytes."""

import importlib.metadata
import pickle
import zlib
from collections.abc import Sequence
from typing import Any, Final

from tricity.language import Engine, Thesaurus
from tricity.synthesis.packing import Packer

DECIDE: Final = (
    "tricity", "kiwipiepy", "kiwipiepy-model", "numpy", "PyStemmer", "rjieba", "sudachidict-core", "sudachipy",
)  # fmt: skip
"""Packages whose version decides how a text is read."""


class BatchReader:
    """Reads batches of records; made in each worker, where it keeps what it needed last.

    All that is needed comes with each row, and nothing when it is made: Ray cannot make an actor again whose arguments
    were large enough (100 kB) to lie in its object store (ray-project/ray pull request 53713; with Ray 2.60 seen here).
    """

    def __init__(self) -> None:
        self._needs = b""
        self._packer: Packer | None = None

    def read(self, needs: Any, batches: Any) -> list[bytes]:
        """Return the packed `Packet` of each packed batch of texts; `needs` is what `Needs.packed` gave for each.

        Both are columns, a `daft.Series`. Raises RuntimeError where this worker would read a text in another way.
        """
        return [self._read(*row) for row in zip(needs.to_pylist(), batches.to_pylist(), strict=True)]

    def _read(self, needs: bytes, batch: bytes) -> bytes:
        if self._packer is None or needs != self._needs:
            self._packer, self._needs = Packer(Needs.engine(needs), whole=True), needs
        return pack([self._packer.read(unpack(batch))])


class Needs:
    """What a worker needs to read as we do: the concepts of the thesaurus, and packages of the same versions."""

    @staticmethod
    def packed(engine: Engine) -> bytes:
        """Return what the engine was made of, and our versions."""
        return pack([package_versions(), *engine.thesaurus.concepts.values()])

    @staticmethod
    def engine(packed: bytes) -> Engine:
        """Return an engine made of the same. Raises RuntimeError where a package is of another version here."""
        versions, *concepts = unpack(packed)
        here = package_versions()
        other = [
            f"{name} {here[name]} instead of {versions[name]}"
            for name in DECIDE
            if here[name] != versions[name]
        ]
        if other:
            raise RuntimeError(f"a worker has {', '.join(other)}")
        return Engine(Thesaurus(concepts))


def package_versions() -> dict[str, str]:
    """Return the versions of the packages that decide how a text is read ("" = not installed as a package)."""
    return {name: _version(name) for name in DECIDE}


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def pack(values: Sequence[object]) -> bytes:
    """Return the values as bytes: a list of plain objects costs a third so, and less than its columns would."""
    return zlib.compress(pickle.dumps(list(values), pickle.HIGHEST_PROTOCOL), 1)


def unpack(packed: bytes) -> Any:
    """Return the list that was packed."""
    return pickle.loads(zlib.decompress(packed))  # noqa: S301 - our own, from a worker of this run
