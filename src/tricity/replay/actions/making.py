from __future__ import annotations

import time
from dataclasses import asdict
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
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
from tricity.replay.actions.reconsidering import reconsider, search_anew, take_turns
from tricity.replay.errors import EventNotPublic, NoSession, NotAgreed, NothingToMake, NothingToShow
from tricity.replay.models import Recording, Replay, Withheld
from tricity.replay.objections import objections
from tricity.replay.queries import Span, checked_recordings, chosen_sessions, spans

MAKE: Final = "replay.make"
# How often the share that is done is written down.
_TELL_SECONDS = 1.0
State = Replay.State


@transaction.atomic
def make_later(replay: Replay, *, by: Any) -> Replay:
    """Have the replay made of the recordings that are checked. Raises NothingToMake."""
    if not checked_recordings(replay):
        raise NothingToMake
    replay.state, replay.percent, replay.error = State.WAITING, 0, ""
    replay.save(update_fields=["state", "percent", "error"])
    enqueue(MAKE, key=f"{MAKE}:replay:{replay.pk}", replay_id=replay.pk)
    record("replay.wanted", replay.event, by=by)
    return replay


@job(MAKE)
def make_replay(replay_id: int = 0, event_id: int = 0) -> None:
    """Make the replay; a worker that died in the middle is followed by another that makes only what is missing.

    `event_id` is of a job that was put in line when an event had one replay alone (before November 2026).
    Raises MakingFailed, TookTooLong, ToolMissing; the job is then tried again.
    """
    meant = {"pk": replay_id} if replay_id else {"event_id": event_id, "number": 1}
    replay = Replay.objects.select_related("event").filter(**meant).first()
    if replay is None or not (recordings := checked_recordings(replay)):
        return
    Replay.objects.filter(pk=replay.pk).update(state=State.MAKING)
    for each in recordings:
        each.replay = replay
    blanks = spans(replay, Withheld.Scope.ALL)
    planned = plan([_source(each) for each in recordings], blanks=blanks)
    try:
        made = make(planned, replay.folder, find_tools(), progress=_teller(replay))
    except MediaError as failed:
        said = failed.said if isinstance(failed, MakingFailed) else str(failed)
        Replay.objects.filter(pk=replay.pk).update(state=State.FAILED, error=said[-1000:])
        raise
    _note(replay, planned, made, blanks)


@transaction.atomic
def _note(replay: Replay, planned: Plan, made: list[Made], blanks: list[Span]) -> None:
    replay.renditions = [asdict(each) for each in made]
    replay.blanked = blanks
    replay.origin_ms, replay.duration_ms = planned.origin_ms, planned.duration_ms
    replay.state, replay.percent, replay.error, replay.made_at = State.READY, 100, "", timezone.now()
    replay.save(
        update_fields=[
            "renditions",
            "blanked",
            "origin_ms",
            "duration_ms",
            "state",
            "percent",
            "error",
            "made_at",
        ]
    )
    record("replay.made", replay.event, channels=[each.channel for each in made if not each.width])
    names, folder = {each.name for each in made}, replay.folder
    transaction.on_commit(lambda: forget(folder, but=names))
    # What was a transcript alone has picture and sound now, to which all who are heard must have agreed as well.
    reconsider(replay)


@transaction.atomic
def publish_replay(replay: Replay, *, by: Any) -> None:
    """Let everybody watch it and find its words. Raises EventNotPublic, NothingToShow, NoSession, NotAgreed."""
    take_turns(replay)
    if replay.is_public:
        return
    if not replay.event.is_public:
        raise EventNotPublic
    if not replay.renditions and not replay.caption_tracks.exists():
        raise NothingToShow
    if chosen_sessions(replay) == frozenset():
        raise NoSession
    if found := objections(replay):
        raise NotAgreed(found)
    _show(replay, True)
    record("replay.published", replay.event, by=by)


@transaction.atomic
def withdraw_replay(replay: Replay, *, by: Any) -> None:
    """Show it only to those who prepare it; withdrawing twice changes nothing."""
    if replay.published_at is None:
        return
    _show(replay, False)
    record("replay.withdrawn", replay.event, by=by)


def _show(replay: Replay, is_public: bool) -> None:
    replay.published_at = timezone.now() if is_public else None
    replay.withheld_at = None
    replay.save(update_fields=["published_at", "withheld_at"])
    search_anew(replay)


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
