"""What a file is, by its content; its name must agree, so that nobody opens a thing that is another."""

from __future__ import annotations

import re
import struct
from enum import StrEnum
from typing import Final

import olefile

from tricity.documents.reading.archives import Archive
from tricity.documents.reading.problems import Unreadable
from tricity.documents.reading.values import LIMITS, MEGABYTE, Limits


class Format(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    ODT = "odt"
    ODP = "odp"
    ODS = "ods"
    HWP = "hwp"
    HWPX = "hwpx"
    OFD = "ofd"
    HTML = "html"


NAMES: Final = {
    Format.PDF: "PDF",
    Format.DOCX: "Word (DOCX)",
    Format.PPTX: "PowerPoint (PPTX)",
    Format.XLSX: "Excel (XLSX)",
    Format.ODT: "OpenDocument (ODT)",
    Format.ODP: "OpenDocument (ODP)",
    Format.ODS: "OpenDocument (ODS)",
    Format.HWP: "HWP",
    Format.HWPX: "HWPX",
    Format.OFD: "OFD",
    Format.HTML: "HTML",
}
SUFFIXES: Final = (*(each.value for each in Format), "htm")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_MARKUP: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|h[1-6]|p|div|table)[\s>]", re.IGNORECASE
)
_BEGINNING: Final = 8192
_OOXML: Final = {"word/": Format.DOCX, "ppt/": Format.PPTX, "xl/": Format.XLSX}
_ODF: Final = {
    "application/vnd.oasis.opendocument.text": Format.ODT,
    "application/vnd.oasis.opendocument.presentation": Format.ODP,
    "application/vnd.oasis.opendocument.spreadsheet": Format.ODS,
}
_HWPX: Final = ("application/hwp+zip", "application/haansofthwpx", "application/vnd.hancom.hwpx")
# FileHeader of HWP 5.0: 32 bytes of signature, 4 of version, 4 of flags (Hancom, HWP 5.0 revision 1.3, table 3).
_HWP_SIGNATURE: Final = b"HWP Document File"
_HWP_PASSWORD, _HWP_DISTRIBUTION, _HWP_DRM = 0x2, 0x4, 0x10 | 0x100


def detect(content: bytes, name: str, limits: Limits = LIMITS) -> Format:
    """The format of the content. Raises Unreadable: too large, empty, unknown, encrypted, disguised under another name."""
    if not content:
        raise Unreadable("empty")
    if len(content) > limits.file_bytes:
        raise Unreadable("too-large", found=len(content) // MEGABYTE, limit=limits.file_bytes // MEGABYTE)
    found = _by_content(content, limits)
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if suffix != found.value and (suffix, found) != ("htm", Format.HTML):
        raise Unreadable("disguised", suffix=suffix[:12] or "?", found=NAMES[found], right=found.value)
    return found


def _by_content(content: bytes, limits: Limits) -> Format:
    if content.startswith(_ZIP):
        return _in_zip(Archive(content, limits))
    if content.startswith(_OLE):
        return _in_ole(content)
    start = content[:_BEGINNING].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF-"):
        return Format.PDF
    plain = start.replace(b"\0", b"") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else start
    if b"\0" not in plain and _MARKUP.search(plain):
        return Format.HTML
    raise Unreadable("unknown")


def _in_zip(archive: Archive) -> Format:
    said = archive.read("mimetype")[:100].decode("ascii", "replace").strip() if "mimetype" in archive else ""
    if said in _ODF or said in _HWPX:
        if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Unreadable("encrypted")
        return _ODF.get(said, Format.HWPX)
    if "[Content_Types].xml" in archive:
        for folder, found in _OOXML.items():
            if any(name.startswith(folder) for name in archive.names):
                return found
    if "OFD.xml" in archive:
        # GM/T 0099-2020 keeps the keys of an encrypted document here.
        if any(name.rpartition("/")[2].lower() == "encryptions.xml" for name in archive.names):
            raise Unreadable("encrypted")
        return Format.OFD
    raise Unreadable("archive")


def _in_ole(content: bytes) -> Format:
    try:
        with olefile.OleFileIO(content) as ole:
            if ole.exists("EncryptedPackage"):
                raise Unreadable("encrypted")
            if not ole.exists("FileHeader"):
                raise Unreadable("old-office")
            header = ole.openstream("FileHeader").read(64)
    except Unreadable:
        raise
    except Exception as error:  # of a damaged file olefile raises whatever it trips over
        raise Unreadable("broken") from error
    if not header.startswith(_HWP_SIGNATURE) or len(header) < 40:
        raise Unreadable("old-office")
    flags = struct.unpack_from("<I", header, 36)[0]
    if flags & (_HWP_PASSWORD | _HWP_DRM):
        raise Unreadable("encrypted")
    if flags & _HWP_DISTRIBUTION:
        raise Unreadable("distribution")
    return Format.HWP
