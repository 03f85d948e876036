"""What organizers do with recordings, captions and the replay."""

from tricity.replay.actions.making import make_later, publish_replay, withdraw_replay
from tricity.replay.actions.marks import add_mark, delete_mark
from tricity.replay.actions.recordings import (
    add_piece,
    begin_upload,
    change_offset,
    check_later,
    delete_recording,
    keep_file,
)
from tricity.replay.actions.tracks import delete_track, keep_track

__all__ = [
    "add_mark",
    "add_piece",
    "begin_upload",
    "change_offset",
    "check_later",
    "delete_mark",
    "delete_recording",
    "delete_track",
    "keep_file",
    "keep_track",
    "make_later",
    "publish_replay",
    "withdraw_replay",
]
