"""What a multivariant playlist says of a rendition, read from what was made and not from what was asked for."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

AAC_LC: Final = "mp4a.40.2"
_LENGTH = re.compile(r"#EXTINF:([\d.]+)")
_RANGE = re.compile(r"#EXT-X-BYTERANGE:(\d+)@(\d+)")
_START = re.compile(r'#EXT-X-MAP:.*BYTERANGE="(\d+)@(\d+)"')


@dataclass(frozen=True, slots=True)
class Facts:
    """`peak` is the highest of any segment, `average` of all, in bits a second; `size` is width and height in pixels."""

    codec: str
    peak: int
    average: int
    size_bytes: int
    duration_ms: int
    size: tuple[int, int] = (0, 0)


def facts(playlist: Path, media: Path) -> Facts:
    """Raises ValueError for a playlist without segments, or media that is neither H.264 nor AAC."""
    text = playlist.read_text(encoding="utf-8")
    lengths = [float(each) for each in _LENGTH.findall(text)]
    sizes = [int(size) for size, _start in _RANGE.findall(text)]
    begin = _START.search(text)
    if not lengths or len(lengths) != len(sizes) or begin is None:
        raise ValueError(f"{playlist} has no segments")
    with media.open("rb") as file:
        head = file.read(int(begin[1]))
    # A last segment of one frame says nothing about what a reader's line must carry.
    peak = max(size * 8 / max(length, 1.0) for size, length in zip(sizes, lengths, strict=True))
    total = sum(lengths)
    return Facts(
        codec=_codec(head),
        peak=round(peak),
        average=round(sum(sizes) * 8 / max(total, 0.001)),
        size_bytes=media.stat().st_size,
        duration_ms=round(total * 1000),
        size=_size(head),
    )


def _codec(head: bytes) -> str:
    """RFC 6381: of H.264 the profile, constraint and level bytes of its configuration record (ISO/IEC 14496-15)."""
    place = head.find(b"avcC")
    if place >= 0:
        return "avc1." + head[place + 5 : place + 8].hex()
    if b"mp4a" in head:
        return AAC_LC
    raise ValueError("neither H.264 nor AAC")


def _size(head: bytes) -> tuple[int, int]:
    """Of the visual sample entry (ISO/IEC 14496-12, 12.1.3): width and height 24 bytes behind its reserved ones."""
    place = head.find(b"avc1", head.find(b"stsd"))
    if place < 0:
        return 0, 0
    width, height = struct.unpack_from(">HH", head, place + 28)
    return width, height
