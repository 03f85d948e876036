"""Errors of media.

MediaError
├── ToolMissing       ffmpeg or ffprobe is not on this machine
├── BadMedia          a file that cannot become a replay; `reason` says why
├── BadCaptions       a caption file that cannot be read; `fault` says why, `quoted` where
├── MakingFailed      ffmpeg gave up; `said` is the end of what it said
└── TookTooLong       it had to be ended: a busy machine says nothing about the file
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a file is refused."""

    NOT_MEDIA = "not-media"
    NO_SOUND = "no-sound"
    PROTECTED = "protected"
    UNSUPPORTED = "unsupported"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    CUT_OFF = "cut-off"
    BROKEN = "broken"


class CaptionFault(StrEnum):
    """What is wrong with a caption file."""

    NOT_TEXT = "not-text"
    NOT_CAPTIONS = "not-captions"
    BAD_CUE = "bad-cue"
    NO_CUE = "no-cue"
    TOO_MANY = "too-many"


class MediaError(Exception):
    """Base of every error of this package."""


class ToolMissing(MediaError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not installed on this machine")
        self.name = name


class BadMedia(MediaError):
    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail


class BadCaptions(MediaError):
    """`quoted` is the part of the file that is meant, where there is one."""

    def __init__(self, fault: CaptionFault, quoted: str = "") -> None:
        super().__init__(f"{fault}: {quoted}" if quoted else str(fault))
        self.fault = fault
        self.quoted = quoted


class MakingFailed(MediaError):
    def __init__(self, said: str) -> None:
        super().__init__(said.strip().rpartition("\n")[2] or "ffmpeg failed without a word")
        self.said = said


class TookTooLong(MediaError):
    def __init__(self, seconds: float) -> None:
        super().__init__(f"not done after {seconds:.0f} seconds")
