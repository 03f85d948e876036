from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from tricity.activity.actions import record
from tricity.media import Cue
from tricity.replay.actions.reconsidering import reconsider
from tricity.replay.chapters import Chapter, chapters
from tricity.replay.grouping import Group, groups
from tricity.replay.models import CaptionTrack, Passage, Replay
from tricity.replay.models import Cue as CueRow
from tricity.replay.queries import visible_cues
from tricity.search.actions import touch

_LONGEST_TITLE = 300
_BATCH = 1000


@transaction.atomic
def keep_track(
    replay: Replay,
    language: str,
    cues: Sequence[Cue],
    *,
    origin: str = CaptionTrack.Origin.HUMAN,
    by: Any = None,
) -> CaptionTrack:
    """Have these be the captions of the replay in this language, in place of earlier ones.

    Times are those of the event clock. Captions of whatever source come in here: from a file, or, once an event is
    over, from those written live in its room.
    """
    _remove(replay, language)
    track = CaptionTrack.objects.create(
        replay=replay, language=language, origin=origin, by=by if by is not None and by.pk else None
    )
    ordered = sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms))
    CueRow.objects.bulk_create(
        [
            CueRow(track=track, start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text, speaker=cue.speaker)
            for cue in ordered
        ],
        batch_size=_BATCH,
    )
    _keep_passages(track)
    record("captions.kept", replay.event, by=by, language=language, captions=len(ordered))
    reconsider(replay, by=by)
    return track


@transaction.atomic
def delete_track(track: CaptionTrack, *, by: Any) -> None:
    record("captions.deleted", track.event, by=by, language=track.language)
    _remove(track.replay, track.language)


@transaction.atomic
def group_again(replay: Replay) -> None:
    """Cut the passages anew: chapters have moved, or something is withheld."""
    for track in replay.caption_tracks.all():
        track.replay = replay
        _forget_passages(track)
        _keep_passages(track)


def _keep_passages(track: CaptionTrack) -> None:
    rows = visible_cues(track).values_list("start_ms", "end_ms", "text", "speaker")
    of = chapters(track.replay, track.language)
    found = groups([Cue(*row) for row in rows], [chapter.at_ms for chapter in of])
    passages = Passage.objects.bulk_create([_passage(track, group, of) for group in found], batch_size=_BATCH)
    if passages:
        touch(*passages)


def _passage(track: CaptionTrack, group: Group, of: Sequence[Chapter]) -> Passage:
    title = of[group.chapter].title.text if group.chapter >= 0 else ""
    return Passage(
        replay=track.replay,
        track=track,
        language=track.language,
        title=title[:_LONGEST_TITLE],
        text=group.text(track.language),
        speaker=group.speaker,
        start_ms=group.start_ms,
        end_ms=group.end_ms,
    )


def _remove(replay: Replay, language: str) -> None:
    for track in replay.caption_tracks.filter(language=language):
        _forget_passages(track)
        track.delete()


def _forget_passages(track: CaptionTrack) -> None:
    """The search hears of them before they are gone."""
    passages = list(track.passages.all())
    if passages:
        touch(*passages)
        track.passages.all().delete()
