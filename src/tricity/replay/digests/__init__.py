"""What the pages of replays get."""

from tricity.replay.digests.channels import (
    channel_name,
    channel_tag,
    media_url,
    picture,
    sounds,
)
from tricity.replay.digests.correcting import CorrectionPage, present_correcting
from tricity.replay.digests.happenings import Happening, happenings, time_line
from tricity.replay.digests.moments import MomentView, moment_view
from tricity.replay.digests.preparing import mark_choices, present_preparing, spoken_choices
from tricity.replay.digests.watching import ReplayPage, length_ms, present_page, present_player, settings_of

__all__ = [
    "CorrectionPage",
    "Happening",
    "MomentView",
    "ReplayPage",
    "channel_name",
    "channel_tag",
    "happenings",
    "length_ms",
    "mark_choices",
    "media_url",
    "moment_view",
    "picture",
    "present_correcting",
    "present_page",
    "present_player",
    "present_preparing",
    "settings_of",
    "sounds",
    "spoken_choices",
    "time_line",
]
