"""Pages of replays: watching, the files a player asks for, what organizers do."""

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
    "sound",
    "track_delete",
    "track_new",
    "transcript",
    "upload",
    "upload_begin",
    "withdraw",
]
