"""`manifest.json`: what a bundle is of, and the SHA-256 of every file in it but itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

MANIFEST: Final = "manifest.json"
FORMAT: Final = "tricity-bundle"
VERSION: Final = 1
LARGEST: Final = 64 * 1024 * 1024
_CHUNK = 1024 * 1024


class NoManifest(ValueError):
    """The folder has no manifest of a bundle."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: its path in the bundle with slashes, its length in bytes, its SHA-256 in hexadecimal."""

    path: str
    bytes: int
    sha256: str


def entry(folder: Path, path: str) -> Entry:
    """The file as it is now. Raises OSError."""
    digest, size = hashlib.sha256(), 0
    with (folder / path).open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Entry(path, size, digest.hexdigest())


def write(folder: Path, about: Mapping[str, Any], entries: Sequence[Entry]) -> None:
    """Files in order of their paths: the same bundle has the same manifest."""
    rows = [asdict(each) for each in sorted(entries, key=lambda each: each.path)]
    content = {"format": FORMAT, "version": VERSION, **about, "files": rows}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def read(folder: Path) -> tuple[dict[str, Any], list[Entry]]:
    """What the manifest says of the bundle, and its files. Raises NoManifest."""
    path = folder / MANIFEST
    try:
        if path.stat().st_size > LARGEST:
            raise NoManifest(str(path))
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT or content["version"] != VERSION:
            raise NoManifest(str(path))
        rows = [
            Entry(str(each["path"]), int(each["bytes"]), str(each["sha256"])) for each in content.pop("files")
        ]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise NoManifest(str(path)) from error
    return content, rows


def is_bundle(folder: Path) -> bool:
    try:
        read(folder)
    except NoManifest:
        return False
    return True


def files_in(folder: Path) -> list[str]:
    """Paths of everything in the folder but the manifest, with slashes, in order; links are named, not followed."""
    found = (each for each in folder.rglob("*") if each.is_symlink() or not each.is_dir())
    return sorted(path for each in found if (path := each.relative_to(folder).as_posix()) != MANIFEST)
