"""What of an event everybody may read, gathered once for the pages in all languages.

Everything here is asked for as somebody without an account: what such a reader does not see on the site is not carried.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import AnonymousUser

from tricity.bundles.errors import NotPublic
from tricity.bundles.names import Names, stem, suffix
from tricity.bundles.sound import SUFFIX
from tricity.cooperation.models import Opportunity
from tricity.cooperation.queries import evidence_of, public_opportunities
from tricity.events.models import Event, Resource
from tricity.knowledge.models import Record
from tricity.knowledge.queries import public_records
from tricity.media import MEDIA, Cue, Made
from tricity.replay import queries as replays
from tricity.replay.digests import channel_name, sounds
from tricity.replay.models import CaptionTrack, Replay
from tricity.replay.rules import may_watch
from tricity.rooms.following import FollowUp, follow_ups
from tricity.rooms.models import Question
from tricity.rooms.queries import shown_questions
from tricity.rooms.rules import may_enter
from tricity.web.languages import NATIVE_NAMES

NOBODY = AnonymousUser()


@dataclass(frozen=True, slots=True)
class Track:
    """The captions of a language, in time of the replay."""

    row: CaptionTrack
    cues: tuple[Cue, ...]

    @property
    def language(self) -> str:
        return self.row.language


@dataclass(frozen=True, slots=True)
class Sound:
    """A channel: `made` is where the rendition lies, `name` what its file in the bundle is called."""

    channel: str
    made: Path
    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Recorded:
    """One of the recordings of an event. `sessions` are those it was chosen to show; None: all.

    `sounds` are only what lies on the disk; `silent` are the channels that do not.
    """

    replay: Replay
    origin_ms: int
    tracks: tuple[Track, ...]
    sounds: tuple[Sound, ...]
    silent: tuple[str, ...]
    sessions: frozenset[int] | None

    @property
    def suffix(self) -> str:
        """Tells its files from those of the others."""
        return suffix_of(self.replay)

    def shows(self, session: int | None) -> bool:
        return self.sessions is None or session is None or session in self.sessions


@dataclass(frozen=True, slots=True)
class Contents:
    """`files` (resource id → name in the bundle) has only what lies on the disk; `left_out` titles of what does not.

    `recordings` are those with words or sound.
    """

    event: Event
    recordings: tuple[Recorded, ...]
    files: dict[int, str]
    left_out: tuple[str, ...]
    questions: tuple[Question, ...]
    candidates: tuple[Opportunity, ...]
    record_ids: tuple[int, ...]
    as_of: dt.datetime


def contents_of(event: Event) -> Contents:
    """Raises NotPublic for a draft."""
    if not event.is_public:
        raise NotPublic(event.code)
    shown = [row for row in replays.replays_of(event) if may_watch(NOBODY, event, row)]
    files, left_out = _files(event)
    recorded = [_recorded(row) for row in shown]
    left_out += tuple(channel_name(channel) for each in recorded for channel in each.silent)
    questions = tuple(shown_questions(event)) if may_enter(NOBODY, event) else ()
    followed = follow_ups(event, questions, "en", NOBODY)
    candidates = _candidates(event)
    records = _records(candidates)
    return Contents(
        event=event,
        recordings=tuple(each for each in recorded if each.tracks or each.sounds),
        files=files,
        left_out=left_out,
        questions=questions,
        candidates=candidates,
        record_ids=tuple(record.pk for record in records),
        as_of=newest(
            [
                event.updated_at,
                *_moments(shown),
                *_updates(questions, candidates, records),
                *_followed_at(followed),
            ]
        ),
    )


def newest(moments: Iterable[dt.datetime | None]) -> dt.datetime:
    """The last of them: a bundle carries the date of its data, so that the same data give the same bundle."""
    return max(moment for moment in moments if moment is not None)


def suffix_of(replay: Replay) -> str:
    """Empty for the first."""
    return f"-{replay.number}" if replay.number > 1 else ""


def _recorded(replay: Replay) -> Recorded:
    origin = replays.origin_ms(replay)
    heard = [_sound(replay, made) for made in sounds(replay)]
    return Recorded(
        replay=replay,
        origin_ms=origin,
        tracks=tuple(_tracks(replay, origin)),
        sounds=tuple(sound for sound in heard if sound.made.is_file()),
        silent=tuple(sound.channel for sound in heard if not sound.made.is_file()),
        sessions=replays.chosen_sessions(replay),
    )


def _tracks(replay: Replay, origin: int) -> list[Track]:
    rows = sorted(replay.caption_tracks.all(), key=lambda row: NATIVE_NAMES.get(row.language, row.language))
    for row in rows:
        row.replay = replay
    found = (Track(row, tuple(replays.cues(row, origin))) for row in rows)
    return [track for track in found if track.cues]


def _sound(replay: Replay, made: Made) -> Sound:
    return Sound(
        made.channel,
        replay.folder / made.name / MEDIA,
        f"{made.channel}{suffix_of(replay)}.{SUFFIX}",
        made.duration_ms / 1000,
    )


def _files(event: Event) -> tuple[dict[int, str], tuple[str, ...]]:
    names, found, left_out = Names(), {}, []
    for row in event.resources.exclude(file=""):
        if row.file.storage.exists(str(row.file.name)):
            found[row.pk] = names.take(_stem(row), suffix(str(row.file.name).rpartition(".")[2]))
        else:
            left_out.append(str(row))
    return found, tuple(left_out)


def _stem(row: Resource) -> str:
    """The English title, else the kind; then the language."""
    words = stem(row.titles.get("en", ""), instead=row.kind)
    return f"{words}-{row.language}" if row.language and not words.endswith(f"-{row.language}") else words


def _candidates(event: Event) -> tuple[Opportunity, ...]:
    """On the programme, in its order."""
    rows = public_opportunities().filter(sessions__event=event).order_by("sessions__position", "code")
    return tuple({row.pk: row for row in rows}.values())


def _records(candidates: Sequence[Opportunity]) -> list[Record]:
    """What the candidates cite."""
    cited = (
        evidence_of([row.pk for row in candidates]).exclude(record=None).values_list("record_id", flat=True)
    )
    return list(public_records().filter(pk__in=set(cited)).order_by("code"))


def _moments(shown: Sequence[Replay]) -> list[dt.datetime | None]:
    return [moment for row in shown for moment in (row.made_at, row.published_at)]


def _followed_at(followed: Mapping[int, FollowUp]) -> list[dt.datetime]:
    return [each.at for one in followed.values() for each in one.became]


def _updates(*groups: Sequence[Question | Opportunity | Record]) -> list[dt.datetime]:
    return [row.updated_at for rows in groups for row in rows]
