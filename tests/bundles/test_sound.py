from __future__ import annotations

import wave
from pathlib import Path

import pytest

from tricity.bundles.sound import make_small, tools
from tricity.media import are_here
from tricity.media.tools import run


@pytest.mark.skipif(not are_here(), reason="needs ffmpeg (Debian: apt-get install ffmpeg)")
def test_sound_becomes_small_and_the_same_each_time(tmp_path: Path) -> None:
    made = tmp_path / "media.wav"
    with wave.open(str(made), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(bytes(48_000 * 4 * 4))
    with_tools = tools()
    assert with_tools is not None

    for name in ("a.m4a", "b.m4a"):
        make_small(made, tmp_path / name, with_tools, seconds=4.0)

    assert (tmp_path / "a.m4a").read_bytes() == (tmp_path / "b.m4a").read_bytes()
    assert (tmp_path / "a.m4a").stat().st_size < made.stat().st_size / 20
    shown = run(
        [with_tools.ffprobe, "-v", "error", "-show_entries", "stream=codec_name,channels,sample_rate:format=duration",
         "-of", "csv=p=0", str(tmp_path / "a.m4a")]
    )  # fmt: skip
    assert shown.splitlines()[0] == "aac,24000,1"
    assert float(shown.splitlines()[1]) == pytest.approx(4.0, abs=0.1)


def test_without_ffmpeg_sound_is_carried_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "media.mp4").write_bytes(b"sound")

    make_small(tmp_path / "media.mp4", tmp_path / "a.m4a", None, seconds=1.0)

    assert (tmp_path / "a.m4a").read_bytes() == b"sound"
