from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tricity.site import state
from tricity.site.backup import schedule
from tricity.site.backup.errors import AlreadyRunning, BackupError
from tricity.site.backup.making import Made

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.BACKUP_FOLDER = tmp_path, tmp_path / "backups"
    settings.BACKUP_HOURS, settings.BACKUP_KEEP, settings.DEMO = 24, (3, 2), False


def made(at: dt.datetime) -> None:
    state.write(schedule.NOTE, {"made_at": at.isoformat()})


def test_first_backup_is_due_at_once() -> None:
    assert schedule.is_due(NOW)


def test_backup_is_due_when_the_last_is_a_day_old() -> None:
    made(NOW - dt.timedelta(hours=23))
    assert not schedule.is_due(NOW)

    made(NOW - dt.timedelta(hours=24))
    assert schedule.is_due(NOW)


def test_no_backup_is_due_where_the_operator_wants_none_or_on_a_demo(settings: Any) -> None:
    settings.DEMO = True
    assert not schedule.is_due(NOW)

    settings.DEMO, settings.BACKUP_HOURS = False, 0
    assert not schedule.is_due(NOW)


def test_failure_is_noted_and_tried_again_after_an_hour(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def fails(_target: Path) -> Made:
        raise BackupError("The disk is full.")

    monkeypatch.setattr(schedule, "make", fails)

    assert not schedule.run(NOW)

    assert schedule.last()["problem"] == "The disk is full."
    assert not schedule.is_due(NOW + dt.timedelta(minutes=59))
    assert schedule.is_due(NOW + dt.timedelta(minutes=60))
    assert caplog.messages == ["the scheduled backup failed: The disk is full."]


def test_another_backup_under_way_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_target: Path) -> Made:
        raise AlreadyRunning("busy")

    monkeypatch.setattr(schedule, "make", busy)

    assert not schedule.run(NOW)
    assert schedule.last() == {}


def test_last_of_days_and_weeks_are_kept_and_nothing_else_is_touched(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    # Two a day for three weeks.
    for day in range(21):
        for hour in (3, 15):
            at = NOW.replace(hour=hour) - dt.timedelta(days=day)
            (folder / f"tricity-local-auto-{at:%Y%m%dT%H%M%SZ}.tar.gz").touch()
    others = [
        "tricity-local-20200101T000000Z.tar.gz",
        "tricity-other-auto-20200101T000000Z.tar.gz",
        "note.txt",
    ]
    for name in others:
        (folder / name).touch()

    schedule.prune()

    left = {path.name for path in folder.iterdir()}
    assert left - set(others) == {
        "tricity-local-auto-20261125T150000Z.tar.gz",
        "tricity-local-auto-20261124T150000Z.tar.gz",
        "tricity-local-auto-20261123T150000Z.tar.gz",
        # The last of the week before; that of this week is kept already.
        "tricity-local-auto-20261122T150000Z.tar.gz",
    }
    assert set(others) <= left


def test_backup_read_back_later_is_noted_as_such(tmp_path: Path) -> None:
    path = tmp_path / "b.tar.gz"
    schedule.remember(Made(str(path), 1, 1, 1, 0.1, NOW.isoformat()), verified=False)

    schedule.note_verified(str(tmp_path / "other.tar.gz"))
    assert schedule.last()["verified_at"] is None
    schedule.note_verified(str(path))

    assert schedule.last()["verified_at"] is not None
