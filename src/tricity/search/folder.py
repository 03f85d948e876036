"""The index on disk: generations side by side, a pointer to the one in use, one writer at a time.

    index/current        name of the generation in use
    index/<generation>/  a Tantivy index
    index/writer.lock    held by whoever writes

A rebuild fills a new generation while the old one is searched, then moves the pointer: whatever happens in between,
the index in use is whole.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tricity.language import IndexOutdated, SearchIndex
from tricity.search.vectors import text_vectors

# `event`: what belongs to one event, such as the moments of its replay; nobody chooses it in the search page.
FACETS = (
    "country",
    "kind",
    "topic",
    "status",
    "horizon",
    "priority",
    "city",
    "organization",
    "language",
    "event",
)

_lock = threading.Lock()
_open: dict[Path, SearchIndex] = {}
_fresh_at: dict[Path, int] = {}


def current() -> Path | None:
    """Folder of the generation in use; None while there is none."""
    try:
        name = (Path(settings.INDEX_FOLDER) / "current").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    folder = Path(settings.INDEX_FOLDER) / name
    return folder if (folder / "meta.json").exists() else None


def searchable() -> SearchIndex | None:
    """The index as last committed by any process; None while there is none, or only one of an older layout or other vectors."""
    folder = current()
    if folder is None:
        return None
    try:
        committed = (folder / "meta.json").stat().st_mtime_ns
        with _lock:
            index = _open.get(folder)
            if index is None:
                _open.clear()
                _fresh_at.clear()
                index = _open[folder] = open_index(folder)
            elif _fresh_at.get(folder) != committed:
                index.reload()
            _fresh_at[folder] = committed
            return index
    except (IndexOutdated, FileNotFoundError):
        return None


@contextmanager
def writing() -> Iterator[None]:
    """Hold the right to write; waits for another writer. The system gives it back when a process dies."""
    root = Path(settings.INDEX_FOLDER)
    root.mkdir(parents=True, exist_ok=True)
    with (root / "writer.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def new_generation() -> Path:
    """A folder for another index beside the one in use; `use` puts it in its place."""
    return Path(settings.INDEX_FOLDER) / f"g{secrets.token_hex(6)}"


def open_index(folder: Path) -> SearchIndex:
    """The index of a generation, made when there is none. Raises IndexOutdated."""
    return SearchIndex.open(folder, facets=FACETS, vectors=text_vectors())


def use(folder: Path) -> None:
    """Point to this generation and remove all others; call it while writing."""
    root = folder.parent
    temporary = root / f"current.{os.getpid()}"
    temporary.write_text(folder.name, encoding="ascii")
    with temporary.open("rb") as handle:
        os.fsync(handle.fileno())
    temporary.replace(root / "current")
    for other in root.iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)
