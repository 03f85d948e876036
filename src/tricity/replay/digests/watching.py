"""What the pages of a replay show, for a reader of one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.events.digests.texts import readable
from tricity.events.models import Event
from tricity.language import bcp47
from tricity.media import FLOOR, MEDIA, PLAYLIST, Cue, Made
from tricity.replay import clocks, queries
from tricity.replay.chapters import at, chapters
from tricity.replay.models import CaptionTrack, Mark, Passage, Replay
from tricity.translation.names import name_in
from tricity.web.languages import NATIVE_NAMES
from tricity.web.text import LocalizedText

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class MomentView:
    """A moment as a search shows it. `language` is that of the captions in which it was found."""

    pk: int
    url: str
    event_title: LocalizedText
    chapter: LocalizedText | None
    speaker: str
    clock: str
    language: str
    seconds: int


@dataclass(frozen=True, slots=True)
class ChannelView:
    """Sound to choose: `code` is “floor” or a language, `tag` for `lang` and hls.js, `name` the native name."""

    code: str
    tag: str
    name: str
    url: str
    size: str


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
class LineView:
    """A line of the transcript. `chapter` stands above it where one begins."""

    seconds: float
    end: float
    clock: str
    text: str
    speaker: str
    chapter: LocalizedText | None
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


def channel_name(channel: str) -> str:
    """The language in itself; the floor in the reader's."""
    return _("Floor: every speaker as they spoke") if channel == FLOOR else NATIVE_NAMES.get(channel, channel)


def channel_tag(channel: str) -> str:
    """BCP 47; of the floor, where several are spoken, `mul`."""
    return "mul" if channel == FLOOR else bcp47(channel)


def moment_view(passage: Passage, language: str) -> MomentView:
    """Where a hit leads; the event and its replay must be loaded."""
    event = passage.event
    ms = max(0, passage.start_ms - event.replay.origin_ms)
    address = reverse("replay:replay", args=[event.code])
    return MomentView(
        pk=passage.pk,
        url=f"{address}?t={ms // 1000}&captions={passage.language}#now",
        event_title=readable(event.titles, language) or name_in(event.titles, language),
        chapter=LocalizedText(passage.title, passage.language) if passage.title else None,
        speaker=passage.speaker,
        clock=clocks.label(ms),
        language=passage.language,
        seconds=ms // 1000,
    )


def made_of(replay: Replay) -> list[Made]:
    """Renditions whose files are there; none after a restored backup, until the replay is made again."""
    rows = [Made(**each) for each in replay.renditions]
    return [made for made in rows if (replay.folder / made.name / PLAYLIST).exists()]


def sounds(replay: Replay) -> list[Made]:
    """The channels, the floor first, then the languages by their native names."""
    found = [made for made in made_of(replay) if not made.width]
    return sorted(found, key=lambda made: (made.channel != FLOOR, NATIVE_NAMES.get(made.channel, "")))


def picture(replay: Replay) -> Made | None:
    return next((made for made in made_of(replay) if made.width), None)


def media_url(replay: Replay, made: Made, name: str = MEDIA) -> str:
    return reverse("replay:media", args=[replay.event.code, made.name, name])


def present_page(
    event: Event, replay: Replay, language: str, *, captions: str = "", started_at: float = 0.0
) -> ReplayPage:
    """The page for a reader; `captions` is the language of the transcript that was asked for."""
    origin = queries.origin_ms(event, replay)
    tracks = sorted(event.caption_tracks.all(), key=lambda track: NATIVE_NAMES.get(track.language, ""))
    chosen = _chosen(tracks, captions, language)
    of = chapters(event, language)
    starts = [(max(0, each.at_ms - origin), each) for each in of]
    now_ms = int(started_at * 1000)
    current = at(now_ms + origin, of)
    cues = queries.cues(chosen, origin) if chosen else []
    return ReplayPage(
        replay=replay,
        channels=tuple(_channel(replay, made) for made in sounds(replay)),
        captions=tuple(_caption(track, chosen) for track in tracks),
        chapters=tuple(
            ChapterView(ms / 1000, clocks.label(ms), each.title, each.speaker, each is current)
            for ms, each in starts
        ),
        lines=tuple(_lines(cues, {ms: each.title for ms, each in starts}, now_ms)),
        slides=tuple(_slides(event, origin, language)),
        language=chosen.language if chosen else "",
        started_at=started_at,
        has_picture=picture(replay) is not None,
        is_example=any(track.origin == CaptionTrack.Origin.EXAMPLE for track in tracks),
    )


def settings_of(page: ReplayPage, event: Event) -> Mapping[str, Any]:
    """What the player's script must know."""
    code = event.code
    return {
        "source": reverse("replay:main", args=[code]),
        "soundOnly": reverse("replay:sound", args=[code]),
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


def _channel(replay: Replay, made: Made) -> ChannelView:
    return ChannelView(
        made.channel,
        channel_tag(made.channel),
        channel_name(made.channel),
        media_url(replay, made),
        filesizeformat(made.size_bytes),
    )


def _caption(track: CaptionTrack, chosen: CaptionTrack | None) -> CaptionView:
    return CaptionView(
        track.language,
        bcp47(track.language),
        NATIVE_NAMES.get(track.language, track.language),
        track.get_origin_display(),
        track is chosen,
    )


def _lines(cues: Sequence[Cue], starts: Mapping[int, LocalizedText], now_ms: int) -> list[LineView]:
    """Each caption, with the chapter that begins at it; a speaker is named where another begins to speak."""
    waiting = sorted(starts.items())
    found: list[LineView] = []
    speaker = ""
    nearest = max((cue.start_ms for cue in cues if cue.start_ms <= now_ms), default=-1) if now_ms else -1
    for cue in cues:
        begun = [waiting.pop(0)[1] for ms, _title in list(waiting) if ms <= cue.start_ms]
        found.append(
            LineView(
                seconds=cue.start_ms / 1000,
                end=cue.end_ms / 1000,
                clock=clocks.label(cue.start_ms),
                text=cue.text,
                speaker=cue.speaker if cue.speaker != speaker or begun else "",
                chapter=begun[-1] if begun else None,
                is_current=cue.start_ms == nearest,
            )
        )
        speaker = cue.speaker or speaker
    return found


def _slides(event: Event, origin: int, language: str) -> list[SlideView]:
    rows = event.marks.exclude(resource=None).select_related("resource")
    return [_slide(row, event, origin, language) for row in rows]


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
