"""Clips made by ffmpeg for the tests, and what is heard and seen in what was made of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

needs_ffmpeg = pytest.mark.skipif(
    not (shutil.which("ffmpeg") and shutil.which("ffprobe")), reason="ffmpeg is not on this machine"
)
RATE = 8_000
CLICK_EVERY = 5.0


def ffmpeg(*arguments: str | Path) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-nostdin", *map(str, arguments)], check=True)


def clicks(seconds: float, *, first: float, tone: int, every: float = CLICK_EVERY) -> str:
    """A source of ffmpeg: a quiet tone, and a loud burst of 20 ms at `first` and every few seconds after."""
    burst = f"between(mod(t-{first}+{every}*1000,{every}),0,0.02)*gte(t,{first})"
    return f"aevalsrc='0.02*sin(2*PI*{tone}*t)+0.9*sin(2*PI*1000*t)*{burst}':s=16000:d={seconds}"


def floor(path: Path, seconds: float, *, first: float = 1.0, encode: tuple[str, ...] = ()) -> Path:
    """A moving picture that flashes white for 80 ms whenever the sound clicks."""
    flash = f"between(mod(t-{first}+{CLICK_EVERY}*1000,{CLICK_EVERY}),0,0.079)*gte(t,{first})"
    picture = f"color=black:s=160x90:r=25:d={seconds},drawbox=color=white:t=fill:enable='{flash}'"
    how = encode or ("-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "50", "-c:a", "aac")
    ffmpeg("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", clicks(seconds, first=first, tone=440),
           "-pix_fmt", "yuv420p", *how, path)  # fmt: skip
    return path


def voice(path: Path, seconds: float, *, first: float, tone: int = 880) -> Path:
    ffmpeg("-f", "lavfi", "-i", clicks(seconds, first=first, tone=tone), path)
    return path


def heard(path: Path) -> list[float]:
    """Seconds at which clicks begin in what a player decodes."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:a:0", "-ac", "1", "-ar", str(RATE)]
    command += ["-af", "aresample=async=1:first_pts=0", "-f", "f32le", "-"]
    sound = np.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, np.float32)
    loud = np.flatnonzero(np.abs(sound) > 0.3)
    first_of_each = loud[np.flatnonzero(np.diff(loud, prepend=-RATE) > RATE // 2)]
    return [float(place) / RATE for place in first_of_each]


def seen(path: Path) -> list[float]:
    """Seconds at which the picture turns white."""
    command = ["ffprobe", "-v", "error", "-f", "lavfi", f"movie={path},signalstats", "-show_entries"]
    command += ["frame=pts_time:frame_tags=lavfi.signalstats.YAVG", "-of", "csv=p=0"]
    rows = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    frames = [(float(time), float(light) > 128) for time, light in (row.split(",")[:2] for row in rows)]
    return [
        time for (time, light), (_, before) in zip(frames[1:], frames, strict=False) if light and not before
    ]
