"""The answer of one who is heard may keep a whole replay from everybody, from one moment to the next."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.events.consenting import Part
from tricity.events.models import Event, Talk
from tricity.replay.models import Replay
from tricity.replay.objections import objections
from tricity.search.actions import touch


def take_turns(replay: Replay) -> None:
    """Wait for whoever publishes replays of this event, or looks whether they may stay so, and read what they decided.

    Else an answer and a publication at the same moment would not know of each other.
    """
    replay.event = Event.objects.select_for_update().get(pk=replay.event_id)
    replay.refresh_from_db(
        fields=["published_at", "withheld_at", "renditions", "needs_consent", "only_chosen"]
    )
    getattr(replay, "_prefetched_objects_cache", {}).pop("withheld", None)


def consents_changed(part: Part, by: Any) -> None:
    """Somebody, or an organizer for them, has answered otherwise than before."""
    reconsider_all(part.session.event, by)


@transaction.atomic
def reconsider_all(event: Event, by: Any) -> None:
    """Look at all replays of an event: others are heard in them than before, or have answered otherwise."""
    locked = Event.objects.select_for_update().get(pk=event.pk)
    for replay in Replay.objects.filter(event=locked).exclude(published_at=None):
        replay.event = locked
        reconsider(replay, by=by)


@transaction.atomic
def reconsider(replay: Replay, *, by: Any = None) -> None:
    """Take a public replay from everybody where one who is heard does not agree to it, or has not where that is asked for."""
    take_turns(replay)
    if not replay.is_public or not (found := objections(replay)):
        return
    replay.withheld_at = timezone.now()
    replay.save(update_fields=["withheld_at"])
    talks = [each.part.pk for each in found if isinstance(each.part, Talk)]
    people = [each.part.pk for each in found if not isinstance(each.part, Talk)]
    record("replay.withheld", replay.event, by=by, number=replay.number, talks=talks, people=people)
    search_anew(replay)


def search_anew(replay: Replay) -> None:
    passages = list(replay.passages.all())
    if passages:
        touch(*passages)
