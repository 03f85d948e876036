"""A replay: drift between its channels, how long it takes to make, and how soon a player follows.

    python benchmarks/results.py Replay -- python benchmarks/replay.py --hours 2

makes an event of that length with a floor (picture and sound) and four languages, each begun at another moment, with a
click every minute; makes the replay of it; decodes every channel and compares the places of the clicks. Then a site
serves it, and in Chromium the language of the sound is changed and places are sought: from the wish until the other
tone is heard, and until the picture of the new place is shown. Needs ffmpeg and Chromium.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path
from typing import Any

import numpy as np

# Channel → its tone in Hz, and when its recording begins, in seconds after the floor's.
CHANNELS = {
    "floor": (440, 0.0),
    "zh-hans": (880, 3.25),
    "ja": (1320, 0.4),
    "ko": (1760, 12.0),
    "en": (2200, 7.77),
}
PERIOD = 60
FIRST_CLICK = 30.0
RATE = 8_000
SOURCE_RATE = 16_000
CLIENT_ROUNDS = 12


def ffmpeg(*arguments: str | Path) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-nostdin", *map(str, arguments)], check=True)


def recordings(folder: Path, hours: float) -> dict[str, Path]:
    """A minute of each channel, repeated to the very sample."""
    minutes = max(2, round(hours * 60))
    made = {}
    for channel, (tone, late) in CHANNELS.items():
        made[channel] = folder / f"{channel}.wav"
        _write_sound(made[channel], tone, (FIRST_CLICK - late) % PERIOD, minutes)
    minute, sound = folder / "minute.mp4", made["floor"]
    ffmpeg("-f", "lavfi", "-i", f"testsrc2=s=1280x720:r=25:d={PERIOD}", "-c:v", "libx264", "-preset", "ultrafast",
           "-g", "100", "-pix_fmt", "yuv420p", "-b:v", "1500k", minute)  # fmt: skip
    made["floor"] = folder / "floor.mkv"
    ffmpeg("-stream_loop", minutes - 1, "-i", minute, "-i", sound, "-map", "0:v", "-map", "1:a", "-c", "copy",
           made["floor"])  # fmt: skip
    return made


def _write_sound(path: Path, tone: int, click: float, minutes: int) -> None:
    times = np.arange(PERIOD * SOURCE_RATE) / SOURCE_RATE
    burst = (times >= click) & (times < click + 0.02)
    wave_form = 0.1 * np.sin(2 * np.pi * tone * times) + 0.8 * np.sin(2 * np.pi * 3000 * times) * burst
    minute = (wave_form * 32_000).astype("<i2").tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SOURCE_RATE)
        for _ in range(minutes):
            file.writeframes(minute)


def clicks(path: Path) -> list[float]:
    """Seconds at which clicks begin in what a player decodes; only what is near their 3 kHz is looked at."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:a:0", "-af", "highpass=f=2700,highpass=f=2700",
               "-ar", str(RATE), "-ac", "1", "-f", "s16le", "-"]  # fmt: skip
    sound = np.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, np.int16)
    loud = np.flatnonzero(np.abs(sound) > 6_000)
    begins = loud[np.flatnonzero(np.diff(loud, prepend=-RATE) > RATE)]
    return [float(place) / RATE for place in begins]


def drift_ms(folder: Path, made: list[Any]) -> float:
    """The largest difference between any two channels at any click."""
    places = {each.channel: clicks(folder / each.name / "index.m3u8") for each in made if not each.width}
    worst = 0.0
    for number in range(max(len(found) for found in places.values())):
        minute = FIRST_CLICK + number * PERIOD
        near = [click for found in places.values() for click in found if abs(click - minute) < 1]
        if len(near) > 1:
            worst = max(worst, max(near) - min(near))
    counted = sum(len(found) for found in places.values())
    assert counted >= len(places), "no clicks were heard"
    return worst * 1000


def make_site(folder: Path, files: dict[str, Path]) -> tuple[str, Any, float]:
    """An event with its replay in a new site: its code, the renditions, and how many seconds making took."""
    os.environ |= {
        "TRICITY_DATA": str(folder),
        "TRICITY_DEMO": "yes",
        "DJANGO_SETTINGS_MODULE": "tricity.site.settings",
    }
    import django

    django.setup()
    import datetime as dt

    from django.core.management import call_command
    from django.utils import timezone

    from tricity.events.models import Event
    from tricity.media import Cue, Made
    from tricity.replay import actions
    from tricity.replay.actions.arranging import first_replay
    from tricity.replay.actions.making import make_replay
    from tricity.replay.actions.recordings import check
    from tricity.site.setup import collect_static

    call_command("migrate", verbosity=0, interactive=False)
    collect_static()
    start = timezone.now() - dt.timedelta(days=1)
    event = Event.objects.create(
        titles={"en": "Benchmark"}, starts_at=start, ends_at=start + dt.timedelta(hours=2), publication_state="published",
        published_at=start,
    )  # fmt: skip
    replay = first_replay(event)
    for channel, path in files.items():
        checksum = hashlib.file_digest(path.open("rb"), "sha256").hexdigest()
        row = actions.begin_upload(
            replay, channel=channel, offset_ms=round(CHANNELS[channel][1] * 1000), name=path.name,
            size_bytes=path.stat().st_size, checksum=checksum, by=None,
        )  # fmt: skip
        path.rename(row.path)
        actions.check_later(row)
        check(recording_id=row.pk)
    actions.keep_track(replay, "en", [Cue(n * 5_000, n * 5_000 + 4_000, f"Line {n}.") for n in range(1_400)])
    actions.make_later(replay, by=None)
    began = time.perf_counter()
    make_replay(replay_id=replay.pk)
    seconds = time.perf_counter() - began
    replay.refresh_from_db()
    actions.publish_replay(replay, by=None)
    return event.code, (replay.folder, [Made(**each) for each in replay.renditions]), seconds


# Heard: the strongest tone of the player's own sound, every 10 ms. Shown: the next frame after a place was sought.
LISTEN = """
() => {
  const video = document.querySelector("video"), context = new AudioContext(), analyser = context.createAnalyser();
  analyser.fftSize = 2048; analyser.smoothingTimeConstant = 0;
  context.createMediaElementSource(video).connect(analyser); analyser.connect(context.destination);
  const bins = new Float32Array(analyser.frequencyBinCount);
  window.heard = () => {
    analyser.getFloatFrequencyData(bins);
    let best = 0;
    for (let n = 1; n < bins.length; n++) if (bins[n] > bins[best]) best = n;
    return bins[best] < -70 ? 0 : best * context.sampleRate / analyser.fftSize;
  };
  return context.resume();
}
"""
SWITCH = """
async ([code, tone]) => {
  const select = document.querySelector("[data-player-sound]"), began = performance.now();
  select.value = code; select.dispatchEvent(new Event("change"));
  while (performance.now() - began < 10000) {
    if (Math.abs(window.heard() - tone) < 60) return performance.now() - began;
    await new Promise((done) => setTimeout(done, 10));
  }
  return null;
}
"""
SEEK = """
async (to) => {
  const video = document.querySelector("video"), began = performance.now();
  return await new Promise((done) => {
    setTimeout(() => done(null), 10000);
    const look = (_now, frame) => {
      if (Math.abs(frame.mediaTime - to) < 1) done(performance.now() - began);
      else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
    video.currentTime = to;
  });
}
"""


def in_chromium(code: str, port: int, length: float) -> tuple[list[float], list[float]]:
    """Milliseconds of each change of language, and of each place sought."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/en/events/{code}/replay/")
        page.wait_for_selector("[data-player][data-ready]")
        page.evaluate(LISTEN)
        page.evaluate("() => document.querySelector('video').play()")
        page.wait_for_function("() => window.heard() > 0")
        languages = [each for each in CHANNELS if each != "en"]
        switches = []
        for number in range(CLIENT_ROUNDS):
            channel = languages[number % len(languages)]
            switches.append(page.evaluate(SWITCH, [channel, CHANNELS[channel][0]]))
            page.wait_for_timeout(1_500)
        seeks = []
        for number in range(CLIENT_ROUNDS):
            seeks.append(page.evaluate(SEEK, 20 + (number * 0.37 % 1) * (length - 40)))
            page.wait_for_timeout(1_000)
        browser.close()
    return [each or 10_000.0 for each in switches], [each or 10_000.0 for each in seeks]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=2.0)
    parser.add_argument("--port", type=int, default=8467)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tricity-replay-") as name:
        folder = Path(name)
        files = recordings(folder, options.hours)
        code, (place, made), seconds = make_site(folder / "data", files)
        drift = drift_ms(place, made)
        command = [
            sys.executable,
            "-m",
            "uvicorn",
            "tricity.site.asgi:application",
            "--port",
            str(options.port),
        ]
        server = subprocess.Popen([*command, "--log-level", "warning", "--lifespan", "off"])
        try:
            _wait(options.port)
            switches, seeks = in_chromium(code, options.port, made[0].duration_ms / 1000)
        finally:
            server.terminate()
            server.wait()
    print(
        f"{options.hours:g} h, {len(CHANNELS)} channels, {sum(each.size_bytes for each in made) / 1e6:.0f} MB made"
    )
    print(f"made in {seconds:.1f} s, the picture copied")
    print(f"drift between channels: at most {drift:.1f} ms")
    for name, times in (("language switched", switches), ("place sought", seeks)):
        print(f"{name}: median {statistics.median(times):.0f} ms, most {max(times):.0f} ms of {len(times)}")


def _wait(port: int) -> None:
    import urllib.request

    for _ in range(120):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live/", timeout=2).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the site does not answer")


if __name__ == "__main__":
    main()
