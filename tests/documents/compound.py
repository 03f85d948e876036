"""Compound files ([MS-CFB] version 3), written byte by byte: the container of HWP 5 and of old and locked Office files."""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A file with these streams; one level of storages ("BodyText/Section0")."""
    mini, mini_fat, starts = b"", [], {}
    sectors: list[bytes] = []
    fat: list[int] = []

    def put(content: bytes) -> int:
        """The first of the sectors the content takes."""
        pieces = [content[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(content), SECTOR)]
        first = len(sectors)
        sectors.extend(pieces)
        fat.extend([*range(first + 1, first + len(pieces)), END])
        return first

    for name, content in streams.items():
        if len(content) >= CUTOFF:
            starts[name] = put(content)
            continue
        count = max(1, -(-len(content) // MINI))
        starts[name] = len(mini_fat)
        mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), END]
        mini += content.ljust(count * MINI, b"\0")

    directory = _directory(streams, starts, put(mini) if mini else END, len(mini))
    first_directory = put(directory)
    packed = b"".join(struct.pack("<I", each) for each in mini_fat)
    first_mini_fat = put(packed.ljust(-(-len(packed) // SECTOR) * SECTOR, b"\xff")) if mini_fat else END
    fat_sectors = 1
    while (len(fat) + fat_sectors) * 4 > fat_sectors * SECTOR:
        fat_sectors += 1
    first_fat = len(sectors)
    fat += [FAT] * fat_sectors
    table = b"".join(struct.pack("<I", each) for each in fat).ljust(fat_sectors * SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, fat_sectors, first_directory, 0,
        CUTOFF, first_mini_fat, -(-len(packed) // SECTOR), END, 0, first_fat,
    )  # fmt: skip
    header += struct.pack("<I", FREE) * 0
    difat = [first_fat + each for each in range(1, fat_sectors)]
    header += b"".join(struct.pack("<I", each) for each in difat)
    return header.ljust(SECTOR, b"\xff") + b"".join(sectors) + table


def _directory(streams: Mapping[str, bytes], starts: Mapping[str, int], mini: int, size: int) -> bytes:
    """Entries as chains to the right, ordered as [MS-CFB] 2.6.4 asks: by length, then by letters."""
    entries: list[tuple[str, int, int, int, str]] = [("Root Entry", ROOT, mini, size, "")]
    folders = dict.fromkeys(name.partition("/")[0] for name in streams if "/" in name)
    entries += [(name, STORAGE, 0, 0, "") for name in folders]
    for name, content in streams.items():
        folder, _, leaf = name.rpartition("/")
        entries.append((leaf, STREAM, starts[name], len(content), folder))
    numbers = {(each[0], each[4]): number for number, each in enumerate(entries)}
    rights, children = {}, {}
    for folder in ["", *folders]:
        inside = [each for each in entries[1:] if each[4] == folder]
        inside.sort(key=lambda each: (len(each[0]), each[0].upper()))
        chain = [numbers[each[0], each[4]] for each in inside]
        owner = 0 if not folder else numbers[folder, ""]
        children[owner] = chain[0] if chain else FREE
        rights |= dict(zip(chain, [*chain[1:], FREE], strict=True))
    packed = b""
    for number, (name, kind, start, length, _folder) in enumerate(entries):
        letters = name.encode("utf-16-le")
        packed += struct.pack(
            "<64sHBBIII16sIQQIQ",
            letters, len(letters) + 2, kind, 1, FREE, rights.get(number, FREE), children.get(number, FREE), b"", 0, 0, 0,
            start, length,
        )  # fmt: skip
    return packed.ljust(-(-len(packed) // SECTOR) * SECTOR, b"\0")
