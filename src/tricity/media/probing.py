"""What is in a file, and whether a replay can be made of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from tricity.media.errors import BadMedia, MakingFailed, Reason
from tricity.media.protection import is_protected
from tricity.media.tools import READING, Tools, run, source

SHORTEST_MS: Final = 1_000
LONGEST_MS: Final = 12 * 3_600_000
# Looked at for the distance of key frames, at which alone a copied picture can be cut and sought.
_KEY_FRAMES_SECONDS = 90
# Decoded at the beginning and at the end.
_TRIED_SECONDS = 10
_END_SECONDS = 60
# Sample entries of FairPlay; those of common encryption are not told by ffprobe.
_PROTECTED = frozenset({"drms", "drmi"})


@dataclass(frozen=True, slots=True)
class Picture:
    """`key_frame_ms` is the longest distance of two key frames in the first 90 seconds."""

    codec: str
    profile: str
    pixels: str
    width: int
    height: int
    frame_rate: float
    is_progressive: bool
    is_turned: bool
    key_frame_ms: int


@dataclass(frozen=True, slots=True)
class Probe:
    """A file that can be played: its length, and its picture if it has one. It always has sound."""

    duration_ms: int
    sound_codec: str
    picture: Picture | None


def examine(path: Path, tools: Tools) -> Probe:
    """Look into the file and decode its beginning and its end. Raises BadMedia, whose reason says why it is refused."""
    described = _described(path, tools)
    streams = described.get("streams", [])
    sound = next((each for each in streams if each.get("codec_type") == "audio"), None)
    pictures = [each for each in streams if each.get("codec_type") == "video" and not _is_cover(each)]
    if is_protected(path) or any(each.get("codec_tag_string") in _PROTECTED for each in streams):
        raise BadMedia(Reason.PROTECTED)
    if sound is None:
        raise BadMedia(Reason.NO_SOUND if pictures else Reason.NOT_MEDIA)
    for each in (sound, *pictures[:1]):
        if each.get("codec_name", "unknown") in ("unknown", "none"):
            raise BadMedia(Reason.UNSUPPORTED, str(each.get("codec_tag_string", "")))
    duration = _duration_ms(described, path, tools)
    if duration < SHORTEST_MS:
        raise BadMedia(Reason.TOO_SHORT)
    if duration > LONGEST_MS:
        raise BadMedia(Reason.TOO_LONG)
    picture = _picture(pictures[0], path, tools) if pictures else None
    _try(path, tools, sound, duration, picture)
    return Probe(duration, sound["codec_name"], picture)


def _described(path: Path, tools: Tools) -> Mapping[str, Any]:
    command = [tools.ffprobe, "-v", "error", *READING, "-show_format", "-show_streams", "-of", "json"]
    try:
        described: Mapping[str, Any] = json.loads(run([*command, source(path)]))
    except MakingFailed as error:
        is_headless = "moov atom not found" in error.said or "EBML header parsing failed" in error.said
        raise BadMedia(Reason.CUT_OFF if is_headless else Reason.NOT_MEDIA, str(error)) from error
    if not described.get("streams"):
        raise BadMedia(Reason.NOT_MEDIA)
    return described


def _is_cover(stream: Mapping[str, Any]) -> bool:
    """The picture on the sleeve of a sound file."""
    return bool(stream.get("disposition", {}).get("attached_pic"))


def _duration_ms(described: Mapping[str, Any], path: Path, tools: Tools) -> int:
    """As the container says, or else (a browser's own recording says nothing) by reading all packets."""
    try:
        return round(float(described["format"]["duration"]) * 1000)
    except (KeyError, ValueError):
        return _played_ms(path, tools, ["-map", "0:a:0", "-c", "copy"])


def _picture(stream: Mapping[str, Any], path: Path, tools: Tools) -> Picture:
    turned = any("rotation" in side for side in stream.get("side_data_list", ()))
    return Picture(
        codec=stream["codec_name"],
        profile=str(stream.get("profile", "")),
        pixels=str(stream.get("pix_fmt", "")),
        width=int(stream.get("width", 0)),
        height=int(stream.get("height", 0)),
        frame_rate=_rate(stream),
        is_progressive=stream.get("field_order", "progressive") in ("progressive", "unknown"),
        is_turned=turned,
        key_frame_ms=_key_frame_ms(path, tools),
    )


def _rate(stream: Mapping[str, Any]) -> float:
    for name in ("avg_frame_rate", "r_frame_rate"):
        try:
            rate = float(Fraction(str(stream.get(name, "0"))))
        except (ValueError, ZeroDivisionError):
            continue
        if 0 < rate <= 240:
            return rate
    return 25.0


def _key_frame_ms(path: Path, tools: Tools) -> int:
    command = [tools.ffprobe, "-v", "error", *READING, "-select_streams", "v:0"]
    command += ["-read_intervals", f"%+{_KEY_FRAMES_SECONDS}", "-show_entries", "packet=pts_time,flags"]
    rows = [line.split(",") for line in _lines([*command, "-of", "csv=p=0", source(path)])]
    times = sorted((float(row[0]), "K" in row[1]) for row in rows if len(row) > 1 and row[0] != "N/A")
    if not times:
        return LONGEST_MS
    keys = [time for time, is_key in times if is_key]
    ends = [*keys[1:], times[-1][0]]
    return max((round((end - key) * 1000) for key, end in zip(keys, ends, strict=True)), default=LONGEST_MS)


def _lines(command: list[str]) -> list[str]:
    try:
        return run(command).splitlines()
    except MakingFailed as error:
        raise BadMedia(Reason.BROKEN, str(error)) from error


def _try(
    path: Path, tools: Tools, sound: Mapping[str, Any], duration_ms: int, picture: Picture | None
) -> None:
    what = ["-map", "0:a:0", *(["-map", "0:v:0"] if picture else [])]
    if not _played_ms(path, tools, [*what, "-t", str(_TRIED_SECONDS)]):
        raise BadMedia(Reason.BROKEN)
    end = float(sound.get("duration") or duration_ms / 1000)
    start = max(0.0, end - _END_SECONDS)
    if start and not _played_ms(path, tools, ["-map", "0:a:0"], ["-ss", f"{start:.3f}"]):
        raise BadMedia(Reason.CUT_OFF)


def _played_ms(path: Path, tools: Tools, what: list[str], where: list[str] | None = None) -> int:
    """How long what could be read of it lasts; 0 where nothing could."""
    reached = 0

    def look(line: str) -> None:
        nonlocal reached
        name, _, value = line.strip().partition("=")
        if name == "out_time_us" and value.lstrip("-").isdigit():
            reached = max(reached, int(value) // 1000)

    command = [tools.ffmpeg, "-nostdin", "-v", "error", "-threads", "1", *(where or []), *READING]
    command += ["-i", source(path), *what, "-progress", "pipe:1", "-f", "null", "-"]
    try:
        run(command, on_line=look)
    except MakingFailed as error:
        raise BadMedia(Reason.BROKEN, str(error)) from error
    return reached
