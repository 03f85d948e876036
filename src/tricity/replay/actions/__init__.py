"""What organizers do with recordings, captions and the replay."""

from tricity.replay.actions.arranging import add_replay, delete_replay, describe_replay, first_replay
from tricity.replay.actions.correcting import correct_cue
from tricity.replay.actions.making import make_later, publish_replay, withdraw_replay
from tricity.replay.actions.marks import add_mark, delete_mark
from tricity.replay.actions.reconsidering import consents_changed, reconsider_all
from tricity.replay.actions.recordings import (
    add_piece,
    begin_upload,
    change_offset,
    check_later,
    delete_recording,
    keep_file,
)
from tricity.replay.actions.tracks import delete_track, keep_track
from tricity.replay.actions.withholding import show_again, withhold

__all__ = [
    "add_mark",
    "add_piece",
    "add_replay",
    "begin_upload",
    "change_offset",
    "check_later",
    "consents_changed",
    "correct_cue",
    "delete_mark",
    "delete_recording",
    "delete_replay",
    "delete_track",
    "describe_replay",
    "first_replay",
    "keep_file",
    "keep_track",
    "make_later",
    "publish_replay",
    "reconsider_all",
    "show_again",
    "withdraw_replay",
    "withhold",
]
