"""The archive: a gzipped tar written and read as a stream, with a SHA-256 of every member.

Memory does not grow with the number or the size of the files: sums are kept in files, members are forgotten.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _

from tricity.site.backup.errors import Damaged

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
# Little is gained above: pages of databases and pictures; 1 is three times as fast as 6 and a tenth larger.
COMPRESSION = 3
CHUNK = 1 << 20
LARGEST_MANIFEST = 16 << 20


class Writer:
    """Adds members one after another; `close` adds sums and manifest."""

    def __init__(self, out: IO[bytes], work: Path) -> None:
        self._zip = gzip.GzipFile(fileobj=out, mode="wb", compresslevel=COMPRESSION, mtime=0)
        self._tar = tarfile.open(fileobj=self._zip, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115  # until close()
        self._sums = (work / SUMS).open("w+b")
        self.count, self.bytes = 0, 0

    def add_file(self, name: str, path: Path) -> None:
        """The file as long as it is now: what is appended meanwhile is left out."""
        with path.open("rb") as source:
            facts = path.stat()
            self._add(name, source, facts.st_size, facts.st_mtime)

    def add_bytes(self, name: str, content: bytes) -> None:
        self._add(name, io.BytesIO(content), len(content), time.time())

    def close(self, manifest: dict[str, Any]) -> None:
        """Finish the archive; without this call it is not a backup."""
        size = self._sums.seek(0, io.SEEK_END)
        self._sums.seek(0)
        digest = self._put(SUMS, self._sums, size, time.time())
        content = json.dumps({**manifest, "sums": digest}, ensure_ascii=False, indent=1).encode()
        self._put(MANIFEST, io.BytesIO(content), len(content), time.time())
        self._tar.close()
        self._zip.close()
        self._sums.close()

    def _add(self, name: str, source: IO[bytes], size: int, changed_at: float) -> None:
        self._sums.write(sum_line(self._put(name, source, size, changed_at), name))
        self.count += 1
        self.bytes += size

    def _put(self, name: str, source: IO[bytes], size: int, changed_at: float) -> str:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, int(changed_at), 0o600
        hashing = Hashing(source)
        self._tar.addfile(info, hashing)
        self._tar.members = []  # type: ignore[attr-defined]  # tarfile would remember every member
        return hashing.hexdigest()


class Hashing:
    """A readable thing that takes the SHA-256 of what is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self._hash = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self._hash.update(data)
        return data

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def sum_line(digest: str, name: str) -> bytes:
    """A line as `sha256sum` writes it, names with a line break or backslash escaped in its way."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{digest}  {escaped}\n".encode("utf-8", "surrogateescape")


Taker = Callable[[str, "Hashing"], None]


def read_archive(source: IO[bytes], work: Path, take: Taker) -> dict[str, Any]:
    """Hand every member to `take(name, readable)`, then compare all sums; returns the manifest.

    Raises Damaged where a member has a name or kind no backup has, a sum differs, or the end is missing. Whatever `take`
    stored must be thrown away then.
    """
    with _told_as_damage(), tarfile.open(fileobj=source, mode="r|gz") as tar:
        return _read(tar, work, take)


def _read(tar: tarfile.TarFile, work: Path, take: Taker) -> dict[str, Any]:
    with (work / "sums.seen").open("w+b") as seen:
        for name, content in _members(tar):
            if name == MANIFEST:
                raw = content.read(LARGEST_MANIFEST)
                return _compared(json.loads(raw), seen, work / SUMS)
            if name == SUMS:
                with (work / SUMS).open("wb") as stated:
                    _drain(content, stated)
                continue
            take(name, content)
            _drain(content, None)
            seen.write(sum_line(content.hexdigest(), name))
    raise Damaged(_("The file ends too early: it is not a whole backup."))


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, Hashing]]:
    for info in tar:
        content = tar.extractfile(info) if info.isreg() else None
        if content is None or not is_safe(info.name):
            raise Damaged(_("It holds “%(name)s”, which no backup of Tricity does.") % {"name": info.name})
        yield info.name, Hashing(content)
        tar.members = []  # type: ignore[attr-defined]


def is_safe(name: str) -> bool:
    """A relative path below the place it is unpacked to."""
    path = PurePosixPath(name)
    parts = name.split("/")
    return not (path.is_absolute() or "\\" in name or "\0" in name or {"", ".", ".."} & set(parts))


def _drain(content: Hashing, into: IO[bytes] | None) -> None:
    while data := content.read(CHUNK):
        if into is not None:
            into.write(data)


def _compared(manifest: Any, seen: IO[bytes], stated: Path) -> dict[str, Any]:
    """The manifest, if the sums it vouches for are those seen; raises Damaged naming the first that differs."""
    if not isinstance(manifest, dict) or not stated.exists():
        raise Damaged(_("The file ends too early: it is not a whole backup."))
    with stated.open("rb") as listed:
        if hashlib.file_digest(listed, "sha256").hexdigest() != manifest.get("sums"):
            raise Damaged(_("“%(name)s” differs from what was backed up.") % {"name": SUMS})
    seen.seek(0)
    with stated.open("rb") as lines:
        for line in lines:
            if seen.readline() != line:
                raise Damaged(
                    _("“%(name)s” differs from what was backed up.")
                    % {"name": line[66:].decode("utf-8", "replace").strip()}
                )
    if seen.readline():
        raise Damaged(_("It holds files that were not backed up."))
    return manifest


@contextmanager
def _told_as_damage() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error, ValueError) as error:
        raise Damaged(_("It cannot be read to its end: %(reason)s") % {"reason": error}) from error
