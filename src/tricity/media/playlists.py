"""The multivariant playlist and those of captions, written by ourselves: ffmpeg knows neither names nor languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tricity.media.making import Made

# RFC 8216: 7 for fMP4 with byte ranges and a MAP in a playlist of whole frames.
VERSION: Final = 7
CAPTION_SEGMENT_SECONDS: Final = 60
MEDIA_TYPE: Final = "application/vnd.apple.mpegurl"


@dataclass(frozen=True, slots=True)
class Track:
    """Sound or captions to choose: `name` in the language itself, `language` as of BCP 47; the floor speaks many (`mul`)."""

    name: str
    language: str
    uri: str
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to play it all: `made` with the playlist's address."""

    made: Made
    uri: str


def multivariant(
    picture: Variant | None, sounds: Sequence[tuple[Track, Variant]], captions: Sequence[Track]
) -> str:
    """Picture first, then sound alone for weak lines. Raises ValueError without any sound."""
    if not sounds:
        raise ValueError("a replay without sound")
    lines = ["#EXTM3U", f"#EXT-X-VERSION:{VERSION}", "#EXT-X-INDEPENDENT-SEGMENTS"]
    lines += [_media("AUDIO", "sound", track, 'CHANNELS="1"') for track, _variant in sounds]
    lines += [_media("SUBTITLES", "captions", track, "FORCED=NO") for track in captions]
    groups = ['AUDIO="sound"', *(['SUBTITLES="captions"'] if captions else [])]
    loudest = max((variant.made for _track, variant in sounds), key=lambda made: made.peak)
    if picture is not None:
        made = picture.made
        lines += _stream(
            picture.uri,
            [
                f"BANDWIDTH={made.peak + loudest.peak}",
                f"AVERAGE-BANDWIDTH={made.average + loudest.average}",
                f'CODECS="{made.codec},{loudest.codec}"',
                f"RESOLUTION={made.width}x{made.height}",
                f"FRAME-RATE={made.frame_rate:.3f}",
                *groups,
            ],
        )
    chosen = next((variant for track, variant in sounds if track.is_default), sounds[0][1])
    rates = [f"BANDWIDTH={loudest.peak}", f"AVERAGE-BANDWIDTH={loudest.average}"]
    lines += _stream(chosen.uri, [*rates, f'CODECS="{chosen.made.codec}"', *groups])
    return "\n".join([*lines, ""])


def caption_playlist(duration_ms: int, uri: str) -> str:
    """The segments of one language; `uri` has `%d` in the place of a segment's number, which counts from 0."""
    whole, rest = divmod(duration_ms, CAPTION_SEGMENT_SECONDS * 1000)
    lengths = [float(CAPTION_SEGMENT_SECONDS)] * whole + ([rest / 1000] if rest else [])
    lines = ["#EXTM3U", f"#EXT-X-VERSION:{VERSION}", f"#EXT-X-TARGETDURATION:{CAPTION_SEGMENT_SECONDS}"]
    lines += ["#EXT-X-MEDIA-SEQUENCE:0", "#EXT-X-PLAYLIST-TYPE:VOD"]
    for number, length in enumerate(lengths):
        lines += [f"#EXTINF:{length:.3f},", uri % number]
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""])


def _media(kind: str, group: str, track: Track, *more: str) -> str:
    default = "YES" if track.is_default else "NO"
    parts = [
        f"TYPE={kind}",
        f'GROUP-ID="{group}"',
        f'NAME="{_quoted(track.name)}"',
        f'LANGUAGE="{track.language}"',
        f"DEFAULT={default}",
        "AUTOSELECT=YES",
        *more,
        f'URI="{track.uri}"',
    ]
    return "#EXT-X-MEDIA:" + ",".join(parts)


def _stream(uri: str, attributes: Sequence[str]) -> list[str]:
    return ["#EXT-X-STREAM-INF:" + ",".join(attributes), uri]


def _quoted(text: str) -> str:
    """A quoted string of RFC 8216, 4.2, which has no escapes: what may not stand in one is replaced."""
    return text.replace('"', "'").replace("\r", " ").replace("\n", " ")
