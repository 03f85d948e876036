"""Uploads that can be broken off and gone on with, in the manner of tus (tus.io, 1.0): a piece says where it belongs."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from django.core.files import File
from django.db import transaction

from tricity.activity.actions import record
from tricity.jobs.actions import enqueue
from tricity.jobs.registry import job
from tricity.media import BadMedia, Reason, ToolMissing, examine, find_tools
from tricity.replay.actions.withholding import withhold_moved
from tricity.replay.errors import OtherOffset, PieceDamaged, TooLarge
from tricity.replay.models import Recording, Replay

CHECK: Final = "replay.check"
# What a disk must keep free beside a recording, for what is made of it.
_ROOM_BESIDE = 0.5
_READ_BYTES = 1024 * 1024
State = Recording.State


@transaction.atomic
def begin_upload(
    replay: Replay, *, channel: str, offset_ms: int, name: str, size_bytes: int, checksum: str = "", by: Any
) -> Recording:
    """Make room for a recording that will arrive in pieces. Raises TooLarge."""
    free = shutil.disk_usage(settings.DATA).free
    if size_bytes > settings.RECORDING_LIMIT_BYTES:
        raise TooLarge(settings.RECORDING_LIMIT_BYTES)
    if size_bytes * (1 + _ROOM_BESIDE) > free:
        raise TooLarge(int(free / (1 + _ROOM_BESIDE)))
    row = Recording.objects.create(
        replay=replay,
        channel=channel,
        offset_ms=offset_ms,
        name=Path(name).name[:200],
        size_bytes=size_bytes,
        checksum=checksum.lower(),
        by=by if by is not None and by.pk else None,
    )
    row.path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    row.path.touch()
    record("recording.begun", replay.event, by=by, channel=channel)
    return row


def add_piece(row: Recording, content: bytes, *, offset: int, checksum: str = "") -> int:
    """Put a piece at its place; returns how much has arrived. `checksum` is the SHA-256 of the piece (hexadecimal).

    Two that write at once wait for each other, and the second learns that its piece is there. Raises OtherOffset,
    PieceDamaged, TooLarge.
    """
    if checksum and hashlib.sha256(content).hexdigest() != checksum.lower():
        raise PieceDamaged
    with row.path.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        arrived = file.seek(0, os.SEEK_END)
        if arrived != offset or row.state != State.UPLOADING:
            raise OtherOffset(arrived)
        if arrived + len(content) > row.size_bytes:
            raise TooLarge(row.size_bytes)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        arrived += len(content)
    if arrived == row.size_bytes:
        check_later(row)
    return arrived


def keep_file(row: Recording, upload: File) -> None:
    """Take a whole file from a form."""
    with row.path.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    check_later(row)


@transaction.atomic
def check_later(row: Recording) -> None:
    row.state = State.CHECKING
    row.save(update_fields=["state"])
    enqueue(CHECK, key=f"{CHECK}:{row.pk}", recording_id=row.pk)


@job(CHECK)
def check(recording_id: int) -> None:
    """Look whether a replay can be made of the file; doing it again changes nothing.

    A good one takes the place of an earlier one of its channel. Raises ToolMissing where ffmpeg is not installed.
    """
    row = (
        Recording.objects.select_related("replay__event")
        .filter(pk=recording_id, state=State.CHECKING)
        .first()
    )
    if row is None:
        return
    found = _checksum(row.path)
    probe, reason = {}, ""
    if row.checksum and row.checksum != found:
        reason = Reason.BROKEN.value
    else:
        try:
            probe = asdict(examine(row.path, find_tools()))
        except BadMedia as bad:
            reason = bad.reason.value
    _note(row, found, probe, reason)


@transaction.atomic
def _note(row: Recording, checksum: str, probe: dict[str, Any], reason: str) -> None:
    row.checksum, row.probe, row.reason = checksum, probe, reason
    row.state = State.REFUSED if reason else State.READY
    row.save(update_fields=["checksum", "probe", "reason", "state"])
    verb = "recording.refused" if reason else "recording.checked"
    record(verb, row.event, channel=row.channel, reason=reason)
    if reason:
        # What cannot be used takes no room; the row stays to say why.
        _remove_later(row.path)
    else:
        others = row.replay.recordings.filter(channel=row.channel, state=State.READY).exclude(pk=row.pk)
        for earlier in others:
            earlier.replay = row.replay
            _remove_later(earlier.path)
            earlier.delete()


@transaction.atomic
def change_offset(row: Recording, offset_ms: int, *, by: Any) -> None:
    """Say anew where on the event clock the recording begins; the replay must be made again to follow."""
    if row.offset_ms == offset_ms:
        return
    withhold_moved(row.replay, offset_ms - row.offset_ms)
    row.offset_ms = offset_ms
    row.save(update_fields=["offset_ms"])
    record("recording.moved", row.event, by=by, channel=row.channel, offset_ms=offset_ms)


@transaction.atomic
def delete_recording(row: Recording, *, by: Any) -> None:
    """Remove an upload; what was made of it stays until the replay is made again."""
    record("recording.deleted", row.event, by=by, channel=row.channel)
    _remove_later(row.path)
    row.delete()


def tools_missing() -> str:
    """The program that is not installed on this machine; empty where all are."""
    try:
        find_tools()
    except ToolMissing as missing:
        return missing.name
    return ""


def _checksum(path: Path) -> str:
    seen = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := _read(file):
            seen.update(chunk)
    return seen.hexdigest()


def _read(file: IO[bytes]) -> bytes:
    return file.read(_READ_BYTES)


def _remove_later(path: Path) -> None:
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
