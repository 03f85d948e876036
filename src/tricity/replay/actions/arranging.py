"""Which recordings an event has, and what each of them shows."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from tricity.activity.actions import record
from tricity.events.models import Event, Session
from tricity.replay.actions.reconsidering import reconsider
from tricity.replay.actions.tracks import group_again
from tricity.replay.errors import StillPublic, TooMany
from tricity.replay.models import Replay
from tricity.replay.parts import MOST


@transaction.atomic
def first_replay(event: Event) -> Replay:
    """The one every event may have; it is there as soon as somebody prepares it."""
    row = Replay.objects.get_or_create(event=event, number=1)[0]
    row.event = event
    return row


@transaction.atomic
def add_replay(event: Event, *, titles: Mapping[str, str], sessions: Iterable[Session], by: Any) -> Replay:
    """Another recording of the event: of another day, another room. Raises TooMany."""
    first_replay(event)
    last = Replay.objects.select_for_update().filter(event=event).aggregate(last=Max("number"))["last"]
    if last >= MOST:
        raise TooMany(MOST)
    row = Replay.objects.create(event=event, number=last + 1, titles=dict(titles))
    choose_sessions(row, sessions)
    record("replay.added", event, by=by, number=row.number)
    return row


@transaction.atomic
def describe_replay(
    replay: Replay,
    *,
    titles: Mapping[str, str],
    sessions: Iterable[Session],
    needs_consent: bool,
    by: Any,
) -> None:
    """Say what it shows, and whether everybody who is heard must have agreed; chapters and passages follow."""
    replay.titles, replay.needs_consent = dict(titles), needs_consent
    replay.save(update_fields=["titles", "needs_consent"])
    choose_sessions(replay, sessions)
    record("replay.described", replay.event, by=by, number=replay.number)
    group_again(replay)
    reconsider(replay, by=by)


def choose_sessions(replay: Replay, sessions: Iterable[Session]) -> None:
    """Have it show these alone, also when they are deleted; none: all there are."""
    chosen = list(sessions)
    replay.only_chosen = bool(chosen)
    replay.save(update_fields=["only_chosen"])
    replay.sessions.set(chosen)


@transaction.atomic
def delete_replay(replay: Replay, *, by: Any) -> None:
    """Remove a recording with everything that belongs to it. Raises StillPublic."""
    if replay.published_at is not None:
        raise StillPublic
    record("replay.deleted", replay.event, by=by, number=replay.number)
    paths = [row.path for row in replay.recordings.select_related("replay__event")]
    folder = replay.folder
    replay.delete()

    def remove() -> None:
        for path in paths:
            path.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)

    transaction.on_commit(remove)
