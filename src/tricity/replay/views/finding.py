from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from tricity.events.models import Event
from tricity.events.views.finding import event_to_see
from tricity.replay import queries, rules
from tricity.replay.models import CaptionTrack, Replay


def replay_to_watch(request: HttpRequest, code: str) -> tuple[Event, Replay]:
    """The replay at this address; one that is not published is not there for those who may not see it. Raises Http404."""
    event = event_to_see(request, code)
    replay = queries.replay_of(event)
    if replay is None or not rules.may_watch(request.user, event, replay):
        raise Http404
    return event, replay


def event_to_prepare(request: HttpRequest, code: str) -> Event:
    """The event, for those who prepare its replay. Raises Http404, PermissionDenied."""
    event = event_to_see(request, code)
    if not rules.may_prepare(request.user, event):
        raise PermissionDenied
    return event


def track_to_read(request: HttpRequest, code: str, language: str) -> tuple[Event, Replay, CaptionTrack]:
    event, replay = replay_to_watch(request, code)
    track = event.caption_tracks.filter(language=language).first()
    if track is None:
        raise Http404
    return event, replay, track
