from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tricity.events import uploads
from tricity.events.errors import FileRefused


def archive(*names: str, **contents: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in names:
            file.writestr(name, b"x")
        for name, content in contents.items():
            file.writestr(name, content)
    return stream.getvalue()


GOOD = {
    "slides.pdf": b"%PDF-1.7\n...",
    "map.png": b"\x89PNG\r\n\x1a\n....",
    "photo.JPG": b"\xff\xd8\xff\xe0....",
    "photo.jpeg": b"\xff\xd8\xff\xe0....",
    "report.docx": archive("[Content_Types].xml", "word/document.xml"),
    "slides.pptx": archive("[Content_Types].xml", "ppt/presentation.xml"),
    "table.xlsx": archive("[Content_Types].xml", "xl/workbook.xml"),
    "slides.odp": archive(mimetype=b"application/vnd.oasis.opendocument.presentation"),
    "report.odt": archive(mimetype=b"application/vnd.oasis.opendocument.text"),
    "sound.mp3": b"ID3\x04....",
    "bare.mp3": b"\xff\xfb\x90\x00....",
    "replay.mp4": b"\x00\x00\x00\x18ftypmp42....",
    "captions.vtt": "\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\n안녕하십니까\n".encode(),
    "programme.txt": "日程：开幕致辞".encode(),
}
BAD = {
    "page.html": b"<!doctype html><script>alert(1)</script>",
    "picture.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "tool.exe": b"MZ....",
    "no-suffix": b"%PDF-1.7",
    "page.html.pdf": b"<!doctype html>",
    "page.txt": b"  <!DOCTYPE html><p>",
    "picture.txt": b"<svg onload='alert(1)'>",
    "binary.txt": b"abc\x00def",
    "korean.txt": "한국어".encode("cp949"),
    "words.vtt": b"no header",
    "empty.txt": b"",
    "image.png": b"GIF89a....",
    "any.docx": archive("something.xml"),
    "sheet.docx": archive("[Content_Types].xml", "xl/workbook.xml"),
    "macros.docx": archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "broken.pptx": b"PK\x03\x04 and then nothing",
    "text.odp": archive(mimetype=b"application/vnd.oasis.opendocument.text"),
    "bomb.odt": archive(mimetype=b"application/vnd.oasis.opendocument.text" + b" " * 5000),
    "sound.mp3": b"OggS....",
}


@pytest.mark.parametrize("name", GOOD)
def test_file_that_is_what_its_name_says_is_taken(name: str) -> None:
    upload = SimpleUploadedFile(name, GOOD[name])

    uploads.check(upload)

    assert upload.read() == GOOD[name]


@pytest.mark.parametrize("name", BAD)
def test_anything_else_is_refused(name: str) -> None:
    with pytest.raises(FileRefused):
        uploads.check(SimpleUploadedFile(name, BAD[name]))


def test_file_over_the_limit_is_refused(settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 10

    with pytest.raises(FileRefused, match="too large"):
        uploads.check(SimpleUploadedFile("long.txt", b"eleven byte"))


def test_unknown_stored_file_is_served_as_bytes_only() -> None:
    assert uploads.media_type("old.html") == "application/octet-stream"
