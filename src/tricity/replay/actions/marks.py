from __future__ import annotations

from typing import Any

from django.db import transaction

from tricity.activity.actions import record
from tricity.replay.actions.tracks import group_again
from tricity.replay.models import Mark


@transaction.atomic
def add_mark(mark: Mark, *, by: Any) -> Mark:
    """Store a chapter or a slide; a chapter cuts the passages anew."""
    mark.save()
    record("replay.marked", mark.event, by=by)
    if mark.resource_id is None:
        group_again(mark.replay)
    return mark


@transaction.atomic
def delete_mark(mark: Mark, *, by: Any) -> None:
    replay, is_chapter = mark.replay, mark.resource_id is None
    mark.delete()
    record("replay.unmarked", replay.event, by=by)
    if is_chapter:
        group_again(replay)
