"""Times of a replay as people write and read them: 1:02:03, -0:05.5, 90."""

from __future__ import annotations

import re

_WRITTEN = re.compile(r"([-−–+]?)(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})(?:[.,](\d{1,3}))?", re.ASCII)
LONGEST_MS = 30 * 24 * 3_600_000


def parse_ms(text: str) -> int | None:
    """Milliseconds of what was written as [-][[h:]m:]s[.mmm]; None for what is no time, or longer than a month."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    sign, hours, minutes, seconds, rest = found.groups()
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)
    ms = whole * 1000 + int((rest or "").ljust(3, "0"))
    return (-ms if sign in ("-", "−", "–") else ms) if ms <= LONGEST_MS else None


def seconds_asked(text: str) -> float | None:
    """The place a link leads to, in seconds: `90`, `1:30`, `npt:90` or `90,120` of a media fragment; None for no place."""
    start = text.removeprefix("npt:").partition(",")[0]
    ms = parse_ms(start)
    return ms / 1000 if ms is not None and ms >= 0 else None


def written(ms: int) -> str:
    """1:02:03, or 2:03 within the first hour; tenths and smaller only where there are any, as forms need."""
    sign, ms = ("-", -ms) if ms < 0 else ("", ms)
    seconds, rest = divmod(ms, 1000)
    hours, minutes = divmod(seconds // 60, 60)
    shown = f"{hours}:{minutes:02d}:{seconds % 60:02d}" if hours else f"{minutes}:{seconds % 60:02d}"
    return f"{sign}{shown}{f'.{rest:03d}'.rstrip('0') if rest else ''}"


def label(ms: int) -> str:
    """The same to the second, for reading."""
    return written(max(0, ms) // 1000 * 1000)
