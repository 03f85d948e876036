from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.media.clips import floor, needs_ffmpeg, voice
from tricity.events.models import Event
from tricity.jobs.models import Job
from tricity.jobs.worker import run_all
from tricity.media import Tools
from tricity.replay import actions
from tricity.replay.actions import making
from tricity.replay.errors import NothingToMake
from tricity.replay.models import Recording, Replay

pytestmark = [pytest.mark.django_db, needs_ffmpeg]


def uploaded(event: Event, channel: str, path: Path, **more: Any) -> Recording:
    row = actions.begin_upload(
        actions.first_replay(event),
        channel=channel,
        name=path.name,
        size_bytes=path.stat().st_size,
        by=None,
        **{"offset_ms": 0, **more},
    )
    shutil.copyfile(path, row.path)
    actions.check_later(row)
    return row


def test_uploads_become_a_replay(organizer: Client, event: Event, tmp_path: Path) -> None:
    uploaded(event, "floor", floor(tmp_path / "floor.mp4", 6), offset_ms=3_000)
    uploaded(event, "ko", voice(tmp_path / "ko.wav", 6, first=1.0), offset_ms=3_000)
    run_all()

    organizer.post(f"/en/events/{event.code}/replay/make/")
    run_all()

    replay = Replay.objects.get()
    assert (replay.state, replay.percent, replay.origin_ms) == ("ready", 100, 3_000)
    assert replay.duration_ms == pytest.approx(6_000, abs=100)
    assert [(each["channel"], bool(each["width"])) for each in replay.renditions] == [
        ("floor", True),
        ("floor", False),
        ("ko", False),
    ]
    playlist = organizer.get(f"/en/events/{event.code}/replay/main.m3u8").content.decode()
    assert "RESOLUTION=160x90" in playlist
    assert 'LANGUAGE="ko"' in playlist


def test_a_refused_recording_says_why_and_takes_no_room(
    organizer: Client, event: Event, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    (tmp_path / "letter.mp4").write_text("Dear all")
    row = uploaded(event, "ja", tmp_path / "letter.mp4")

    with django_capture_on_commit_callbacks(execute=True):
        run_all()

    html = organizer.get(f"/en/events/{event.code}/replay/prepare/").content.decode()
    assert "This is no sound or video file." in html
    assert not row.path.exists()
    with pytest.raises(NothingToMake):
        actions.make_later(actions.first_replay(event), by=None)


def test_a_file_that_is_not_what_its_checksum_says_is_refused(event: Event, tmp_path: Path) -> None:
    uploaded(event, "ja", voice(tmp_path / "ja.wav", 2, first=1.0), checksum="0" * 64)

    run_all()

    assert Recording.objects.get().reason == "broken"


def test_a_new_recording_takes_the_place_of_the_one_before(
    event: Event, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    path = voice(tmp_path / "ja.wav", 2, first=1.0)
    first = uploaded(event, "ja", path)
    run_all()
    second = uploaded(event, "ja", path)

    with django_capture_on_commit_callbacks(execute=True):
        run_all()

    assert [row.pk for row in Recording.objects.all()] == [second.pk]
    assert not first.path.exists()


def test_making_again_makes_only_what_changed_and_drops_what_is_gone(
    event: Event, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    for channel in ("ja", "ko"):
        uploaded(event, channel, voice(tmp_path / f"{channel}.wav", 3, first=1.0))
    run_all()
    actions.make_later(actions.first_replay(event), by=None)
    run_all()
    replay = Replay.objects.get()
    japanese = next(each for each in replay.folder.iterdir() if each.name.startswith("sound-ja"))
    written = (japanese / "media.mp4").stat().st_mtime_ns
    actions.delete_recording(Recording.objects.get(channel="ko"), by=None)

    with django_capture_on_commit_callbacks(execute=True):
        actions.make_later(actions.first_replay(event), by=None)
        run_all()

    assert [each["channel"] for each in Replay.objects.get().renditions] == ["ja"]
    assert [each.name for each in replay.folder.iterdir() if each.is_dir()] == [japanese.name]
    assert (japanese / "media.mp4").stat().st_mtime_ns == written


def test_asking_twice_is_one_job(event: Event, tmp_path: Path) -> None:
    uploaded(event, "ja", voice(tmp_path / "ja.wav", 2, first=1.0))
    run_all()

    actions.make_later(actions.first_replay(event), by=None)
    actions.make_later(actions.first_replay(event), by=None)

    assert Job.objects.filter(name="replay.make", state="queued").count() == 1


def test_what_went_wrong_is_kept_and_what_was_made_before_stays(
    organizer: Client, event: Event, tmp_path: Path
) -> None:
    row = uploaded(event, "ja", voice(tmp_path / "ja.wav", 2, first=1.0))
    run_all()
    actions.make_later(actions.first_replay(event), by=None)
    run_all()
    actions.change_offset(row, 500, by=None)
    row.path.write_bytes(b"gone bad")
    Recording.objects.filter(pk=row.pk).update(offset_ms=0, checksum="1" * 64)

    actions.make_later(actions.first_replay(event), by=None)
    run_all()

    replay = Replay.objects.get()
    assert (replay.state, len(replay.renditions)) == ("failed", 1)
    assert "What went wrong" in organizer.get(f"/en/events/{event.code}/replay/prepare/").content.decode()


def test_progress_is_written_down(event: Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uploaded(event, "ja", voice(tmp_path / "ja.wav", 2, first=1.0))
    run_all()
    replay = actions.make_later(actions.first_replay(event), by=None)
    seen: list[int] = []

    def make(plan: object, folder: Path, tools: Tools, *, progress: Any) -> list[Any]:
        progress(0.42)
        seen.append(Replay.objects.get(pk=replay.pk).percent)
        return []

    monkeypatch.setattr(making, "make", make)

    run_all()

    assert seen == [42]


def test_a_machine_without_ffmpeg_says_so_and_keeps_the_upload(
    organizer: Client, event: Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = uploaded(event, "ja", voice(tmp_path / "ja.wav", 2, first=1.0))
    monkeypatch.setenv("PATH", "/nowhere")

    run_all()

    assert row.path.exists()
    assert "ffmpeg is not installed" in Job.objects.get(name="replay.check").error
    html = organizer.get(f"/en/events/{event.code}/replay/prepare/").content.decode()
    assert "ffmpeg is not installed on this server" in html
