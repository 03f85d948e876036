"""Bytes as decoded lines, with the number of each and the exact byte that cannot be read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

from tricity.knowledge.imports.problems import Place, Problem
from tricity.knowledge.imports.readers.base import Limits, Upload
from tricity.knowledge.imports.readers.encodings import ENCODINGS, SAMPLE_BYTES, guess

UTF8_MARK = b"\xef\xbb\xbf"


class Unreadable(Exception):
    """The rest of the file cannot be read, for the reason given."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def lines(upload: Upload, limits: Limits) -> Iterator[tuple[int, str | Problem]]:
    """(number, text with its line end) of each line; a Problem where one cannot be decoded or is too long."""
    with upload.path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        wide = upload.encoding == "utf-16" or (
            not upload.encoding and start[:2] in (b"\xff\xfe", b"\xfe\xff")
        )
        if wide and not upload.encoding:
            raise Unreadable(
                Problem("looks-like", Place(upload.name), values={"byte": 1, "encoding": "UTF-16"})
            )
        yield from _wide_lines(upload, file, limits) if wide else _byte_lines(upload, file, limits)


def _byte_lines(upload: Upload, file: IO[bytes], limits: Limits) -> Iterator[tuple[int, str | Problem]]:
    codec = ENCODINGS.get(upload.encoding, "utf-8").removesuffix("-sig")
    offset = number = 0
    while raw := file.readline(limits.line_bytes + 1):
        number += 1
        place = Place(upload.name, number)
        read = len(raw)
        if number == 1 and codec == "utf-8" and raw.startswith(UTF8_MARK):
            raw = raw[len(UTF8_MARK) :]
        if read > limits.line_bytes:
            yield number, Problem("line-too-long", place, values={"limit": limits.line_bytes})
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(limits.line_bytes)
                read += len(raw)
        else:
            try:
                yield number, raw.decode(codec)
            except UnicodeDecodeError as error:
                byte = offset + read - len(raw) + error.start + 1
                yield number, _undecodable(upload, place, byte)
        offset += read


def _undecodable(upload: Upload, place: Place, byte: int) -> Problem:
    if upload.encoding and upload.encoding != "utf-8":
        return Problem("wrong-encoding", place, values={"byte": byte, "encoding": upload.encoding})
    with upload.path.open("rb") as file:
        file.seek(max(0, byte - SAMPLE_BYTES // 2))
        sample = file.read(SAMPLE_BYTES)
    encoding = guess(_whole_lines(sample))
    if encoding and not _is_mostly_utf8(sample):
        return Problem("looks-like", place, values={"byte": byte, "encoding": encoding})
    return Problem("not-utf-8", place, values={"byte": byte})


def _is_mostly_utf8(sample: bytes) -> bool:
    """A few broken bytes in a UTF-8 text do not make it another encoding."""
    decoded = sample.decode("utf-8", "replace")
    beyond_ascii = sum(1 for char in decoded if char >= "\u0080")
    return decoded.count("\ufffd") < 0.3 * beyond_ascii


def _whole_lines(sample: bytes) -> bytes:
    """Without the line cut at the beginning, so that no letter of two bytes is halved."""
    first_end = sample.find(b"\n")
    return sample[first_end + 1 :] if len(sample) == SAMPLE_BYTES and first_end >= 0 else sample


def _wide_lines(upload: Upload, file: IO[bytes], limits: Limits) -> Iterator[tuple[int, str | Problem]]:
    with io.TextIOWrapper(file, encoding="utf-16", newline="") as stream:
        number = 0
        try:
            while text := stream.readline(limits.line_bytes):
                number += 1
                yield number, text
        except UnicodeError as error:
            place = Place(upload.name, number + 1)
            byte = getattr(error, "start", 0) + 1
            raise Unreadable(
                Problem("wrong-encoding", place, values={"byte": byte, "encoding": "utf-16"})
            ) from None
