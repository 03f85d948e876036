"""What organizers see of a replay that is being prepared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tricity.events.digests.pages import session_title
from tricity.events.digests.texts import readable
from tricity.events.models import Event, Resource, Talk
from tricity.media import Reason, are_here
from tricity.replay import clocks, queries
from tricity.replay.digests.watching import channel_name, channel_tag
from tricity.replay.models import CaptionTrack, Mark, Recording, Replay
from tricity.translation.names import name_in
from tricity.web.languages import NATIVE_NAMES

State = Recording.State


@dataclass(frozen=True, slots=True)
class RecordingView:
    """An upload. `reason` says why it was refused and how to mend that; `percent` of what has arrived."""

    pk: int
    tag: str
    channel: str
    name: str
    size: str
    length: str
    offset: str
    state: str
    state_label: str
    percent: int
    reason: str


@dataclass(frozen=True, slots=True)
class TrackView:
    pk: int
    tag: str
    name: str
    origin: str
    captions: int


@dataclass(frozen=True, slots=True)
class MarkView:
    pk: int
    clock: str
    title: str
    is_slide: bool


@dataclass(frozen=True, slots=True)
class PreparingPage:
    """`has_tools` is False on a machine without ffmpeg, where uploads wait."""

    replay: Replay | None
    recordings: tuple[RecordingView, ...]
    tracks: tuple[TrackView, ...]
    marks: tuple[MarkView, ...]
    has_tools: bool
    can_make: bool
    is_busy: bool


def refusal(reason: str) -> str:
    """Why a recording was refused, for the person who uploaded it."""
    sentences = {
        Reason.NOT_MEDIA: _("This is no sound or video file."),
        Reason.NO_SOUND: _("The file has no sound. Export it again with its sound."),
        Reason.PROTECTED: _("The file is encrypted or copy-protected. Export it without protection."),
        Reason.UNSUPPORTED: _("The file uses a format that cannot be read. Export it as MP4 or WAV."),
        Reason.TOO_SHORT: _("The recording is shorter than a second."),
        Reason.TOO_LONG: _("The recording is longer than twelve hours. Cut it first."),
        Reason.CUT_OFF: _(
            "The end of the file is missing. It was probably copied while it was still being written."
        ),
        Reason.BROKEN: _("The file is damaged: what is in it cannot be played. Copy or export it again."),
    }
    return sentences.get(Reason(reason), "") if reason in set(Reason) else ""


def present_preparing(event: Event, replay: Replay | None, language: str) -> PreparingPage:
    recordings = sorted(
        event.recordings.all(), key=lambda row: (not row.is_floor, NATIVE_NAMES.get(row.channel, ""), row.pk)
    )
    for row in recordings:
        row.event = event
    origin = queries.origin_ms(event, replay)
    tracks = event.caption_tracks.all()
    return PreparingPage(
        replay=replay,
        recordings=tuple(_recording(row) for row in recordings),
        tracks=tuple(
            _track(row) for row in sorted(tracks, key=lambda row: NATIVE_NAMES.get(row.language, ""))
        ),
        marks=tuple(
            _mark(row, origin, language) for row in event.marks.select_related("session", "talk", "resource")
        ),
        has_tools=are_here(),
        can_make=any(row.state == State.READY for row in recordings),
        is_busy=(replay is not None and replay.is_under_way)
        or any(row.state == State.CHECKING for row in recordings),
    )


def mark_choices(event: Event, language: str) -> list[tuple[str, Any]]:
    """Chapters of the programme, and files that may be slides, for a select."""
    sessions = list(event.sessions.prefetch_related("talks"))
    begun: list[tuple[str, str]] = []
    for session in sessions:
        begun.append((f"session:{session.pk}", str(session_title(session, language))))
        begun += [(f"talk:{talk.pk}", _talk(talk, language)) for talk in session.talks.all()]
    slides = [
        (f"resource:{row.pk}", _title(row, language))
        for row in event.resources.exclude(kind=Resource.Kind.REPLAY)
    ]
    groups = [(_("Chapter"), begun), (pgettext("of a presentation", "Slide"), slides)]
    return [group for group in groups if group[1]]


def _recording(row: Recording) -> RecordingView:
    length = row.probe.get("duration_ms")
    return RecordingView(
        pk=row.pk,
        tag="" if row.is_floor else channel_tag(row.channel),
        channel=channel_name(row.channel),
        name=row.name,
        size=filesizeformat(row.size_bytes),
        length=clocks.label(length) if length else "",
        offset=clocks.written(row.offset_ms),
        state=row.state,
        state_label=row.get_state_display(),
        percent=row.received_percent if row.state == State.UPLOADING else 100,
        reason=refusal(row.reason),
    )


def _track(row: CaptionTrack) -> TrackView:
    name = NATIVE_NAMES.get(row.language, row.language)
    return TrackView(row.pk, channel_tag(row.language), name, row.get_origin_display(), row.cues.count())


def _mark(row: Mark, origin: int, language: str) -> MarkView:
    clock = clocks.label(row.at_ms - origin)
    if row.resource is not None:
        title = _title(row.resource, language)
        label = _("%(title)s, page %(page)s") % {"title": title, "page": row.page} if row.page else title
        return MarkView(row.pk, clock, label, True)
    if row.talk is not None:
        return MarkView(row.pk, clock, _talk(row.talk, language), False)
    if row.session is not None:
        return MarkView(row.pk, clock, str(session_title(row.session, language)), False)
    return MarkView(row.pk, clock, name_in(row.titles, language).text, False)


def _talk(talk: Talk, language: str) -> str:
    title = readable(talk.titles, language) or name_in(talk.titles, language)
    return f"{talk.speaker_name}: {title}" if title else talk.speaker_name


def _title(resource: Resource, language: str) -> str:
    return (readable(resource.titles, language) or name_in(resource.titles, language)).text
