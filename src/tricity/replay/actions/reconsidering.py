"""A speaker's answer may keep a whole replay from everybody, from one moment to the next."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tricity.activity.actions import record
from tricity.events.models import Talk
from tricity.replay.models import Replay
from tricity.replay.objections import objections
from tricity.search.actions import touch


def consents_changed(talk: Talk, by: Any) -> None:
    """A speaker, or an organizer for them, has answered otherwise than before: look at the replays that show the talk."""
    event = talk.session.event
    shows = Q(sessions=talk.session) | Q(sessions=None)
    for replay in Replay.objects.filter(shows, event=event).exclude(published_at=None).distinct():
        replay.event = event
        reconsider(replay, by=by)


@transaction.atomic
def reconsider(replay: Replay, *, by: Any = None) -> None:
    """Take a public replay from everybody where a speaker does not agree to it."""
    if not replay.is_public or not (found := objections(replay)):
        return
    replay.withheld_at = timezone.now()
    replay.save(update_fields=["withheld_at"])
    talks = [each.talk.pk for each in found]
    record("replay.withheld", replay.event, by=by, number=replay.number, talks=talks)
    search_anew(replay)


def search_anew(replay: Replay) -> None:
    passages = list(replay.passages.all())
    if passages:
        touch(*passages)
