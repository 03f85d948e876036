"""A made-up replay for the sample's event: a computer reads neutral sentences in four languages.

Made at set-up, where ffmpeg and espeak-ng are there; without them the transcript alone. It says of itself that it is an
example, and puts no words into anybody's mouth.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import wave
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from django.core.files import File

from tricity.events.models import Event
from tricity.media import FLOOR, Cue, MediaError, are_here, find_tools
from tricity.media.tools import run
from tricity.replay.actions import (
    add_mark,
    begin_upload,
    first_replay,
    keep_file,
    keep_track,
    make_later,
    publish_replay,
)
from tricity.replay.actions.making import make_replay
from tricity.replay.actions.recordings import check
from tricity.replay.models import CaptionTrack, Mark, Replay

SCRIPT: Final = Path(__file__).with_name("script.json")
RATE: Final = 22_050  # of espeak-ng, in samples of two bytes
_SPEAK_SECONDS = 60.0
Progress = Callable[[int, int], None]


def load_example_replay(event: Event, progress: Progress = lambda done, total: None) -> None:
    """Give the event its example unless it has a replay of any kind."""
    if Replay.objects.filter(event=event).exists():
        return
    replay = first_replay(event)
    script = json.loads(SCRIPT.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="tricity-example-") as folder:
        steps = len(script["voices"]) + 3
        lengths = {}
        for number, language in enumerate(sorted(script["voices"])):
            lengths[language] = _speak(script, language, Path(folder))
            progress(number + 1, steps)
        _add_captions(replay, script, lengths)
        progress(steps - 2, steps)
        if all(lengths.values()):
            _add_media(replay, script, Path(folder))
        progress(steps - 1, steps)
    publish_replay(Replay.objects.select_related("event").get(pk=replay.pk), by=None)
    progress(steps, steps)


def can_speak() -> bool:
    return are_here() and shutil.which("espeak-ng") is not None


def _speak(script: Mapping[str, Any], language: str, folder: Path) -> list[float]:
    """Write what the voice says, a file a line; their lengths in seconds, none where no voice is here."""
    if not can_speak():
        return []
    texts = script["spoken"].get(language) or [line[language] for line in script["lines"]]
    found = []
    for number, text in enumerate(texts):
        path = folder / f"{language}-{number}.wav"
        command = [
            str(shutil.which("espeak-ng")),
            "-v",
            script["voices"][language],
            "-s",
            "150",
            "-w",
            str(path),
        ]
        try:
            run([*command, "--", text], seconds=_SPEAK_SECONDS)
        except MediaError:
            return []
        with wave.open(str(path)) as file:
            found.append(file.getnframes() / file.getframerate())
    return found


def _add_captions(replay: Replay, script: Mapping[str, Any], lengths: Mapping[str, Sequence[float]]) -> None:
    every = script["every_seconds"] * 1000
    for chapter in script["chapters"]:
        add_mark(Mark(replay=replay, at_ms=chapter["line"] * every, titles=chapter["titles"]), by=None)
    for language in script["voices"]:
        spoken = lengths[language] or [6.0] * len(script["lines"])
        cues = [
            Cue(n * every, n * every + min(every - 500, round(spoken[n] * 1000)), line[language])
            for n, line in enumerate(script["lines"])
        ]
        keep_track(replay, language, cues, origin=CaptionTrack.Origin.EXAMPLE)


def _add_media(replay: Replay, script: Mapping[str, Any], folder: Path) -> None:
    numbers = range(len(script["lines"]))
    channels = {language: [language] * len(numbers) for language in script["voices"]} | {
        FLOOR: script["floor"]
    }
    for channel, speakers in channels.items():
        files = [folder / f"{speakers[number]}-{number}.wav" for number in numbers]
        sound = _in_a_row(files, script["every_seconds"], folder / f"{channel}.wav")
        _upload(replay, channel, _with_picture(sound) if channel == FLOOR else sound)
    make_later(replay, by=None)
    make_replay(replay_id=replay.pk)


def _in_a_row(files: Sequence[Path], every_seconds: int, target: Path) -> Path:
    """Each line at its time, silence between."""
    sound = bytearray(len(files) * every_seconds * RATE * 2)
    for number, path in enumerate(files):
        with wave.open(str(path)) as file:
            content = file.readframes(min(file.getnframes(), every_seconds * RATE))
        start = number * every_seconds * RATE * 2
        sound[start : start + len(content)] = content
    with wave.open(str(target), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(bytes(sound))
    return target


def _with_picture(sound: Path) -> Path:
    """A slowly changing colour: there is nothing to see in an example."""
    target = sound.with_suffix(".mp4")
    with wave.open(str(sound)) as file:
        seconds = file.getnframes() / file.getframerate()
    colours = f"gradients=duration={seconds}:size=640x360:rate=10:c0=#0b5c6b:c1=#e2f0f1:nb_colors=2:speed=0.005:seed=1"
    how = ["-c:v", "libx264", "-preset", "veryfast", "-g", "20", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    made = ["-nostdin", "-v", "error", "-f", "lavfi", "-i", colours, "-i", str(sound), *how, str(target)]
    run([find_tools().ffmpeg, *made], seconds=600)
    return target


def _upload(replay: Replay, channel: str, path: Path) -> None:
    checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    size = path.stat().st_size
    row = begin_upload(
        replay, channel=channel, offset_ms=0, name=path.name, size_bytes=size, checksum=checksum, by=None
    )
    with path.open("rb") as file:
        keep_file(row, File(file))
    check(recording_id=row.pk)
