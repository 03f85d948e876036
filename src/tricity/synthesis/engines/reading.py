"""What a worker does, wherever it runs: analyse batches of records that come and go as bytes."""

import importlib.metadata
import pickle
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from tricity.language import Concept, Engine, Thesaurus
from tricity.synthesis.analysis import AnalyzedRecord, analyze_record
from tricity.synthesis.records import Record

DECIDE: Final = (
    "tricity", "kiwipiepy", "kiwipiepy-model", "numpy", "PyStemmer", "rjieba", "sudachidict-core", "sudachipy",
)  # fmt: skip
"""Packages whose version decides how a text is read."""


class BatchReader:
    """Reads batches with an engine of its own; made once in each worker.

    `concepts` are pickled. Raises RuntimeError where a package of `versions` is of another version here: a worker with
    another dictionary would read the same text in another way.
    """

    def __init__(self, concepts: bytes, versions: Mapping[str, str]) -> None:
        here = package_versions()
        other = [
            f"{name} {here[name]} instead of {versions[name]}"
            for name in DECIDE
            if here[name] != versions[name]
        ]
        if other:
            raise RuntimeError(f"a worker has {', '.join(other)}")
        known: list[Concept] = pickle.loads(concepts)  # noqa: S301 - our own, from the process that asked
        self._engine = Engine(Thesaurus(known))

    def read(self, batches: Any) -> list[bytes]:
        """Return the packed analysed records of each packed batch of records; `batches` is a `daft.Series`."""
        return [
            pack([analyze_record(each, self._engine) for each in unpack(batch)])
            for batch in batches.to_pylist()
        ]


def package_versions() -> dict[str, str]:
    """Return the versions of the packages that decide how a text is read ("" = not installed as a package)."""
    return {name: _version(name) for name in DECIDE}


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def pack(values: Sequence[Record] | Sequence[AnalyzedRecord]) -> bytes:
    """Return the values as bytes: a list of plain objects costs a third so, and less than its columns would."""
    return zlib.compress(pickle.dumps(list(values), pickle.HIGHEST_PROTOCOL), 1)


def unpack(packed: bytes) -> Any:
    """Return the list that was packed."""
    return pickle.loads(zlib.decompress(packed))  # noqa: S301 - our own, from a worker of this run
