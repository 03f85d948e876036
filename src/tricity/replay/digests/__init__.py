"""What the pages of replays get."""

from tricity.replay.digests.preparing import mark_choices, present_preparing
from tricity.replay.digests.watching import (
    MomentView,
    ReplayPage,
    channel_name,
    channel_tag,
    media_url,
    moment_view,
    picture,
    present_page,
    settings_of,
    sounds,
)

__all__ = [
    "MomentView",
    "ReplayPage",
    "channel_name",
    "channel_tag",
    "mark_choices",
    "media_url",
    "moment_view",
    "picture",
    "present_page",
    "present_preparing",
    "settings_of",
    "sounds",
]
