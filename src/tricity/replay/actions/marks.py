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
        group_again(mark.event)
    return mark


@transaction.atomic
def delete_mark(mark: Mark, *, by: Any) -> None:
    event, is_chapter = mark.event, mark.resource_id is None
    mark.delete()
    record("replay.unmarked", event, by=by)
    if is_chapter:
        group_again(event)
