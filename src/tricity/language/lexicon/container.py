"""One file of named arrays and tries, read through a memory map.

Layout: the magic bytes, the length of a JSON header (little-endian, 8 bytes), the header, then the
sections, each at a multiple of 64 bytes. The header says of each section its kind, place, type and shape,
and carries what the writer wants known of the whole (`about`).
"""

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import marisa_trie
import numpy as np
import numpy.typing as npt

from tricity.language.errors import LexiconUnusable

MAGIC: Final = b"TRILEX1\n"
_ALIGNMENT: Final = 64


class Container:
    """An open file of sections; arrays are views of the memory map, tries are copied out of it."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises LexiconUnusable when it is missing, cut short or of another format."""
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            start = len(MAGIC) + 8
            if self._bytes[: len(MAGIC)] != MAGIC:
                raise LexiconUnusable(str(path), "it does not begin with the lexicon's magic bytes")
            length = int.from_bytes(self._bytes[len(MAGIC) : start], "little")
            header = json.loads(self._bytes[start : start + length])
        except (OSError, ValueError) as error:
            raise LexiconUnusable(str(path), str(error)) from error
        if not isinstance(header, dict) or not {"about", "sections"} <= header.keys():
            raise LexiconUnusable(str(path), "its header does not describe sections")
        self._path = path
        self.about: Mapping[str, Any] = header["about"]
        self._sections: dict[str, dict[str, Any]] = header["sections"]
        if any(each["at"] + each["size"] > len(self._bytes) for each in self._sections.values()):
            raise LexiconUnusable(str(path), "it is cut short")

    def array(self, name: str) -> npt.NDArray[Any]:
        """Return the array of this name, read-only. Raises LexiconUnusable when there is none."""
        section = self._section(name)
        count = int(np.prod(section["shape"], dtype=np.int64))
        flat = np.frombuffer(self._bytes, np.dtype(section["dtype"]), count, section["at"])
        return flat.reshape(section["shape"])

    def trie(self, name: str) -> marisa_trie.Trie:
        """Return the trie of this name, a copy. Raises LexiconUnusable when there is none."""
        section = self._section(name)
        trie = marisa_trie.Trie()
        trie.frombytes(self._bytes[section["at"] : section["at"] + section["size"]])
        return trie

    def _section(self, name: str) -> dict[str, Any]:
        if name not in self._sections:
            raise LexiconUnusable(str(self._path), f"it has no section {name}")
        return self._sections[name]

    def __contains__(self, name: str) -> bool:
        return name in self._sections


def write_container(
    path: Path,
    arrays: Mapping[str, npt.NDArray[Any]],
    tries: Mapping[str, marisa_trie.Trie],
    about: Mapping[str, Any],
) -> None:
    """Write the file in one piece; the same content always gives the same bytes."""
    blobs = {name: np.ascontiguousarray(array).tobytes() for name, array in arrays.items()}
    blobs |= {name: trie.tobytes() for name, trie in tries.items()}
    sections = {name: _described(name, arrays, blobs) for name in sorted(blobs)}
    at = 0
    for section in sections.values():
        section["at"] = at
        at += -(-section["size"] // _ALIGNMENT) * _ALIGNMENT
    # Offsets count from the file's start, whose length depends on the header: settle it with room to spare.
    room = len(_header(sections, about)) + 16 * len(sections)
    base = -(-(len(MAGIC) + 8 + room) // _ALIGNMENT) * _ALIGNMENT
    for section in sections.values():
        section["at"] += base
    header = _header(sections, about).ljust(base - len(MAGIC) - 8)
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        file.write(MAGIC + len(header).to_bytes(8, "little") + header)
        for name in sections:
            file.seek(sections[name]["at"])
            file.write(blobs[name])
        file.truncate(base + at)  # a last section that is empty has its place too
    partial.replace(path)


def _described(
    name: str, arrays: Mapping[str, npt.NDArray[Any]], blobs: Mapping[str, bytes]
) -> dict[str, Any]:
    described: dict[str, Any] = {"size": len(blobs[name]), "at": 0}
    if name in arrays:
        described |= {"dtype": arrays[name].dtype.str, "shape": list(arrays[name].shape)}
    return described


def _header(sections: Mapping[str, Any], about: Mapping[str, Any]) -> bytes:
    return json.dumps({"about": about, "sections": sections}, ensure_ascii=False, sort_keys=True).encode()
