"""Captions and chapters: WebVTT and SubRip read, WebVTT written. Times are milliseconds from the beginning."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from tricity.media.errors import BadCaptions, CaptionFault
from tricity.media.playlists import CAPTION_SEGMENT_SECONDS

MEDIA_TYPE: Final = "text/vtt; charset=utf-8"
MOST_CUES: Final = 50_000
LONGEST_CUE: Final = 1_000
LONGEST_SPEAKER: Final = 100
_QUOTED = 200
# The clock of a segment's captions is that of the fMP4 beside it, which starts at 0 (RFC 8216, 3.5).
_TIMESTAMP_MAP = "X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000"
_TAG = re.compile(r"</?[a-z0-9.:]*(?:[ \t.][^<>]*)?>", re.IGNORECASE)
# Times as people write them by hand, which readers of captions pass over in silence.
_WRONG_ARROW = re.compile(r"\d:\d\d[.,]\d+\s*(?!-->)[-–—=]+[>→]\s*\d")
_VOICE = re.compile(r"<v(?:\.[^ \t<>]+)*[ \t]+([^<>]+)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words shown from `start_ms` until `end_ms`; `speaker` where the file names one."""

    start_ms: int
    end_ms: int
    text: str
    speaker: str = ""


def read_captions(content: bytes) -> list[Cue]:
    """The cues of a WebVTT or SubRip file in order of time; those without words or length are left out.

    Raises BadCaptions, saying what is wrong and quoting the place.
    """
    lines = _decoded(content).splitlines()
    wrong = next((line for line in lines if _WRONG_ARROW.search(line)), None)
    if wrong is not None:
        raise BadCaptions(CaptionFault.BAD_CUE, wrong[:_QUOTED])
    is_vtt = bool(lines) and lines[0].startswith("WEBVTT")
    try:
        captions = webvtt.WebVTT.from_buffer(
            [f"{line}\n" for line in lines], format="vtt" if is_vtt else "srt", strict=True
        )
    except MalformedFileError:
        raise BadCaptions(CaptionFault.NOT_CAPTIONS) from None
    except MalformedCaptionError as error:
        raise BadCaptions(CaptionFault.BAD_CUE, str(error)[:_QUOTED]) from None
    if len(captions) > MOST_CUES:
        raise BadCaptions(CaptionFault.TOO_MANY, str(MOST_CUES))
    cues = [cue for each in captions.captions if (cue := _cue(each)) is not None]
    if not cues:
        raise BadCaptions(CaptionFault.NO_CUE)
    return sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms))


def write_captions(cues: Iterable[Cue], *, header: str = "") -> str:
    """A WebVTT file."""
    head = f"WEBVTT\n{header}\n" if header else "WEBVTT\n"
    return head + "".join(f"\n{_written(cue)}" for cue in cues)


def caption_segment(cues: Iterable[Cue], number: int) -> str:
    """The WebVTT of one segment: the cues that are shown in it, with the times of the whole."""
    start, end = (n * CAPTION_SEGMENT_SECONDS * 1000 for n in (number, number + 1))
    shown = [cue for cue in cues if cue.start_ms < end and cue.end_ms > start]
    return write_captions(shown, header=_TIMESTAMP_MAP)


def clock(ms: int) -> str:
    """A time as WebVTT writes it: 01:02:03.004."""
    seconds, milliseconds = divmod(max(0, ms), 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{milliseconds:03d}"


def _written(cue: Cue) -> str:
    text = html.escape(cue.text, quote=False)
    # An empty line would end the cue.
    text = "\n".join(line for line in text.splitlines() if line.strip())
    voice = f"<v {html.escape(cue.speaker, quote=False)}>" if cue.speaker else ""
    return f"{clock(cue.start_ms)} --> {clock(cue.end_ms)}\n{voice}{text}\n"


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadCaptions(CaptionFault.NOT_TEXT) from None
    if "\0" in text:
        raise BadCaptions(CaptionFault.NOT_TEXT)
    return text


def _cue(caption: webvtt.Caption) -> Cue | None:
    raw = caption.raw_text
    voice = _VOICE.search(raw)
    speaker = " ".join(html.unescape(voice[1]).split()) if voice else ""
    text = "\n".join(" ".join(line.split()) for line in html.unescape(_TAG.sub("", raw)).splitlines())
    start, end = _ms(caption.start), _ms(caption.end)
    if not text.strip() or end <= start:
        return None
    return Cue(start, end, text.strip()[:LONGEST_CUE], speaker[:LONGEST_SPEAKER])


def _ms(written: str) -> int:
    hours, minutes, seconds = written.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60) * 1000 + float(seconds) * 1000)
