"""Media of a replay: looked into, planned on one time line, made with ffmpeg, described in playlists and captions.

Nothing here knows Django or the site. ffmpeg and ffprobe are programs of the system; where they lack, ToolMissing says so.
"""

from tricity.media.captions import Cue, caption_segment, clock, read_captions, write_captions
from tricity.media.errors import (
    BadCaptions,
    BadMedia,
    CaptionFault,
    MakingFailed,
    MediaError,
    Reason,
    TookTooLong,
    ToolMissing,
)
from tricity.media.making import MEDIA, PLAYLIST, Made, finished, forget, make
from tricity.media.planning import FLOOR, Plan, Rendition, Source, can_be_copied, plan
from tricity.media.playlists import MEDIA_TYPE, Track, Variant, caption_playlist, multivariant
from tricity.media.probing import Picture, Probe, examine
from tricity.media.tools import Tools, are_here, find_tools

__all__ = [
    "FLOOR",
    "MEDIA",
    "MEDIA_TYPE",
    "PLAYLIST",
    "BadCaptions",
    "BadMedia",
    "CaptionFault",
    "Cue",
    "Made",
    "MakingFailed",
    "MediaError",
    "Picture",
    "Plan",
    "Probe",
    "Reason",
    "Rendition",
    "Source",
    "TookTooLong",
    "ToolMissing",
    "Tools",
    "Track",
    "Variant",
    "are_here",
    "can_be_copied",
    "caption_playlist",
    "caption_segment",
    "clock",
    "examine",
    "find_tools",
    "finished",
    "forget",
    "make",
    "multivariant",
    "plan",
    "read_captions",
    "write_captions",
]
