"""Texts as a reader gets them: in which language, and who put them into it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """How a text came to be in its language."""

    ORIGINAL = "original"
    HUMAN = "human"
    MACHINE = "machine"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """A text in `language` (our lower-case code). `source_*` hold the author's words when this is not them.

    `stale` says that the original changed after this rendering was made; `reviewed` that a second person approved it, `official` that an
    association has put its name to it.
    """

    text: str
    language: str
    origin: Origin = Origin.ORIGINAL
    source_text: str = ""
    source_language: str = ""
    reviewed: bool = False
    stale: bool = False
    official: bool = False

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def is_original(self) -> bool:
        return self.origin == Origin.ORIGINAL


def digest(text: str) -> str:
    """SHA-256 (hexadecimal) by which a rendering knows the original it was made from."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
