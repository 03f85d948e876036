"""What the pages of a replay show, for a reader of one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.events.digests.texts import readable
from tricity.events.models import Event
from tricity.language import bcp47
from tricity.media import Cue
from tricity.replay import clocks, queries
from tricity.replay.chapters import at, chapters
from tricity.replay.digests.channels import ChannelView, channel_view, picture, sounds
from tricity.replay.digests.happenings import Happening, Tick, happenings, ticks, time_line
from tricity.replay.digests.transcript import LineView, line_views
from tricity.replay.models import CaptionTrack, Mark, Replay, Withheld
from tricity.translation.names import name_in
from tricity.web.languages import NATIVE_NAMES
from tricity.web.text import LocalizedText

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class CaptionView:
    code: str
    tag: str
    name: str
    origin: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChapterView:
    seconds: float
    clock: str
    title: LocalizedText
    speaker: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class SlideView:
    """`image` is the address of a picture to show; empty for other files, which are linked."""

    seconds: float
    clock: str
    label: str
    url: str
    image: str


@dataclass(frozen=True, slots=True)
class ReplayPage:
    """Everything the page shows. `started_at` is the place asked for, in seconds."""

    replay: Replay
    channels: tuple[ChannelView, ...]
    captions: tuple[CaptionView, ...]
    chapters: tuple[ChapterView, ...]
    lines: tuple[LineView, ...]
    slides: tuple[SlideView, ...]
    happenings: tuple[Happening, ...]
    ticks: tuple[Tick, ...]
    language: str
    started_at: float
    has_picture: bool
    is_example: bool

    @property
    def has_media(self) -> bool:
        return bool(self.channels)

    @property
    def length(self) -> str:
        return clocks.label(self.replay.duration_ms)


def present_page(
    replay: Replay, language: str, *, captions: str = "", started_at: float = 0.0, person: Any = None
) -> ReplayPage:
    """The page for a reader; `captions` is the language of the transcript that was asked for."""
    origin = queries.origin_ms(replay)
    tracks = sorted(replay.caption_tracks.all(), key=lambda track: NATIVE_NAMES.get(track.language, ""))
    chosen = _chosen(tracks, captions, language)
    if chosen is not None:
        chosen.replay = replay
    marks = queries.marks(replay)
    of = chapters(replay, language, marks)
    starts = [(max(0, each.at_ms - origin), each) for each in of]
    now_ms = int(started_at * 1000)
    current = at(now_ms + origin, of)
    cues = queries.cues(chosen, origin) if chosen else []
    titles = [(ms, each.title) for ms, each in starts]
    length = length_ms(replay, cues)
    happened = happenings(
        replay, time_line(replay, origin, length), language, person=person or AnonymousUser(), titles=titles
    )
    return ReplayPage(
        replay=replay,
        channels=tuple(channel_view(replay, made) for made in sounds(replay)),
        captions=tuple(_caption(track, chosen) for track in tracks),
        chapters=tuple(
            ChapterView(ms / 1000, clocks.label(ms), each.title, each.speaker, each is current)
            for ms, each in starts
        ),
        lines=tuple(line_views(cues, {ms: each.title for ms, each in starts}, happened, now_ms)),
        slides=tuple(_slides(replay, marks, origin, language)),
        happenings=tuple(happened),
        ticks=tuple(ticks(happened, titles, length)),
        language=chosen.language if chosen else "",
        started_at=started_at,
        has_picture=picture(replay) is not None,
        is_example=any(track.origin == CaptionTrack.Origin.EXAMPLE for track in tracks),
    )


def present_player(replay: Replay, language: str) -> ReplayPage:
    """What the player alone needs, without a transcript: of the room."""
    tracks = sorted(replay.caption_tracks.all(), key=lambda track: NATIVE_NAMES.get(track.language, ""))
    return ReplayPage(
        replay=replay,
        channels=tuple(channel_view(replay, made) for made in sounds(replay)),
        captions=tuple(_caption(track, None) for track in tracks),
        chapters=(),
        lines=(),
        slides=(),
        happenings=(),
        ticks=(),
        language="",
        started_at=0.0,
        has_picture=picture(replay) is not None,
        is_example=any(track.origin == CaptionTrack.Origin.EXAMPLE for track in tracks),
    )


def settings_of(page: ReplayPage) -> Mapping[str, Any]:
    """What the player's script must know."""
    return {
        "source": page.replay.address("main"),
        "soundOnly": page.replay.address("sound"),
        "sounds": [{"code": each.code, "tag": each.tag} for each in page.channels],
        "captions": [{"code": each.code, "tag": each.tag} for each in page.captions],
        "slides": [
            {"t": each.seconds, "label": each.label, "url": each.url, "image": each.image}
            for each in page.slides
        ],
        "start": page.started_at,
    }


def _chosen(tracks: Sequence[CaptionTrack], asked: str, reader: str) -> CaptionTrack | None:
    """The track asked for, else the reader's own language, else any."""
    by_language = {track.language: track for track in tracks}
    for code in (asked, reader, "en"):
        if code in by_language:
            return by_language[code]
    return tracks[0] if tracks else None


def _caption(track: CaptionTrack, chosen: CaptionTrack | None) -> CaptionView:
    return CaptionView(
        track.language,
        bcp47(track.language),
        NATIVE_NAMES.get(track.language, track.language),
        track.get_origin_display(),
        track is chosen,
    )


def length_ms(replay: Replay, cues: Sequence[Cue]) -> int:
    """Of the media; of a transcript alone as long as the event, and until the last caption ends."""
    event = replay.event
    lasts = round((event.ends_at - event.starts_at).total_seconds() * 1000)
    return replay.duration_ms or max([lasts, *(cue.end_ms for cue in cues)])


def _slides(replay: Replay, marks: Sequence[Mark], origin: int, language: str) -> list[SlideView]:
    """Those shown, without what was on while something is withheld."""
    hidden = queries.spans(replay, Withheld.Scope.ALL)
    return [
        _slide(row, replay.event, origin, language)
        for row in marks
        if row.resource is not None and not any(start <= row.at_ms < end for start, end in hidden)
    ]


def _slide(mark: Mark, event: Event, origin: int, language: str) -> SlideView:
    resource = mark.resource
    assert resource is not None
    url = resource.url or reverse("events:resource", args=[event.code, resource.pk])
    title = (readable(resource.titles, language) or name_in(resource.titles, language)).text
    is_picture = str(resource.file.name).lower().endswith(PICTURE_SUFFIXES)
    ms = max(0, mark.at_ms - origin)
    label = _("%(title)s, page %(page)s") % {"title": title, "page": mark.page} if mark.page else title
    return SlideView(
        seconds=ms / 1000,
        clock=clocks.label(ms),
        label=label,
        url=f"{url}#page={mark.page}" if mark.page else url,
        image=url if is_picture else "",
    )
