"""Whether an MP4 file is encrypted: ffprobe reads such a file as if it were not, and only decoding fails."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import IO

# A protection scheme box that begins with the original format (ISO/IEC 14496-12, 8.12).
_SCHEME = re.compile(rb"sinf....frma", re.DOTALL)
_LARGEST_HEAD = 64 * 1024 * 1024


def is_protected(path: Path) -> bool:
    """True for an MP4 or QuickTime file whose description names a protection scheme."""
    with path.open("rb") as file:
        return _SCHEME.search(_description(file)) is not None


def _description(file: IO[bytes]) -> bytes:
    """The `moov` box; empty where there is none."""
    while len(head := file.read(8)) == 8:
        size, kind = struct.unpack(">I4s", head)
        rest = size - 8
        if size == 1:
            (long,) = struct.unpack(">Q", file.read(8).rjust(8, b"\0"))
            rest = long - 16
        if kind == b"moov":
            return file.read(min(max(0, rest), _LARGEST_HEAD))
        if rest < 0 or not kind.isalnum():
            return b""
        file.seek(rest, 1)
    return b""
