"""Writing a bundle: beside its place, and moved there when it is whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from tricity.bundles import manifest
from tricity.bundles.errors import NotABundle, NotWritable, TooLarge

_CHUNK: Final = 1024 * 1024


class Folder:
    """A bundle that is being written. Paths are in the bundle, with slashes.

    `most_bytes` is how large it may grow (None: without limit); the file that would pass it raises TooLarge.
    """

    def __init__(self, place: Path, most_bytes: int | None = None) -> None:
        self.place, self._most_bytes, self.size = place, most_bytes, 0
        self._entries: list[manifest.Entry] = []

    @property
    def files(self) -> int:
        return len(self._entries)

    def add_text(self, path: str, text: str) -> None:
        self._new(path).write_text(text, encoding="utf-8", newline="\n")
        self.note(path)

    def add_file(self, path: str, content: IO[bytes]) -> None:
        with self._new(path).open("wb") as out:
            shutil.copyfileobj(content, out, _CHUNK)
        self.note(path)

    def new_path(self, path: str) -> Path:
        """Where something else may write the file; `note` it afterwards."""
        return self._new(path)

    def note(self, path: str) -> None:
        entry = manifest.entry(self.place, path)
        self._entries.append(entry)
        self.size += entry.bytes
        if self._most_bytes is not None and self.size > self._most_bytes:
            raise TooLarge(self._most_bytes)

    def finish(self, about: Mapping[str, Any]) -> None:
        manifest.write(self.place, about, self._entries)

    def _new(self, path: str) -> Path:
        target = self.place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            raise ValueError(f"written twice: {path}")
        return target


@contextmanager
def writing(target: Path, most_bytes: int | None = None) -> Iterator[Folder]:
    """A new folder beside `target`, which takes its place at the end; whatever fails leaves `target` as it was.

    Only an empty folder or an earlier bundle is replaced. Raises NotABundle, NotWritable, TooLarge.
    """
    target = Path(os.path.abspath(target))
    refuse_other(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}.part-", dir=target.parent))
    except OSError as error:
        raise NotWritable(target.parent, error) from error
    try:
        work.chmod(0o755)
        yield Folder(work, most_bytes)
        refuse_other(target)
        _swap(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def refuse_other(target: Path) -> None:
    """Raises NotABundle for a place where something else lies."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise NotABundle(target)
    if target.is_dir() and any(target.iterdir()) and not manifest.is_bundle(target):
        raise NotABundle(target)


def _swap(work: Path, target: Path) -> None:
    try:
        if not target.exists():
            work.rename(target)
            return
        # A random name beside it: that of `work` with another ending.
        before = work.with_name(f"{work.name}.old")
        target.rename(before)
        try:
            work.rename(target)
        except OSError:
            before.rename(target)
            raise
    except OSError as error:
        raise NotWritable(target, error) from error
    shutil.rmtree(before, ignore_errors=True)
