"""Caption streams as text: WebVTT (W3C) and SubRip. PURE: no Django, no database.

A chunk may begin anywhere between two cues: the header is read where it stands, and asked of nobody.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

_TIME: Final = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{3})"
_ARROW: Final = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$")
_VOICE: Final = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG: Final = re.compile(r"</?(?:[a-zA-Z][^<>]*|\d[\d:.]*)>|\{\\[^}]*\}")
_BLOCKS: Final = ("NOTE", "STYLE", "REGION", "WEBVTT", "X-TIMESTAMP-MAP")
LONGEST_CUE: Final = 1000


class BadTimes(ValueError):
    """A line with an arrow that cannot be read as times; `line` counts from 1."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line
        self.text = text


@dataclass(frozen=True, slots=True)
class Cue:
    """`starts_ms` and `ends_ms` from the beginning of the stream; `text` without tags, its lines joined by line breaks."""

    starts_ms: int
    ends_ms: int
    text: str
    speaker: str = ""


def read_cues(content: str) -> list[Cue]:
    """The cues with words, in the order of the text. Raises BadTimes."""
    lines = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[Cue] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if line.startswith(_BLOCKS):
            while number < len(lines) and lines[number].strip() and "-->" not in lines[number]:
                number += 1
        elif "-->" in line:
            starts_ms, ends_ms = _times(line, number)
            payload = []
            while number < len(lines) and lines[number].strip() and "-->" not in lines[number]:
                payload.append(lines[number])
                number += 1
            found += _cue(starts_ms, ends_ms, payload)
    return found


def _times(line: str, number: int) -> tuple[int, int]:
    match = _ARROW.match(line)
    if match is None:
        raise BadTimes(number, line.strip())
    groups = match.groups()
    starts_ms, ends_ms = _milliseconds(groups[:4]), _milliseconds(groups[4:])
    if ends_ms < starts_ms:
        raise BadTimes(number, line.strip())
    return starts_ms, ends_ms


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _cue(starts_ms: int, ends_ms: int, payload: list[str]) -> list[Cue]:
    raw = "\n".join(payload)
    voice = _VOICE.search(raw)
    text = html.unescape(_TAG.sub("", raw)).strip()
    speaker = html.unescape(voice.group(1)).strip()[:100] if voice else ""
    return [Cue(starts_ms, ends_ms, text[:LONGEST_CUE], speaker)] if text else []
