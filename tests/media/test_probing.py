from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.media.clips import ffmpeg, floor, needs_ffmpeg, voice
from tricity.media import BadMedia, Reason, ToolMissing, Tools, examine, find_tools
from tricity.media.planning import can_be_copied

pytestmark = needs_ffmpeg


def test_a_recording_is_described(tmp_path: Path, tools: Tools) -> None:
    probe = examine(floor(tmp_path / "floor.mp4", 6), tools)

    assert probe.duration_ms == pytest.approx(6000, abs=100)
    assert probe.sound_codec == "aac"
    assert probe.picture is not None
    assert (probe.picture.codec, probe.picture.width, probe.picture.frame_rate) == ("h264", 160, 25.0)
    assert probe.picture.key_frame_ms == 2000
    assert can_be_copied(probe.picture)


def test_the_length_of_a_recording_that_does_not_say_it_is_found(tmp_path: Path, tools: Tools) -> None:
    voice(tmp_path / "whole.webm", 6, first=1.0)
    # As a browser records: written as it comes, the length unknown to the end.
    ffmpeg("-i", tmp_path / "whole.webm", "-c", "copy", "-live", "1", tmp_path / "live.webm")

    assert examine(tmp_path / "live.webm", tools).duration_ms == pytest.approx(6000, abs=100)


def text(path: Path) -> None:
    path.write_text("This is not a film.")


def playlist(path: Path) -> None:
    """What would read any file of the machine, were it allowed to."""
    secret = path.with_name("secret.wav")
    voice(secret, 5, first=1.0)
    path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{secret}\n#EXT-X-ENDLIST\n")


def concat(path: Path) -> None:
    secret = path.with_name("secret.wav")
    voice(secret, 5, first=1.0)
    path.write_text(f"ffconcat version 1.0\nfile {secret.name}\n")


def silent(path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "testsrc=d=4", "-c:v", "libx264", "-f", "mp4", path)


def protected(path: Path) -> None:
    key = "0" * 32
    ffmpeg("-f", "lavfi", "-i", "sine=d=4", "-c:a", "aac", "-encryption_scheme", "cenc-aes-ctr",
           "-encryption_key", key, "-encryption_kid", key, "-f", "mp4", path)  # fmt: skip


def blink(path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "sine=d=0.3", "-f", "wav", path)


def endless(path: Path) -> None:
    """Thirteen hours of nothing: a file with a hole, which takes no room."""
    samples = 13 * 3600 * 8000
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 8000)
    content = bytearray(path.read_bytes())
    content[4:8], content[40:44] = (samples + 36).to_bytes(4, "little"), samples.to_bytes(4, "little")
    path.write_bytes(content)
    with path.open("r+b") as stream:
        stream.truncate(44 + samples)


def headless(path: Path) -> None:
    floor(path.with_suffix(".mp4"), 6)
    path.write_bytes(path.with_suffix(".mp4").read_bytes()[:20_000])


def cut_off(path: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "sine=d=200", "-c:a", "aac", "-movflags", "faststart", "-f", "mp4", path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def garbled(path: Path) -> None:
    """A container as it should be around what nothing can decode."""
    ffmpeg("-f", "lavfi", "-i", "sine=d=4", "-c:a", "aac", "-movflags", "faststart", "-f", "mp4", path)
    content = path.read_bytes()
    start = content.find(b"mdat") + 4
    path.write_bytes(content[:start] + b"\xff" * (len(content) - start))


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (text, Reason.NOT_MEDIA),
        (playlist, Reason.NOT_MEDIA),
        (concat, Reason.NOT_MEDIA),
        (silent, Reason.NO_SOUND),
        (protected, Reason.PROTECTED),
        (blink, Reason.TOO_SHORT),
        (endless, Reason.TOO_LONG),
        (headless, Reason.CUT_OFF),
        (cut_off, Reason.CUT_OFF),
        (garbled, Reason.BROKEN),
    ],
)
def test_bad_media_is_refused_with_the_reason(
    tmp_path: Path, tools: Tools, spoil: Callable[[Path], None], reason: Reason
) -> None:
    path = tmp_path / "recording"
    spoil(path)

    with pytest.raises(BadMedia) as refused:
        examine(path, tools)

    assert refused.value.reason == reason


def test_a_machine_without_ffmpeg_says_which_program_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(ToolMissing, match="ffmpeg is not installed"):
        find_tools()
