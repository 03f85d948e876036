"""The sounds and the picture of a replay that can be played now."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from tricity.language import bcp47
from tricity.media import FLOOR, MEDIA, PLAYLIST, Made
from tricity.replay import queries
from tricity.replay.models import Replay
from tricity.web.languages import NATIVE_NAMES


@dataclass(frozen=True, slots=True)
class ChannelView:
    """Sound to choose: `code` is “floor” or a language, `tag` for `lang` and hls.js, `name` the native name."""

    code: str
    tag: str
    name: str
    url: str
    size: str


def channel_name(channel: str) -> str:
    """The language in itself; the floor in the reader's."""
    return _("Floor: every speaker as they spoke") if channel == FLOOR else NATIVE_NAMES.get(channel, channel)


def channel_tag(channel: str) -> str:
    """BCP 47; of the floor, where several are spoken, `mul`."""
    return "mul" if channel == FLOOR else bcp47(channel)


def made_of(replay: Replay) -> list[Made]:
    """Renditions whose files are there and hold nothing that is withheld; else none, until the replay is made again."""
    if not queries.is_blanked(replay):
        return []
    rows = [Made(**each) for each in replay.renditions]
    return [made for made in rows if (replay.folder / made.name / PLAYLIST).exists()]


def sounds(replay: Replay) -> list[Made]:
    """The channels, the floor first, then the languages by their native names."""
    found = [made for made in made_of(replay) if not made.width]
    return sorted(found, key=lambda made: (made.channel != FLOOR, NATIVE_NAMES.get(made.channel, "")))


def picture(replay: Replay) -> Made | None:
    return next((made for made in made_of(replay) if made.width), None)


def media_url(replay: Replay, made: Made, name: str = MEDIA) -> str:
    return replay.address("media", made.name, name)


def channel_view(replay: Replay, made: Made) -> ChannelView:
    return ChannelView(
        made.channel,
        channel_tag(made.channel),
        channel_name(made.channel),
        media_url(replay, made),
        filesizeformat(made.size_bytes),
    )
