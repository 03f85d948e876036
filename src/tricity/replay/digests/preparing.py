"""What organizers see of a replay that is being prepared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tricity.events.digests.pages import session_title
from tricity.events.digests.texts import readable
from tricity.events.models import Event, Resource, Session, Talk
from tricity.media import are_here
from tricity.replay import clocks, queries
from tricity.replay.chapters import speaker
from tricity.replay.digests.channels import channel_tag
from tricity.replay.digests.parts import part_name, part_title
from tricity.replay.digests.uploads import RecordingView, recording_view
from tricity.replay.errors import objection_line
from tricity.replay.models import Mark, Recording, Replay, Withheld
from tricity.replay.objections import objections
from tricity.translation.names import name_in
from tricity.web.languages import NATIVE_NAMES
from tricity.web.text import LocalizedText

State = Recording.State


@dataclass(frozen=True, slots=True)
class TrackView:
    pk: int
    code: str
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
class PartView:
    """One of the recordings of an event."""

    number: int
    title: LocalizedText
    url: str
    is_public: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class WithheldView:
    """`span` is empty for what is not in the recording; `whose` words are left out."""

    pk: int
    span: str
    scope: str
    whose: str
    reason: str


@dataclass(frozen=True, slots=True)
class PreparingPage:
    """`has_tools` is False on a machine without ffmpeg, where uploads wait.

    `others` are all recordings of the event where it has several; `objections` say who does not agree to what.
    `lacks_sessions`: those it was chosen for have been deleted.
    """

    replay: Replay
    title: LocalizedText | None
    others: tuple[PartView, ...]
    sessions: tuple[LocalizedText, ...]
    lacks_sessions: bool
    withheld: tuple[WithheldView, ...]
    objections: tuple[str, ...]
    is_blanked: bool
    origin_ms: int
    recordings: tuple[RecordingView, ...]
    tracks: tuple[TrackView, ...]
    marks: tuple[MarkView, ...]
    has_tools: bool
    can_make: bool
    is_busy: bool


def present_preparing(replay: Replay, programme: Sequence[Session], language: str) -> PreparingPage:
    """`programme` is that of the replay (`queries.own_programme`)."""
    recordings = sorted(
        replay.recordings.all(), key=lambda row: (not row.is_floor, NATIVE_NAMES.get(row.channel, ""), row.pk)
    )
    for row in recordings:
        row.replay = replay
    origin = queries.origin_ms(replay)
    tracks = replay.caption_tracks.annotate(captions=Count("cues"))
    sessions = tuple(session_title(each, language) for each in replay.sessions.all())
    return PreparingPage(
        replay=replay,
        title=part_title(replay, language),
        others=_others(replay, language),
        sessions=sessions,
        lacks_sessions=replay.only_chosen and not sessions,
        withheld=tuple(_withheld(row, origin, language) for row in replay.withheld.all()),
        objections=tuple(objection_line(each) for each in objections(replay, programme)),
        is_blanked=queries.is_blanked(replay),
        origin_ms=origin,
        recordings=tuple(recording_view(row) for row in recordings),
        tracks=tuple(
            _track(row) for row in sorted(tracks, key=lambda row: NATIVE_NAMES.get(row.language, ""))
        ),
        marks=tuple(_mark(row, origin, language) for row in queries.marks(replay)),
        has_tools=are_here(),
        can_make=any(row.state == State.READY for row in recordings),
        is_busy=replay.is_under_way or any(row.state == State.CHECKING for row in recordings),
    )


def spoken_choices(replay: Replay, programme: Sequence[Session], language: str) -> list[tuple[str, str]]:
    """The talks of its programme, and the other people who are heard, for a select; one query."""
    talks = (talk for session in programme for talk in session.talks.all())
    return [
        *((f"talk:{talk.pk}", speaker(talk, language)) for talk in talks),
        *(
            (f"person:{person.pk}", f"{speaker(person, language)} ({person.get_role_display()})")
            for person in queries.own_people(replay)
        ),
    ]


def mark_choices(event: Event, programme: Sequence[Session], language: str) -> list[tuple[str, Any]]:
    """Chapters of a programme, and files that may be slides, for a select."""
    begun: list[tuple[str, str]] = []
    for session in programme:
        begun.append((f"session:{session.pk}", str(session_title(session, language))))
        begun += [(f"talk:{talk.pk}", _talk(talk, language)) for talk in session.talks.all()]
    slides = [
        (f"resource:{row.pk}", _title(row, language))
        for row in event.resources.exclude(kind=Resource.Kind.REPLAY)
    ]
    groups = [(_("Chapter"), begun), (pgettext("of a presentation", "Slide"), slides)]
    return [group for group in groups if group[1]]


def _track(row: Any) -> TrackView:
    name = NATIVE_NAMES.get(row.language, row.language)
    return TrackView(
        row.pk, row.language, channel_tag(row.language), name, row.get_origin_display(), row.captions
    )


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


def _others(replay: Replay, language: str) -> tuple[PartView, ...]:
    """All of the event, where there is more than this one."""
    rows = list(Replay.objects.filter(event=replay.event).order_by("number"))
    if len(rows) < 2:
        return ()
    for row in rows:
        row.event = replay.event
    return tuple(
        PartView(
            row.number, part_name(row, language), row.address("prepare"), row.is_public, row.pk == replay.pk
        )
        for row in rows
    )


def _withheld(row: Withheld, origin: int, language: str) -> WithheldView:
    is_absent = row.scope == Withheld.Scope.ABSENT
    span = f"{clocks.written(row.start_ms - origin)}–{clocks.written(row.end_ms - origin)}"
    part = row.talk or row.person
    whose = speaker(part, language) if part else ""
    return WithheldView(row.pk, "" if is_absent else span, row.get_scope_display(), whose, row.reason)


def _title(resource: Resource, language: str) -> str:
    return (readable(resource.titles, language) or name_in(resource.titles, language)).text
