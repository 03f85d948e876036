"""A bundle as one ZIP: the same folder gives the same bytes (of one version of zlib)."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path
from typing import Final

from tricity.bundles.manifest import MANIFEST, files_in

# The first moment a ZIP can name: when a file was written here says nothing about the data.
NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
# What is packed already: trying again costs time and gains nothing.
PACKED: Final = frozenset(
    {".m4a", ".mp4", ".pdf", ".docx", ".pptx", ".xlsx", ".hwpx", ".zip", ".png", ".jpg"}
)
_CHUNK = 1024 * 1024


def zip_folder(folder: Path, target: Path, *, root: str) -> str:
    """Write everything in the bundle below the folder `root` of the ZIP; returns the SHA-256 of the file in hexadecimal."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in [*files_in(folder), MANIFEST]:
            _add(archive, folder / path, f"{root}/{path}")
    with target.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _add(archive: zipfile.ZipFile, source: Path, name: str) -> None:
    entry = zipfile.ZipInfo(name, NO_TIME)
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    entry.compress_type = zipfile.ZIP_STORED if source.suffix.lower() in PACKED else zipfile.ZIP_DEFLATED
    entry.file_size = source.stat().st_size
    with source.open("rb") as content, archive.open(entry, "w") as out:
        shutil.copyfileobj(content, out, _CHUNK)
