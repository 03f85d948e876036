"""ZIP files, looked at before anything is unpacked by others: size, ratio, names, entities, macros, passwords."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tricity.documents.reading.problems import Unreadable
from tricity.documents.reading.values import MEGABYTE, Limits

ENCRYPTED_FLAG: Final = 0x1
# What `zipfile` raises on damaged archives; found by changing bytes of good ones.
_DAMAGES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_CHUNK: Final = 1024 * 1024
_XML: Final = (".xml", ".rels", ".hpf", ".rdf")
# An entity declaration in the encodings an XML parser accepts without being told.
_ENTITY: Final = tuple("<!ENTITY".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))
_MACROS: Final = ("vbaproject.bin", "vbadata.xml")
_ODF_EMPTY_LIBRARIES: Final = ("script-lc.xml", "script-lb.xml")


class Archive:
    """An opened ZIP whose directory has been checked; `read` gives one part."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self._infos = {info.filename: info for info in self._zip.infolist()}
        except _DAMAGES as error:
            raise Unreadable("broken") from error
        self.names = list(self._infos)
        self._limits = limits
        _check_directory(self._zip.infolist(), limits)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """The part unpacked, never more of it than the directory says."""
        info = self._infos[name]
        parts, length = [], 0
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    length += len(chunk)
                    if length > self._limits.part_bytes:
                        raise Unreadable("bomb", limit=self._limits.part_bytes // MEGABYTE)
                    parts.append(chunk)
        except _DAMAGES as error:
            raise Unreadable("broken") from error
        return b"".join(parts)

    def xml(self, name: str) -> Element:
        """The root element of a part; entities and external references are refused."""
        return parse(self.read(name))

    def inspect(self) -> None:
        """Read every XML part once: what declares entities, carries macros or is damaged is refused."""
        for name in self.names:
            lower = name.lower()
            if lower.endswith(_MACROS) or _is_odf_macro(name):
                raise Unreadable("macros")
            if lower.endswith(_XML):
                part = self.read(name)
                if any(mark in part for mark in _ENTITY):
                    raise Unreadable("entities", part=name[:80])


def _check_directory(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.parts:
        raise Unreadable("bomb", limit=limits.unpacked_bytes // MEGABYTE)
    total = 0
    for info in infos:
        if info.flag_bits & ENCRYPTED_FLAG:
            raise Unreadable("encrypted")
        total += info.file_size
        is_dense = info.file_size > limits.ratio * max(1, info.compress_size)
        if info.file_size > limits.part_bytes or (info.file_size > limits.least_bomb_bytes and is_dense):
            raise Unreadable("bomb", limit=limits.unpacked_bytes // MEGABYTE)
        if info.filename.startswith("/") or ".." in info.filename.replace("\\", "/").split("/"):
            raise Unreadable("outside", part=info.filename[:80])
    if total > limits.unpacked_bytes:
        raise Unreadable("bomb", limit=limits.unpacked_bytes // MEGABYTE)


def _is_odf_macro(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    if not file or file in _ODF_EMPTY_LIBRARIES:
        return False
    return folder.startswith(("Basic", "Scripts/python", "Scripts/beanshell", "Scripts/javascript"))


def parse(content: bytes) -> Element:
    """An XML text as its root element. Raises Unreadable for entities and for what is not well formed."""
    try:
        root: Element = fromstring(content, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise Unreadable("entities", part="XML") from error
    except (SyntaxError, ValueError, LookupError) as error:  # ParseError is a SyntaxError
        raise Unreadable("broken") from error
    return root
