"""Keeping parts of a replay from everybody, as where a speaker does not agree."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tricity.activity.actions import record
from tricity.replay.actions.making import make_later
from tricity.replay.actions.reconsidering import reconsider
from tricity.replay.actions.tracks import group_again
from tricity.replay.models import Replay, Withheld
from tricity.replay.queries import checked_recordings


@transaction.atomic
def withhold(part: Withheld, *, by: Any) -> Withheld:
    """Keep a part of a replay from everybody.

    Its captions go at once; nothing is played until the media lack it too, which begins by itself.
    """
    part.by = by if by is not None and by.pk else None
    part.save()
    record("replay.part-withheld", part.replay.event, by=by, **_told(part))
    _cut_anew(part.replay)
    if part.scope == Withheld.Scope.ALL and part.replay.renditions and checked_recordings(part.replay):
        make_later(part.replay, by=by)
    return part


@transaction.atomic
def show_again(part: Withheld, *, by: Any) -> None:
    """Withhold the part no longer; its picture and sound come back when the replay is made again."""
    replay = part.replay
    record("replay.part-shown", replay.event, by=by, **_told(part))
    part.delete()
    _cut_anew(replay)
    reconsider(replay, by=by)


def withhold_moved(replay: Replay, moved_ms: int) -> None:
    """A recording begins elsewhere from now on: what is withheld of it is withheld at its new place, too.

    The earlier place stays withheld, as captions and other recordings do not move along; it can be shown again by hand.
    """
    parts = list(replay.withheld.filter(scope=Withheld.Scope.ALL))
    for part in parts:
        part.pk, part._state.adding = None, True
        part.start_ms, part.end_ms = part.start_ms + moved_ms, part.end_ms + moved_ms
        part.save()
    if parts:
        _cut_anew(replay)


def _told(part: Withheld) -> dict[str, Any]:
    spoken = {"talk": part.talk_id, "person": part.person_id}
    where: dict[str, Any] = {"number": part.replay.number, "scope": part.scope}
    where |= {name: pk for name, pk in spoken.items() if pk is not None}
    return where | {"start_ms": part.start_ms, "end_ms": part.end_ms}


def _cut_anew(replay: Replay) -> None:
    """Read what is withheld once more, and cut the passages by it."""
    getattr(replay, "_prefetched_objects_cache", {}).pop("withheld", None)
    group_again(replay)
