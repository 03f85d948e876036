from __future__ import annotations

import time
from dataclasses import asdict
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.events.models import Event
from tricity.jobs.actions import enqueue
from tricity.jobs.registry import job
from tricity.media import (
    Made,
    MakingFailed,
    MediaError,
    Picture,
    Plan,
    Probe,
    Source,
    find_tools,
    forget,
    make,
    plan,
)
from tricity.replay.errors import EventNotPublic, NothingToMake, NothingToShow
from tricity.replay.models import Recording, Replay
from tricity.replay.queries import checked_recordings
from tricity.search.actions import touch

MAKE: Final = "replay.make"
# How often the share that is done is written down.
_TELL_SECONDS = 1.0
State = Replay.State


@transaction.atomic
def make_later(event: Event, *, by: Any) -> Replay:
    """Have the replay made of the recordings that are checked. Raises NothingToMake."""
    if not checked_recordings(event):
        raise NothingToMake
    replay = Replay.objects.get_or_create(event=event)[0]
    replay.state, replay.percent, replay.error = State.WAITING, 0, ""
    replay.save(update_fields=["state", "percent", "error"])
    enqueue(MAKE, key=f"{MAKE}:{event.pk}", event_id=event.pk)
    record("replay.wanted", event, by=by)
    return replay


@job(MAKE)
def make_replay(event_id: int) -> None:
    """Make the replay; a worker that died in the middle is followed by another that makes only what is missing.

    Raises MakingFailed, TookTooLong, ToolMissing; the job is then tried again.
    """
    replay = Replay.objects.select_related("event").filter(event_id=event_id).first()
    if replay is None or not (recordings := checked_recordings(replay.event)):
        return
    Replay.objects.filter(pk=replay.pk).update(state=State.MAKING)
    for each in recordings:
        each.event = replay.event
    planned = plan([_source(each) for each in recordings])
    try:
        made = make(planned, replay.folder, find_tools(), progress=_teller(replay))
    except MediaError as failed:
        said = failed.said if isinstance(failed, MakingFailed) else str(failed)
        Replay.objects.filter(pk=replay.pk).update(state=State.FAILED, error=said[-1000:])
        raise
    _note(replay, planned, made)


@transaction.atomic
def _note(replay: Replay, planned: Plan, made: list[Made]) -> None:
    replay.renditions = [asdict(each) for each in made]
    replay.origin_ms, replay.duration_ms = planned.origin_ms, planned.duration_ms
    replay.state, replay.percent, replay.error, replay.made_at = State.READY, 100, "", timezone.now()
    replay.save(
        update_fields=["renditions", "origin_ms", "duration_ms", "state", "percent", "error", "made_at"]
    )
    record("replay.made", replay.event, channels=[each.channel for each in made if not each.width])
    names, folder = {each.name for each in made}, replay.folder
    transaction.on_commit(lambda: forget(folder, but=names))


@transaction.atomic
def publish_replay(event: Event, *, by: Any) -> None:
    """Let everybody watch it and find its words. Raises EventNotPublic, NothingToShow."""
    replay = Replay.objects.get_or_create(event=event)[0]
    if replay.is_public:
        return
    if not event.is_public:
        raise EventNotPublic
    if not replay.renditions and not event.caption_tracks.exists():
        raise NothingToShow
    _show(replay, event, True)
    record("replay.published", event, by=by)


@transaction.atomic
def withdraw_replay(event: Event, *, by: Any) -> None:
    """Show it only to those who prepare it; withdrawing twice changes nothing."""
    replay = Replay.objects.filter(event=event).first()
    if replay is None or not replay.is_public:
        return
    _show(replay, event, False)
    record("replay.withdrawn", event, by=by)


def _show(replay: Replay, event: Event, is_public: bool) -> None:
    replay.published_at = timezone.now() if is_public else None
    replay.save(update_fields=["published_at"])
    passages = list(event.passages.all())
    if passages:
        touch(*passages)


def _source(row: Recording) -> Source:
    given = dict(row.probe)
    picture = given.pop("picture", None)
    probe = Probe(**given, picture=Picture(**picture) if picture else None)
    return Source(row.channel, row.path, row.offset_ms, row.checksum, probe)


def _teller(replay: Replay) -> Any:
    """Writes the share down about once a second."""
    told = 0.0

    def tell(share: float) -> None:
        nonlocal told
        if time.monotonic() - told >= _TELL_SECONDS:
            told = time.monotonic()
            Replay.objects.filter(pk=replay.pk).update(percent=min(99, int(share * 100)))

    return tell
