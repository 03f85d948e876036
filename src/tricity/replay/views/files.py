"""What a player asks for: playlists and captions written for this moment, media as they lie on the disk."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from tricity.events.digests import present
from tricity.events.models import Event
from tricity.media import MEDIA, MEDIA_TYPE, PLAYLIST, Cue, Made, Track, Variant, multivariant, write_captions
from tricity.media import caption_playlist as write_playlist
from tricity.media import caption_segment as write_segment
from tricity.media.captions import MEDIA_TYPE as CAPTIONS_TYPE
from tricity.media.playlists import CAPTION_SEGMENT_SECONDS
from tricity.replay import queries
from tricity.replay.chapters import chapters
from tricity.replay.digests import channel_name, channel_tag, media_url, picture, sounds
from tricity.replay.models import CaptionTrack, Replay
from tricity.replay.serving import serve
from tricity.replay.transcripts import plain_text
from tricity.replay.views.finding import replay_to_watch, track_to_read
from tricity.web.languages import NATIVE_NAMES, reader_language

_RENDITION = re.compile(r"(?:picture|sound-[a-z-]{2,8})-[0-9a-f]{12}", re.ASCII)


@require_safe
def main(request: HttpRequest, code: str) -> HttpResponse:
    """The multivariant playlist, with what this reader is most likely to want as its default."""
    event, replay = replay_to_watch(request, code)
    return _multivariant(event, replay, picture(replay))


@require_safe
def sound(request: HttpRequest, code: str) -> HttpResponse:
    """The same without the picture, for weak lines."""
    event, replay = replay_to_watch(request, code)
    return _multivariant(event, replay, None)


def _multivariant(event: Event, replay: Replay, shown: Made | None) -> HttpResponse:
    heard = sounds(replay)
    if not heard:
        raise Http404
    reader = reader_language()
    default = reader if any(made.channel == reader for made in heard) else heard[0].channel
    tracks = [
        (
            Track(
                channel_name(made.channel),
                channel_tag(made.channel),
                media_url(replay, made, PLAYLIST),
                made.channel == default,
            ),
            Variant(made, media_url(replay, made, PLAYLIST)),
        )
        for made in heard
    ]
    languages = event.caption_tracks.values_list("language", flat=True)
    captions = [
        Track(
            NATIVE_NAMES.get(code, code),
            channel_tag(code),
            reverse("replay:caption-playlist", args=[event.code, code]),
        )
        for code in sorted(languages, key=lambda code: NATIVE_NAMES.get(code, code))
    ]
    variant = Variant(shown, media_url(replay, shown, PLAYLIST)) if shown else None
    return _text(multivariant(variant, tracks, captions), MEDIA_TYPE)


@require_safe
def media(request: HttpRequest, code: str, rendition: str, name: str) -> HttpResponseBase:
    """A playlist or the media of a rendition. Its name changes with its content, so it may be kept for long."""
    _event, replay = replay_to_watch(request, code)
    if name not in (PLAYLIST, MEDIA) or not _RENDITION.fullmatch(rendition):
        raise Http404
    kind = "video/mp4" if rendition.startswith("picture") else "audio/mp4"
    cache = "public, max-age=86400, immutable" if replay.is_public else "private, no-cache"
    try:
        return serve(
            request,
            replay.folder / rendition / name,
            media_type=MEDIA_TYPE if name == PLAYLIST else kind,
            cache=cache,
            tag=f"{rendition}-{name}",
        )
    except FileNotFoundError:
        raise Http404 from None


@require_safe
def caption_playlist(request: HttpRequest, code: str, spoken: str) -> HttpResponse:
    event, replay, track = track_to_read(request, code, spoken)
    address = reverse("replay:caption-segment", args=[event.code, track.language, 0])
    return _text(write_playlist(_length(replay), address.removesuffix("0.vtt") + "%d.vtt"), MEDIA_TYPE)


@require_safe
def caption_segment(request: HttpRequest, code: str, spoken: str, number: int) -> HttpResponse:
    event, replay, track = track_to_read(request, code, spoken)
    if number * CAPTION_SEGMENT_SECONDS * 1000 > _length(replay):
        raise Http404
    return _text(write_segment(_cues(event, replay, track), number), CAPTIONS_TYPE)


@require_safe
def captions_file(request: HttpRequest, code: str, spoken: str) -> HttpResponse:
    """All captions of a language, to keep."""
    event, replay, track = track_to_read(request, code, spoken)
    return _saved(write_captions(_cues(event, replay, track)), CAPTIONS_TYPE, f"{event.code}-{spoken}.vtt")


@require_safe
def transcript(request: HttpRequest, code: str, spoken: str) -> HttpResponse:
    """The same as a text to read."""
    event, replay, track = track_to_read(request, code, spoken)
    title = str(present([event], track.language)[0])
    of = chapters(event, track.language)
    text = plain_text(event, title, _cues(event, replay, track), of, queries.origin_ms(event, replay))
    return _saved(text, "text/plain; charset=utf-8", f"{event.code}-{spoken}.txt")


@require_safe
def chapters_file(request: HttpRequest, code: str) -> HttpResponse:
    """Chapters as WebVTT, in the reader's language."""
    event, replay = replay_to_watch(request, code)
    origin, end = queries.origin_ms(event, replay), _length(replay)
    of = chapters(event, reader_language())
    begins = [max(0, each.at_ms - origin) for each in of]
    cues = [
        Cue(start, stop, each.title.text)
        for start, stop, each in zip(begins, [*begins[1:], end], of, strict=False)
        if stop > start
    ]
    return _text(write_captions(cues), CAPTIONS_TYPE)


def _cues(event: Event, replay: Replay, track: CaptionTrack) -> Sequence[Cue]:
    return queries.cues(track, queries.origin_ms(event, replay))


def _length(replay: Replay) -> int:
    """Of a transcript without media: as long as the event."""
    event = replay.event
    return replay.duration_ms or round((event.ends_at - event.starts_at).total_seconds() * 1000)


def _text(text: str, media_type: str) -> HttpResponse:
    """Captions may be corrected at any time: asked for anew each time."""
    headers = {"Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(text, content_type=media_type, headers=headers)


def _saved(text: str, media_type: str, name: str) -> HttpResponse:
    response = _text(text, media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
