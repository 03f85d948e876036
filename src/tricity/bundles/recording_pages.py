"""Sound to play and transcripts to read: of every language a page for readers of every language."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from tricity.bundles.contents import Contents, Recorded, Track
from tricity.bundles.moments import (
    Moment,
    length_ms,
    line_number,
    moment,
    recording_name,
    sound_at,
    sound_for,
    transcript_name,
)
from tricity.bundles.rendering import Page
from tricity.events.digests import present
from tricity.events.digests.texts import readable
from tricity.language import bcp47
from tricity.media import Cue, write_captions
from tricity.replay import clocks
from tricity.replay.chapters import Chapter, chapters
from tricity.replay.digests import channel_name, channel_tag
from tricity.replay.digests.parts import part_title
from tricity.replay.models import CaptionTrack, Withheld
from tricity.replay.queries import marks, spans
from tricity.replay.transcripts import plain_text
from tricity.translation.names import name_in
from tricity.web.languages import NATIVE_NAMES
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class SoundView:
    """`tag` is empty for the floor, where several languages are spoken and the reader's names it."""

    name: str
    tag: str
    href: str
    size: str


@dataclass(frozen=True, slots=True)
class TrackView:
    name: str
    tag: str
    origin: str
    page: str
    captions: str
    text: str
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class ChapterView:
    begins: Moment
    title: LocalizedText
    speaker: str


@dataclass(frozen=True, slots=True)
class SlideView:
    clock: str
    label: str
    href: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """`id` is what a link leads to, `href` where it is heard (empty without sound); `chapter` begins with it."""

    id: str
    clock: str
    href: str
    text: str
    speaker: str
    chapter: LocalizedText | None


def pages_of(contents: Contents, language: str, sizes: dict[str, int]) -> list[Page]:
    """Each recording, and a page for each transcript. `sizes`: bytes of the sounds by name. The language must be active."""
    return [page for each in contents.recordings for page in _pages(contents, each, language, sizes)]


def _pages(contents: Contents, recorded: Recorded, language: str, sizes: dict[str, int]) -> list[Page]:
    event = present([contents.event], language)[0]
    of = chapters(recorded.replay, language)
    begun = [(each.at_ms - recorded.origin_ms, each) for each in of]
    name = recording_name(recorded)
    shared = {
        "event": event,
        "part": part_title(recorded.replay, language),
        "recording": name,
        "is_example": any(track.row.origin == CaptionTrack.Origin.EXAMPLE for track in recorded.tracks),
        "length": clocks.label(length_ms(recorded)),
        "tracks": [_track(recorded, track) for track in recorded.tracks],
    }
    recording = {
        **shared,
        "sounds": _sounds(recorded, sizes),
        "chapters": [
            ChapterView(moment(recorded, ms, language), each.title, each.speaker)
            for ms, each in begun
            if ms < length_ms(recorded)
        ],
        "slides": _slides(contents, recorded, language),
    }
    made = [Page(name, "bundles/recording.html", _("Recording"), recording, name)]
    for track in recorded.tracks:
        sound = sound_for(recorded, track.language)
        context = {
            **shared,
            "tracks": [_track(recorded, each, is_shown=each is track) for each in recorded.tracks],
            "tag": bcp47(track.language),
            "lines": _lines(recorded, track, begun),
            "sound": sound and f"../sound/{sound.name}",
            "sound_name": sound and channel_name(sound.channel),
        }
        title = _("Transcript: %(language)s") % {"language": NATIVE_NAMES[track.language]}
        made.append(
            Page(transcript_name(recorded, track.language), "bundles/transcript.html", title, context, name)
        )
    return made


def files_of(contents: Contents) -> dict[str, str]:
    """Captions (WebVTT) and transcripts (plain text): path in the bundle → content."""
    found = {}
    for recorded in contents.recordings:
        for track in recorded.tracks:
            title = str(present([contents.event], track.language)[0])
            of = chapters(recorded.replay, track.language)
            name = f"captions/{track.language}{recorded.suffix}"
            found[f"{name}.vtt"] = write_captions(track.cues)
            found[f"{name}.txt"] = plain_text(title, track.cues, of, recorded.origin_ms)
    return found


def _sounds(recorded: Recorded, sizes: dict[str, int]) -> list[SoundView]:
    return [
        SoundView(
            channel_name(sound.channel),
            "" if channel_tag(sound.channel) == "mul" else channel_tag(sound.channel),
            f"../sound/{sound.name}",
            filesizeformat(sizes[sound.name]),
        )
        for sound in recorded.sounds
    ]


def _track(recorded: Recorded, track: Track, *, is_shown: bool = False) -> TrackView:
    code = track.language
    return TrackView(
        NATIVE_NAMES[code],
        bcp47(code),
        track.row.get_origin_display(),
        transcript_name(recorded, code),
        f"../captions/{code}{recorded.suffix}.vtt",
        f"../captions/{code}{recorded.suffix}.txt",
        is_shown,
    )


def _lines(recorded: Recorded, track: Track, begun: list[tuple[int, Chapter]]) -> list[LineView]:
    """A chapter stands before the line in which it begins; a speaker is named where another begins to speak."""
    starts = [cue.start_ms for cue in track.cues]
    titles = {line_number(starts, ms): each.title for ms, each in begun if ms < length_ms(recorded)}
    sound = sound_for(recorded, track.language)
    found, speaker = [], ""
    for number, cue in enumerate(track.cues, 1):
        chapter = titles.get(number)
        found.append(
            LineView(
                id=f"l{number}",
                clock=clocks.label(cue.start_ms),
                href=sound_at(sound, cue.start_ms) if sound else "",
                text=cue.text,
                speaker=_named(cue, speaker, is_chapter=chapter is not None),
                chapter=chapter,
            )
        )
        speaker = cue.speaker or speaker
    return found


def _named(cue: Cue, before: str, *, is_chapter: bool) -> str:
    return cue.speaker if cue.speaker != before or is_chapter else ""


def _slides(contents: Contents, recorded: Recorded, language: str) -> list[SlideView]:
    """When which slide was shown; those whose file is not carried are left out."""
    found = []
    hidden = spans(recorded.replay, Withheld.Scope.ALL)
    for mark in marks(recorded.replay):
        resource = mark.resource
        if resource is None or any(start <= mark.at_ms < end for start, end in hidden):
            continue
        if resource.pk in contents.files or resource.url:
            href = resource.url or f"../files/{contents.files[resource.pk]}"
            title = (readable(resource.titles, language) or name_in(resource.titles, language)).text
            label = (
                _("%(title)s, page %(page)s") % {"title": title, "page": mark.page} if mark.page else title
            )
            clock = clocks.label(max(0, mark.at_ms - recorded.origin_ms))
            page = f"#page={mark.page}" if mark.page else ""
            found.append(SlideView(clock, label, f"{href}{page}", bool(resource.url)))
    return found
