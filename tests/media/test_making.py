from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.media.clips import ffmpeg, floor, heard, needs_ffmpeg, seen, voice
from tricity.media import FLOOR, MakingFailed, Plan, Source, TookTooLong, Tools, examine, finished, make, plan
from tricity.media.making import MEDIA, PLAYLIST
from tricity.media.tools import run

pytestmark = needs_ffmpeg
DRIFT = 0.040


def source(channel: str, path: Path, tools: Tools, offset_ms: int = 0) -> Source:
    return Source(
        channel, path, offset_ms, hashlib.sha256(path.read_bytes()).hexdigest(), examine(path, tools)
    )


def made(plan: Plan, folder: Path, channel: str) -> Path:
    name = next(each.name for each in plan.renditions if each.channel == channel and each.picture is None)
    return folder / name / PLAYLIST


def test_every_channel_is_at_its_place_on_the_time_line(tmp_path: Path, tools: Tools) -> None:
    # Each was begun at another moment: Korean two seconds late, Chinese a second and a half early.
    sources = [
        source(FLOOR, floor(tmp_path / "floor.mp4", 22, first=3.0), tools, offset_ms=10_000),
        source("ko", voice(tmp_path / "ko.wav", 12, first=1.0), tools, offset_ms=12_000),
        source("zh-hans", voice(tmp_path / "zh.ogg", 30, first=4.5), tools, offset_ms=8_500),
        source("ja", voice(tmp_path / "ja.mp3", 22, first=3.0), tools, offset_ms=10_000),
    ]
    planned = plan(sources)

    renditions = make(planned, tmp_path / "made", tools)

    assert planned.origin_ms == 10_000
    assert {each.duration_ms // 100 for each in renditions} <= {219, 220, 221}
    on_the_floor = heard(made(planned, tmp_path / "made", FLOOR))
    assert on_the_floor == pytest.approx([3.0, 8.0, 13.0, 18.0], abs=DRIFT)
    for channel in ("zh-hans", "ja"):
        assert heard(made(planned, tmp_path / "made", channel)) == pytest.approx(on_the_floor, abs=0.01)
    assert heard(made(planned, tmp_path / "made", "ko")) == pytest.approx(on_the_floor[:3], abs=0.01)


@pytest.mark.parametrize(
    ("name", "encode"),
    [
        ("copied.mp4", ("-c:v", "libx264", "-bf", "2", "-g", "50", "-c:a", "aac")),
        ("copied.mkv", ("-c:v", "libx264", "-bf", "0", "-g", "50", "-c:a", "libopus")),
        ("copied.ts", ("-c:v", "libx264", "-bf", "2", "-g", "50", "-c:a", "aac")),
        ("made-anew.webm", ("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus")),
        ("made-anew.mp4", ("-c:v", "libx264", "-g", "500", "-sc_threshold", "0", "-c:a", "aac")),
    ],
)
def test_picture_and_floor_stay_together(
    tmp_path: Path, tools: Tools, name: str, encode: tuple[str, ...]
) -> None:
    planned = plan([source(FLOOR, floor(tmp_path / name, 12, first=1.0, encode=encode), tools)])
    assert planned.renditions[0].is_copied == name.startswith("copied")

    picture, _sound = make(planned, tmp_path / "made", tools)

    assert (picture.width, picture.height) == (160, 90)
    assert picture.codec.startswith("avc1.")
    shown = seen(tmp_path / "made" / picture.name / PLAYLIST)
    assert shown == pytest.approx(heard(made(planned, tmp_path / "made", FLOOR)), abs=0.06)
    assert len(shown) == 3


def test_what_is_made_plays_as_a_file_too(tmp_path: Path, tools: Tools) -> None:
    planned = plan([source("ko", voice(tmp_path / "ko.flac", 9, first=2.0), tools)])

    (sound,) = make(planned, tmp_path / "made", tools)

    path = tmp_path / "made" / sound.name / MEDIA
    assert heard(path) == pytest.approx([2.0, 7.0], abs=DRIFT)
    assert sound.size_bytes == path.stat().st_size


def test_what_is_there_is_not_made_again_and_a_new_channel_is(tmp_path: Path, tools: Tools) -> None:
    korean = source("ko", voice(tmp_path / "ko.wav", 5, first=1.0), tools)
    (first,) = make(plan([korean]), tmp_path / "made", tools)
    before = (tmp_path / "made" / first.name / MEDIA).stat().st_mtime_ns
    japanese = source("ja", voice(tmp_path / "ja.wav", 5, first=1.0), tools)

    renditions = make(plan([korean, japanese]), tmp_path / "made", tools)

    assert [each.channel for each in renditions] == ["ja", "ko"]
    assert (tmp_path / "made" / first.name / MEDIA).stat().st_mtime_ns == before


def test_making_can_be_ended_by_whoever_hears_of_its_progress(tmp_path: Path, tools: Tools) -> None:
    class Enough(Exception):
        pass

    def stop(share: float) -> None:
        raise Enough

    ffmpeg("-f", "lavfi", "-i", "sine=f=440:d=300:r=48000", tmp_path / "ko.wav")
    planned = plan([source("ko", tmp_path / "ko.wav", tools)])

    with pytest.raises(Enough):
        make(planned, tmp_path / "made", tools, progress=stop)

    assert [each.name for each in (tmp_path / "made").glob("*.part-*")] == []


def test_a_file_that_disappeared_says_so(tmp_path: Path, tools: Tools) -> None:
    path = voice(tmp_path / "ko.wav", 5, first=1.0)
    planned = plan([source("ko", path, tools)])
    path.unlink()

    with pytest.raises(MakingFailed, match="No such file"):
        make(planned, tmp_path / "made", tools)


def test_a_machine_that_is_too_slow_says_nothing_about_the_file(tools: Tools) -> None:
    endless = ["-v", "error", "-re", "-f", "lavfi", "-i", "anullsrc", "-f", "null", "-"]

    with pytest.raises(TookTooLong, match="not done after 0 seconds"):
        run([tools.ffmpeg, *endless], seconds=0.4)


KILLED = """
import hashlib, pathlib, sys
from tricity.media import Source, examine, find_tools, make, plan
folder = pathlib.Path(sys.argv[1])
tools = find_tools()
sources = [Source(c, folder / f"{c}.wav", 0, c, examine(folder / f"{c}.wav", tools)) for c in ("ja", "ko")]
make(plan(sources), folder / "made", tools, progress=lambda share: print(share, flush=True))
"""


def test_a_killed_maker_is_followed_by_another(tmp_path: Path, tools: Tools) -> None:
    voice(tmp_path / "ja.wav", 2, first=1.0)
    # Long enough to be in the middle of it when the short one is whole.
    ffmpeg("-f", "lavfi", "-i", "sine=f=440:d=300:r=48000", tmp_path / "ko.wav")
    maker = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert maker.stdout is not None
    for _line in maker.stdout:
        if any(finished(tmp_path / "made", each.name) for each in (tmp_path / "made").glob("sound-ja-*")):
            break
    os.kill(maker.pid, signal.SIGKILL)
    maker.wait()
    maker.stdout.close()
    (half_done,) = (tmp_path / "made").glob("sound-ko-*.part-*")
    (whole,) = (
        each for each in (tmp_path / "made").glob("sound-ja-*") if finished(tmp_path / "made", each.name)
    )
    written = (whole / MEDIA).stat().st_mtime_ns
    size = _settled(half_done / MEDIA)

    sources = [
        Source(c, tmp_path / f"{c}.wav", 0, c, examine(tmp_path / f"{c}.wav", tools)) for c in ("ja", "ko")
    ]
    made = make(plan(sources), tmp_path / "made", tools)

    assert size < made[1].size_bytes
    assert [each.channel for each in made] == ["ja", "ko"]
    assert (whole / MEDIA).stat().st_mtime_ns == written
    assert not half_done.exists()


def _settled(path: Path) -> int:
    """The size of a file nobody writes any more: the program that wrote it ended with its parent."""
    sizes = [-1, path.stat().st_size]
    while sizes[-1] != sizes[-2]:
        assert len(sizes) < 20, "somebody still writes"
        time.sleep(0.2)
        sizes.append(path.stat().st_size)
    return sizes[-1]


def test_what_is_withheld_is_black_and_silent_and_the_clocks_stay(tmp_path: Path, tools: Tools) -> None:
    sources = [
        source(FLOOR, floor(tmp_path / "floor.mp4", 18), tools, offset_ms=2_000),
        source("ko", voice(tmp_path / "ko.wav", 18, first=1.0), tools, offset_ms=2_000),
    ]

    planned = plan(sources, blanks=[(7_500, 9_500)])
    renditions = make(planned, tmp_path / "out", tools)

    files = [tmp_path / "out" / each.name / MEDIA for each in renditions]
    assert seen(files[0]) == pytest.approx([1.0, 11.0, 16.0], abs=0.06)
    assert heard(files[1]) == pytest.approx([1.0, 11.0, 16.0], abs=0.04)
    assert heard(files[2]) == pytest.approx([1.0, 11.0, 16.0], abs=0.04)


def test_withholding_makes_everything_anew_and_nothing_withheld_leaves_all_as_it_was(
    tmp_path: Path, tools: Tools
) -> None:
    sources = [source("ko", voice(tmp_path / "ko.wav", 3, first=1.0), tools)]

    names = [
        plan(sources, blanks=blanks).renditions[0].name for blanks in ([], [(9_000, 9_500)], [(500, 900)])
    ]

    assert names[0] == names[1]
    assert names[2] != names[0]
