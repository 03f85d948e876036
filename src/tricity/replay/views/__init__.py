"""Pages of replays: watching, the files a player asks for, what organizers do."""

from tricity.replay.views.arranging import delete, describe, replay_new, withheld_delete, withheld_new
from tricity.replay.views.correcting import correct
from tricity.replay.views.files import (
    caption_playlist,
    caption_segment,
    captions_file,
    chapters_file,
    main,
    media,
    sound,
    transcript,
)
from tricity.replay.views.preparing import (
    make,
    mark_delete,
    mark_new,
    prepare,
    publish,
    recording_delete,
    recording_new,
    recording_offset,
    track_delete,
    track_new,
    withdraw,
)
from tricity.replay.views.uploading import upload, upload_begin
from tricity.replay.views.watching import replay

__all__ = [
    "caption_playlist",
    "caption_segment",
    "captions_file",
    "chapters_file",
    "correct",
    "delete",
    "describe",
    "main",
    "make",
    "mark_delete",
    "mark_new",
    "media",
    "prepare",
    "publish",
    "recording_delete",
    "recording_new",
    "recording_offset",
    "replay",
    "replay_new",
    "sound",
    "track_delete",
    "track_new",
    "transcript",
    "upload",
    "upload_begin",
    "withdraw",
    "withheld_delete",
    "withheld_new",
]
