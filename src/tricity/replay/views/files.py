"""What a player asks for: playlists and captions written for this moment, media as they lie on the disk."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from tricity.events.digests import present
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


@require_safe
def main(request: HttpRequest, code: str, which: int) -> HttpResponse:
    """The multivariant playlist, with what this reader is most likely to want as its default."""
    replay = replay_to_watch(request, code, which)
    return _multivariant(replay, picture(replay))


@require_safe
def sound(request: HttpRequest, code: str, which: int) -> HttpResponse:
    """The same without the picture, for weak lines."""
    replay = replay_to_watch(request, code, which)
    return _multivariant(replay, None)


def _multivariant(replay: Replay, shown: Made | None) -> HttpResponse:
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
    languages = replay.caption_tracks.values_list("language", flat=True)
    captions = [
        Track(
            NATIVE_NAMES.get(code, code),
            channel_tag(code),
            replay.address("caption-playlist", code),
        )
        for code in sorted(languages, key=lambda code: NATIVE_NAMES.get(code, code))
    ]
    variant = Variant(shown, media_url(replay, shown, PLAYLIST)) if shown else None
    return _text(multivariant(variant, tracks, captions), MEDIA_TYPE)


@require_safe
def media(request: HttpRequest, code: str, which: int, rendition: str, name: str) -> HttpResponseBase:
    """A playlist or the media of a rendition. Its name changes with its content."""
    replay = replay_to_watch(request, code, which)
    # What was made before something was withheld may still lie on the disk.
    is_current = any(each["name"] == rendition for each in replay.renditions) and queries.is_blanked(replay)
    if name not in (PLAYLIST, MEDIA) or not is_current:
        raise Http404
    kind = "video/mp4" if rendition.startswith("picture") else "audio/mp4"
    # The name alone would let it be kept for ever, but what is withheld is to be gone from caches within minutes, too:
    # whoever asks again is answered that nothing has changed (304), or that it is not there any more.
    cache = "public, max-age=300, must-revalidate" if replay.is_public else "private, no-cache"
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
def caption_playlist(request: HttpRequest, code: str, which: int, spoken: str) -> HttpResponse:
    track = track_to_read(request, code, which, spoken)
    address = track.replay.address("caption-segment", track.language, 0)
    return _text(write_playlist(_length(track.replay), address.removesuffix("0.vtt") + "%d.vtt"), MEDIA_TYPE)


@require_safe
def caption_segment(request: HttpRequest, code: str, which: int, spoken: str, number: int) -> HttpResponse:
    track = track_to_read(request, code, which, spoken)
    if number * CAPTION_SEGMENT_SECONDS * 1000 > _length(track.replay):
        raise Http404
    return _text(write_segment(_cues(track), number), CAPTIONS_TYPE)


@require_safe
def captions_file(request: HttpRequest, code: str, which: int, spoken: str) -> HttpResponse:
    """All captions of a language, to keep."""
    track = track_to_read(request, code, which, spoken)
    return _saved(write_captions(_cues(track)), CAPTIONS_TYPE, f"{track.replay.key}-{spoken}.vtt")


@require_safe
def transcript(request: HttpRequest, code: str, which: int, spoken: str) -> HttpResponse:
    """The same as a text to read."""
    track = track_to_read(request, code, which, spoken)
    title = str(present([track.event], track.language)[0])
    of = chapters(track.replay, track.language)
    text = plain_text(title, _cues(track), of, queries.origin_ms(track.replay))
    return _saved(text, "text/plain; charset=utf-8", f"{track.replay.key}-{spoken}.txt")


@require_safe
def chapters_file(request: HttpRequest, code: str, which: int) -> HttpResponse:
    """Chapters as WebVTT, in the reader's language."""
    replay = replay_to_watch(request, code, which)
    origin, end = queries.origin_ms(replay), _length(replay)
    of = chapters(replay, reader_language())
    begins = [max(0, each.at_ms - origin) for each in of]
    cues = [
        Cue(start, stop, each.title.text)
        for start, stop, each in zip(begins, [*begins[1:], end], of, strict=False)
        if stop > start
    ]
    return _text(write_captions(cues), CAPTIONS_TYPE)


def _cues(track: CaptionTrack) -> Sequence[Cue]:
    return queries.cues(track, queries.origin_ms(track.replay))


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
