"""Making the renditions of a plan with ffmpeg: HLS, one file each, addressed by byte ranges (RFC 8216, 4.3.2.2).

    <folder>/<rendition>/index.m3u8   the media playlist
    <folder>/<rendition>/media.mp4    all segments; a file one can also play or save by itself
    <folder>/<rendition>/made.json    written last: the rendition is whole

A rendition is made beside its place and moved there when it is whole, so whatever kills the making, what was finished
stays and is not made again.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from tricity.media.facts import Facts, facts
from tricity.media.planning import LARGEST_MADE, SEGMENT_SECONDS, Plan, Rendition
from tricity.media.tools import READING, Tools, run, source

PLAYLIST: Final = "index.m3u8"
MEDIA: Final = "media.mp4"
MARK: Final = "made.json"
SOUND_RATE: Final = 48_000
SOUND_BITS: Final = "64k"
# A frame of sound for the ear that begins before what is withheld and ends in it; of AAC 21 ms.
EDGE_MS: Final = 40
TELL_SECONDS: Final = 0.5
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished rendition. `peak` and `average` are bits a second; width, height and rate are 0 for sound."""

    name: str
    channel: str
    codec: str
    peak: int
    average: int
    size_bytes: int
    duration_ms: int
    width: int = 0
    height: int = 0
    frame_rate: float = 0.0


def make(plan: Plan, folder: Path, tools: Tools, *, progress: Progress = lambda share: None) -> list[Made]:
    """Make whatever of the plan is not there yet, as many at once as there are processors; what it needs no more goes.

    `progress` gets the share done, 0 to 1, twice a second in the caller's own thread, and may end everything by raising.
    Raises MakingFailed, TookTooLong.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        _clear(folder, {each.name for each in plan.renditions})
        shares = dict.fromkeys((each.name for each in plan.renditions), 0.0)
        stop = threading.Event()

        def tell(name: str, share: float) -> None:
            if stop.is_set():
                raise _Stopped
            shares[name] = share

        with ThreadPoolExecutor(max(1, min(os.cpu_count() or 1, len(plan.renditions)))) as pool:
            waiting = [pool.submit(_made, each, folder, tools, tell) for each in plan.renditions]
            try:
                # Told from here and not by the threads: whoever listens may use what belongs to this one alone.
                while wait(waiting, timeout=TELL_SECONDS, return_when=FIRST_EXCEPTION).not_done:
                    _raise_first(waiting)
                    progress(sum(shares.values()) / len(shares))
                return [each.result() for each in waiting]
            except BaseException:
                stop.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise


class _Stopped(Exception):
    """The others are ended because one failed, or because the caller wishes so."""


def _raise_first(waiting: list[Future[Made]]) -> None:
    for each in waiting:
        if each.done():
            each.result()


def finished(folder: Path, name: str) -> Made | None:
    """What is known of a rendition that is whole."""
    try:
        return Made(**json.loads((folder / name / MARK).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _made(rendition: Rendition, folder: Path, tools: Tools, tell: Callable[[str, float], None]) -> Made:
    there = finished(folder, rendition.name)
    if there is None:
        there = _make_one(rendition, folder, tools, tell)
    tell(rendition.name, 1.0)
    return there


def _make_one(rendition: Rendition, folder: Path, tools: Tools, tell: Callable[[str, float], None]) -> Made:
    work = folder / f"{rendition.name}.part-{secrets.token_hex(4)}"
    work.mkdir()

    def look(line: str) -> None:
        name, _, value = line.strip().partition("=")
        if name == "out_time_us" and value.isdigit():
            tell(rendition.name, min(0.99, int(value) / 1000 / max(1, rendition.duration_ms)))

    try:
        run(_command(rendition, tools), seconds=_seconds(rendition), folder=work, on_line=look)
        made = _described(rendition, facts(work / PLAYLIST, work / MEDIA))
        _write(work / MARK, json.dumps(asdict(made)))
        place = folder / rendition.name
        shutil.rmtree(place, ignore_errors=True)
        work.rename(place)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return made


def _described(rendition: Rendition, found: Facts) -> Made:
    return Made(
        name=rendition.name,
        channel=rendition.channel,
        codec=found.codec,
        peak=found.peak,
        average=found.average,
        size_bytes=found.size_bytes,
        duration_ms=found.duration_ms,
        width=found.size[0],
        height=found.size[1],
        frame_rate=round(rendition.picture.frame_rate, 3) if rendition.picture else 0.0,
    )


def _command(rendition: Rendition, tools: Tools) -> list[str]:
    start = [tools.ffmpeg, "-nostdin", "-hide_banner", "-v", "error", "-progress", "pipe:1", *READING]
    how = _picture(rendition) if rendition.picture else _sound(rendition)
    return [*start, "-i", source(rendition.source.path.resolve()), *how, *_hls()]


def _picture(rendition: Rendition) -> list[str]:
    chosen = ["-map", "0:v:0", "-map_metadata", "-1", "-an", "-sn", "-dn"]
    if rendition.is_copied:
        return [*chosen, "-c", "copy"]
    width, height = LARGEST_MADE
    fitted = f"scale='min({width},iw)':'min({height},ih)':force_original_aspect_ratio=decrease:force_divisible_by=2"
    steps = ["yadif=deint=interlaced", fitted, *_black(rendition), "format=yuv420p"]
    chosen += ["-vf", ",".join(steps)]
    chosen += ["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-crf", "23", "-bf", "0"]
    chosen += ["-maxrate", "2500k", "-bufsize", "5000k"]
    return [*chosen, "-force_key_frames", f"expr:gte(t,n_forced*{SEGMENT_SECONDS})"]


def _sound(rendition: Rendition) -> list[str]:
    """One voice: by its time stamps (gaps become silence), shifted to its place, padded and cut to the whole length."""
    length = rendition.duration_ms / 1000
    steps = [f"aresample={SOUND_RATE}:async=1000:first_pts=0", "aformat=channel_layouts=mono"]
    if rendition.shift_ms > 0:
        steps.append(f"adelay={rendition.shift_ms}:all=1")
    elif rendition.shift_ms < 0:
        steps += [f"atrim=start={-rendition.shift_ms / 1000:.3f}", "asetpts=PTS-STARTPTS"]
    steps += [f"apad=whole_dur={length:.3f}", f"atrim=end={length:.3f}", *_silence(rendition)]
    chosen = ["-map", "0:a:0", "-map_metadata", "-1", "-vn", "-sn", "-dn", "-af", ",".join(steps)]
    return [*chosen, "-ac", "1", "-c:a", "aac", "-b:a", SOUND_BITS, "-threads", "1"]


def _black(rendition: Rendition) -> list[str]:
    return [f"drawbox=color=black:t=fill:enable='{_during(rendition)}'"] if rendition.blanks else []


def _silence(rendition: Rendition) -> list[str]:
    """In frames of ten milliseconds, for a frame is silenced as a whole."""
    if not rendition.blanks:
        return []
    return ["asetnsamples=n=480:p=0", f"volume=volume=0:enable='{_during(rendition)}'"]


def _during(rendition: Rendition) -> str:
    """Whether what is at `t` is withheld; wider by as much as a frame may reach over the edge."""
    spans = (
        f"between(t,{(start - EDGE_MS) / 1000:.3f},{(end + EDGE_MS) / 1000:.3f})"
        for start, end in rendition.blanks
    )
    return "+".join(spans)


def _hls() -> list[str]:
    kind = ["-f", "hls", "-hls_time", str(SEGMENT_SECONDS), "-hls_playlist_type", "vod"]
    parts = ["-hls_segment_type", "fmp4", "-hls_flags", "single_file", "-hls_segment_filename", MEDIA]
    return [*kind, *parts, PLAYLIST]


def _seconds(rendition: Rendition) -> float:
    """How long it may take: half an hour, and four times the length where a picture is made anew on a slow machine."""
    return 1800 + 4 * rendition.duration_ms / 1000


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One maker at a time in a folder; the system gives the right back when a process dies."""
    with (folder / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _clear(folder: Path, wanted: set[str]) -> None:
    """Remove what a killed maker left behind; what belongs to an earlier replay stays until `forget`."""
    for each in folder.glob("*.part-*"):
        shutil.rmtree(each, ignore_errors=True)
    for name in wanted:
        if (folder / name).exists() and finished(folder, name) is None:
            shutil.rmtree(folder / name, ignore_errors=True)


def forget(folder: Path, *, but: set[str]) -> None:
    """Remove every rendition except these."""
    for each in folder.iterdir() if folder.exists() else ():
        if each.is_dir() and each.name not in but:
            shutil.rmtree(each, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
