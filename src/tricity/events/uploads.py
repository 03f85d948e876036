"""Files that may be attached: what their name says and what their first bytes say must agree.

Nothing a browser would run is accepted (HTML, SVG, office files with macros); whatever is accepted is served as an
attachment of the type named here, never of a type guessed or given by the uploader.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from tricity.events.errors import FileRefused

_MARKUP = re.compile(rb"\A\s*<(?:!doctype|html|svg|script|\?xml|body|head|iframe)", re.IGNORECASE)
_ODF_MIMETYPE_LIMIT = 100


@dataclass(frozen=True, slots=True)
class FileType:
    """`media_type` is what the file is served as; `fits` whether the content is what the suffix says."""

    media_type: str
    fits: Callable[[IO[bytes]], bool]


def suffix_of(name: str) -> str:
    """The part after the last dot in lower case; empty for a name without one."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def media_type(name: str) -> str:
    """What a stored file is served as."""
    found = TYPES.get(suffix_of(name))
    return found.media_type if found else "application/octet-stream"


def accepted_suffixes() -> str:
    """For the `accept` attribute of a file field."""
    return ",".join(f".{suffix}" for suffix in sorted(TYPES))


def check(upload: UploadedFile) -> None:
    """Raises FileRefused, saying why; leaves the upload at its start."""
    suffix = suffix_of(str(upload.name))
    if suffix not in TYPES:
        kinds = ", ".join(sorted(TYPES))
        raise FileRefused(
            _("Files of this kind are not accepted. Accepted are: %(kinds)s.") % {"kinds": kinds}
        )
    if (upload.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        most = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
        raise FileRefused(_("The file is too large: at most %(most)s.") % {"most": most})
    if not upload.size:
        raise FileRefused(_("The file is empty."))
    stream: IO[bytes] = upload.file  # type: ignore[assignment]
    stream.seek(0)
    fits = TYPES[suffix].fits(stream)
    stream.seek(0)
    if not fits:
        raise FileRefused(
            _("The content of this file is not what its name says (%(suffix)s).") % {"suffix": suffix}
        )


def _begins(*marks: bytes) -> Callable[[IO[bytes]], bool]:
    def fits(stream: IO[bytes]) -> bool:
        return stream.read(16).startswith(marks)

    return fits


def _is_mp4(stream: IO[bytes]) -> bool:
    return stream.read(12)[4:8] == b"ftyp"


def _is_mp3(stream: IO[bytes]) -> bool:
    """An ID3 tag, or the sync word of an MPEG layer III frame (ISO/IEC 11172-3, 2.4.2.3)."""
    head = stream.read(3)
    return head == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


def _is_text(stream: IO[bytes]) -> bool:
    content = stream.read()
    if b"\0" in content or _MARKUP.match(content.removeprefix(b"\xef\xbb\xbf")):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_vtt(stream: IO[bytes]) -> bool:
    begins = stream.read(16).removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")
    stream.seek(0)
    return begins and _is_text(stream)


def _office(folder: str) -> Callable[[IO[bytes]], bool]:
    """Office Open XML (ECMA-376) whose main part lies in `folder`, without macros."""

    def fits(stream: IO[bytes]) -> bool:
        names = _zip_names(stream)
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        is_office = "[Content_Types].xml" in names and any(name.startswith(f"{folder}/") for name in names)
        return is_office and not has_macros

    return fits


def _open_document(kind: str) -> Callable[[IO[bytes]], bool]:
    """OpenDocument (ISO/IEC 26300): its `mimetype` entry names the kind. Only that entry is unpacked."""

    def fits(stream: IO[bytes]) -> bool:
        if "mimetype" not in _zip_names(stream):
            return False
        stream.seek(0)
        with zipfile.ZipFile(stream) as archive:
            if archive.getinfo("mimetype").file_size > _ODF_MIMETYPE_LIMIT:
                return False
            said = archive.read("mimetype").decode("ascii", "replace").strip()
        return said == f"application/vnd.oasis.opendocument.{kind}"

    return fits


def _zip_names(stream: IO[bytes]) -> list[str]:
    """The names in a ZIP file's directory, nothing unpacked; none for anything else."""
    if stream.read(4) != b"PK\x03\x04":
        return []
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return []


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
TYPES = {
    "pdf": FileType("application/pdf", _begins(b"%PDF-")),
    "png": FileType("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": FileType("image/jpeg", _begins(b"\xff\xd8\xff")),
    "jpeg": FileType("image/jpeg", _begins(b"\xff\xd8\xff")),
    "docx": FileType(f"{_OOXML}.wordprocessingml.document", _office("word")),
    "pptx": FileType(f"{_OOXML}.presentationml.presentation", _office("ppt")),
    "xlsx": FileType(f"{_OOXML}.spreadsheetml.sheet", _office("xl")),
    "odp": FileType(f"{_ODF}.presentation", _open_document("presentation")),
    "odt": FileType(f"{_ODF}.text", _open_document("text")),
    "mp3": FileType("audio/mpeg", _is_mp3),
    "mp4": FileType("video/mp4", _is_mp4),
    "txt": FileType("text/plain; charset=utf-8", _is_text),
    "vtt": FileType("text/vtt; charset=utf-8", _is_vtt),
}
